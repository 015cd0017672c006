package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.symmetry.Sym3Batches.Formula;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable.Last;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.GaussianTeacher;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.symmetry.ChargeDrift;
import org.noiseproof.symmetry.GradientNoise;

/** SYM-3: the mean change of the charge in a step. */
final class Sym3 {
  private Sym3() {}

  /** v* = ½, Var x(v*x − y) = 0.875. */
  private static final Population POPULATION =
      Population.of(Sample.of(1, 2), Sample.of(1, 0), Sample.of(2, 1), Sample.of(-1, 0.5));

  private static final double RATE = 0.5;
  private static final int BATCH = 2;

  /** One step of a scalar linear model on y = x + ε, both normal. */
  private static final EnsembleSpec NORMAL =
      EnsembleSpec.of(
          new SampledGradient(DeepLinear.of(1, 1), new GaussianTeacher(List.of(1.0), 1)),
          1,
          new Mean(),
          new Sgd(RATE, 0, 0, false, 0),
          new double[] {0},
          1,
          new Last(PointQuantity.Linear.coordinate(0)));

  static Claim claim() {
    return new Claim(
        "SYM-3",
        "The drift of the charge, for every batch size",
        """
        Given θ, a step with a batch of S samples out of N changes the charge on average by
          E[C′ − C | θ] = −(2ηγ − η²γ²) C + η² (κ Tr[ΣA] + ∇LᵀA∇L),
        with κ = 1/S for batches drawn with replacement, (N − S)/(S(N − 1)) without: Σ is the
        covariance of the gradient of one sample. Gradient descent is S = N without replacement,
        κ = 0: what is left of its drift is ∇LᵀA∇L.""",
        """
        \\[ E[C' - C \\mid \\theta] = -(2\\eta\\gamma - \\eta^2\\gamma^2)\\, C + \\eta^2 \
        \\left(\\kappa_S\\, \\mathrm{Tr}[\\Sigma A] + \\nabla L^\\top A\\, \\nabla L\\right) \\]
        \\[ \\kappa_S = \\frac1S, \\qquad \\kappa_S = \\frac{N-S}{S(N-1)} \\]""",
        Source.derived(
            """
            From SYM-2 and the second moment of a batch's mean. Its limit in continuous time, without \
            ∇LᵀA∇L, is the law of balance for rescaling: Ziyin, Li and Ueda, Law of Balance (read in \
            full); for a general A: Ziyin, Wang, Li and Wu, arXiv 2402.07193 (abstract and captions \
            read)."""),
        List.of("as SYM-2", "each batch, tuple or subset, as likely as every other"),
        List.of(
            new Constant("\\Sigma", "\\text{covariance of } \\nabla\\ell(\\theta; z)"),
            new Constant(
                "\\kappa_S", "\\text{variance of a batch's mean, that of one sample is 1}")),
        List.of(
            Sym3Batches.everyBatch("every-batch", Formula.RIGHT, Sampling.values()),
            Sym3Batches.scalar("scalar-net", Formula.RIGHT),
            replicas("replicas", UnaryOperator.identity()),
            sampled("sampler-with", Sampling.WITH_REPLACEMENT, Sampling.WITH_REPLACEMENT),
            sampled("sampler-without", Sampling.WITHOUT_REPLACEMENT, Sampling.WITHOUT_REPLACEMENT)),
        List.of(
            Control.statement(
                "κ = 1/S for subsets, too",
                Sym3Batches.everyBatch(
                    "every-batch/one-over-s", Formula.ONE_OVER_S, Sampling.WITHOUT_REPLACEMENT)),
            Control.statement(
                "the drift of the stochastic differential equation, Tr[ΣA] alone",
                Sym3Batches.everyBatch("every-batch/centred", Formula.CENTRED, Sampling.values())),
            Control.statement(
                "decay takes 2ηγ of the charge",
                Sym3Batches.everyBatch(
                    "every-batch/first-order", Formula.FIRST_ORDER, Sampling.values())),
            Control.statement(
                "the centred formula on the scalar net: 0.99 where it is 0.98",
                Sym3Batches.scalar("scalar-net/centred", Formula.CENTRED)),
            Control.statement(
                "κ = 1/S for the backend's batches without replacement",
                sampled(
                    "sampler-without/one-over-s",
                    Sampling.WITHOUT_REPLACEMENT,
                    Sampling.WITH_REPLACEMENT)),
            Control.implementation(
                "every replica is the first", replicas("replicas/first-only", Sym3::alike)),
            Control.implementation(
                "every call starts at the first replica again",
                replicas("replicas/starts-again", Sym3::again)),
            Control.implementation(
                "a sampler that puts samples back where it must not",
                sampled(
                    "sampler-without/puts-back",
                    Sampling.WITH_REPLACEMENT,
                    Sampling.WITHOUT_REPLACEMENT))),
        List.of(
            "The enumeration runs over the definition of a batch; the backend's sampler is seen through one "
                + "mean, which a sampler that is wrong otherwise may share.",
            "Replicas of an ensemble are seen to differ; that they are independent is assumed.",
            "Of the sampler, a third of the difference between the two κ is found, deep a tenth."));
  }

  /**
   * E C′ after one step of the backend's ensemble, beside the formula.
   *
   * @param claimed what the formula takes the sampler for
   */
  private static Check sampled(String name, Sampling drawn, Sampling claimed) {
    return Check.statistical(
        name,
        "E C′ of the scalar net after one step of the backend, N = 4, S = 2, η = 0.5, beside its formula",
        trial -> measure(trial, drawn, claimed));
  }

  /** Of normal samples two alike have probability 0, or some 2⁻⁴⁰ among doubles. */
  private static Check replicas(String name, UnaryOperator<Ensemble> wrong) {
    return Check.exact(
        name,
        "how many of 64 replicas of one step on normal samples, in two calls, repeat another one",
        trial ->
            trial
                .backend()
                .ensemble(NORMAL)
                .map(ensemble -> repeated(wrong.apply(ensemble), trial.streams()))
                .orElseGet(
                    () -> Finding.notApplicable(trial.backend().name() + " has no ensembles")));
  }

  private static Finding repeated(Ensemble ensemble, Streams streams) {
    double[] seen =
        Stream.of(ensemble.run(streams, 0, 40), ensemble.run(streams, 40, 24))
            .flatMap(Arrays::stream)
            .mapToDouble(row -> row[0])
            .distinct()
            .toArray();
    return Finding.of(
        List.of(Comparison.equal("replicas that repeat another", 64 - seen.length, 0, 0)));
  }

  private static Ensemble alike(Ensemble right) {
    return (streams, first, count) -> {
      double[][] rows = new double[count][];
      Arrays.fill(rows, right.run(streams, 0, 1)[0]);
      return rows;
    };
  }

  private static Ensemble again(Ensemble right) {
    return (streams, first, count) -> right.run(streams, 0, count);
  }

  private static Finding measure(Trial trial, Sampling drawn, Sampling claimed) {
    DeepLinear loss = DeepLinear.of(1, 1, 1);
    Symmetry symmetry = loss.symmetries().getFirst();
    double[] start = {0.4, 1.2};
    EnsembleSpec spec =
        EnsembleSpec.of(
            new SampledGradient(loss, POPULATION, drawn),
            BATCH,
            new Mean(),
            new Sgd(RATE, 0, 0, false, 0),
            start,
            1,
            new Last(new Quadratic(symmetry.charge())));
    double charge = symmetry.charge(start);
    double value = charge + drift(loss, symmetry, start, claimed);
    double other = charge + drift(loss, symmetry, start, opposite(claimed));
    double effect = Math.abs(value - other) / trial.scale().of(3, 3, 10);
    double least = charge - RATE * RATE * charge * largestSquare(start);
    double rounding =
        Tolerance.gamma(64, trial.backend().describe().precision().unitRoundoff()) * charge;
    return new SampledMean("E C′", spec, row -> row[0], least, charge)
        .is(trial, value, rounding, effect);
  }

  private static double drift(
      DeepLinear loss, Symmetry symmetry, double[] theta, Sampling sampling) {
    GradientNoise noise = GradientNoise.of(loss, POPULATION, theta, BATCH, sampling);
    return ChargeDrift.of(symmetry, theta, noise, RATE, 0).total();
  }

  private static Sampling opposite(Sampling sampling) {
    return sampling == Sampling.WITH_REPLACEMENT
        ? Sampling.WITHOUT_REPLACEMENT
        : Sampling.WITH_REPLACEMENT;
  }

  /** max h², h = x(xv − y): C′ = (1 − η²h²)C, h that of a batch. */
  private static double largestSquare(double[] theta) {
    double v = theta[0] * theta[1];
    return POPULATION.samples().stream()
        .mapToDouble(z -> Math.pow(z.x(0) * (z.x(0) * v - z.y(0)), 2))
        .max()
        .orElseThrow();
  }
}
