package org.noiseproof.claim.clipping;

import java.util.List;
import java.util.function.Function;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.clipping.Alternatives.Contestant;
import org.noiseproof.claim.clipping.Clip13Risk.Bound;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.Sign;

/**
 * CLIP-13: no estimator of a mean beats the rate n^{−2(p−1)/p}, and PS-Clip is within ten of it.
 */
final class Clip13 {
  private Clip13() {}

  /** One of each kind; per-sample clipping at 0 is the estimator that always says 0. */
  private static final List<EstimatorSpec> SPECS =
      List.of(
          new Mean(),
          new PerSampleClip(1, 1.5),
          new PerSampleClip(1, Double.POSITIVE_INFINITY),
          new PerSampleClip(0, 1.5),
          new BatchClip(0.25),
          new MicroBatchClip(1, 2),
          new CoordinateClip(1),
          new MedianOfMeans(4),
          new GeometricMedian(),
          new Normalize(),
          new PerSampleNormalize(),
          new Sign());

  private static final int ENUMERATED = 6;
  private static final int[] SIZES = {16, 64, 256, 512};

  static Claim claim() {
    return new Claim(
        "CLIP-13",
        "No estimator beats the rate of per-sample clipping",
        """
        Let X be 0, or, as likely, A with probability q and else 0, where q Aᵖ = Mᵖ. Every estimator of \
        EX from n samples, whatever it is, has an average mean squared error of at least
          ½ [(1−q)ⁿ / (1 + (1−q)ⁿ)] (qA)²,
        attained by the posterior mean; q = c/n makes it a constant times M² n^{−2(p−1)/p}. Under one \
        of the two laws it errs by qA/2 or more with probability at least (1−q)ⁿ/2. The guarantee of \
        CLIP-7 is less than ten times the best such bound, for every p.""",
        """
        \\[ \\tfrac12\\, E_0\\, T^2 + \\tfrac12\\, E_1 (T - qA)^2 \\;\\ge\\; \
        \\frac12\\, \\frac{(1-q)^n}{1 + (1-q)^n}\\, (qA)^2, \\qquad q A^p = M^p \\]
        \\[ q = \\frac cn: \\quad \\frac{c^r}{2}\\, \\frac{(1-c/n)^n}{1 + (1-c/n)^n}\\; \
        M^2\\, n^{-2(p-1)/p} \\]""",
        Source.derived(
            "Le Cam's two points with their exact Bayes risk, derived here. That the rate "
                + "n^{−2(p−1)/p} cannot be beaten is known; see the lower bounds of Zhang et al., 2020."),
        List.of(
            "The samples are independent, and all that the estimator sees; it may know M, p, A, q.",
            "Nothing else: the bound is for any function of the samples."),
        List.of(
            new Constant("qA", "the mean that is missed when nothing hits"),
            new Constant(
                "c",
                "\\text{the best is } 0.93 \\text{ for } p = 3/2, \\text{ with } 0.1348 M^2 n^{-r}")),
        checks(),
        controls(),
        List.of(
            "Every estimator cannot be run: those of the catalogue are, on all batches of %d samples."
                .formatted(ENUMERATED),
            "The estimators run are deterministic; the bound holds for randomized ones too.",
            "Beyond n = %d only estimators that add up their samples' contributions."
                .formatted(ENUMERATED)));
  }

  private static List<Check> checks() {
    return List.of(
        Check.exact(
            "every-estimator",
            "Average risk and failure probability of every estimator there is, over all batches",
            trial -> Clip13Risk.contest(trial, SPECS, ENUMERATED)),
        contest("posterior-mean", Alternatives::posteriorMean, Alternatives::bayesRisk),
        Check.exact(
            "posterior-mean-attains",
            "The posterior mean's risk is the bound, from all batches",
            trial -> Clip13Risk.attained(Alternatives::posteriorMean, ENUMERATED)),
        additive("additive-estimators", 0),
        gap("guarantee-within-ten", 10));
  }

  private static List<Control> controls() {
    return List.of(
        Control.implementation(
            "an oracle that is told which law it is",
            contest("every-estimator/oracle", Alternatives::oracle, Alternatives::bayesRisk)),
        Control.statement(
            "a bound larger by a hundredth",
            contest(
                "posterior-mean/larger-bound",
                Alternatives::posteriorMean,
                alternatives -> 1.01 * alternatives.bayesRisk())),
        Control.statement(
            "that always saying 0 attains the bound",
            Check.exact(
                "posterior-mean-attains/always-zero",
                "The risk of always saying 0 against the bound",
                trial ->
                    Clip13Risk.attained(
                        alternatives -> Contestant.honest(batch -> new double[] {0}), ENUMERATED))),
        Control.statement(
            "a rate slower by n^{0.15}", additive("additive-estimators/slower-rate", 0.15)),
        Control.statement("a guarantee within six", gap("guarantee-within-ten/six", 6)));
  }

  private static Check contest(
      String name, Function<Alternatives, Contestant> contestant, Bound bound) {
    return Check.exact(
        name,
        "Average risk and failure probability over all batches, against their lower bounds",
        trial -> Clip13Risk.contest(contestant, bound, ENUMERATED));
  }

  private static Check additive(String name, double excess) {
    return Check.exact(
        name,
        "Risk over Bayes risk of PS-Clip, the mean and 0, up to 512 samples, one hit at a time",
        trial -> Clip13Risk.additive(trial, 1.5, excess, SIZES));
  }

  private static Check gap(String name, double factor) {
    return Check.exact(
        name,
        "The constant of CLIP-7 over the largest lower bound, n = 2²⁰",
        trial -> Clip13Risk.gap(factor, 1 << 20));
  }
}
