package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.theory.ScaleInvariantNorm;

/** SYM-12: where only the direction counts, noise makes the weights longer, for ever. */
final class Sym12 {
  private Sym12() {}

  private static final Sgd SGD = Sym12Runs.sgd(0.1, 0);

  /** After 2 000 steps of 0.1 from ‖θ‖ = 1, and its leading term 1 + 2η²T. */
  private static final double ANGLE = square(new ScaleInvariantNorm(0.1).after(1, 1, 2_000));

  private static final double ANGLE_LEADING = 41;

  /** A loss of three weights that is not scale-invariant. */
  static final SampledGradient LINEAR_MODEL =
      new SampledGradient(DeepLinear.of(3, 1), Populations.icosahedron());

  private static final Check PATHWISE = NormPath.pathwise("pathwise", NormPath.cases(), SGD);

  static Claim claim() {
    return new Claim(
        "SYM-12",
        "Without decay the norm of scale-invariant weights only grows",
        """
        ℓ(cθ; z) = ℓ(θ; z) for c > 0. With n = ‖θ‖² and q = ‖ĝ(θ/‖θ‖)‖², ĝ the gradient of the batch,
        every step of SGD has, whatever the batch:
          n′ = n + η²q/n;
        so that ‖θ‖⁴ grows linearly, up to a term in η⁴:
          E[‖θ′‖⁴ − ‖θ‖⁴ | θ] = 2η²E q + η⁴E q²/‖θ‖⁴;
          E‖θ_T‖⁴ = ‖θ_0‖⁴ + 2η²E q T + η⁴E q² Σ_{t<T} E 1/‖θ_t‖⁴;
        where E q and E q² are the same for every θ. They are where ℓ = −θ·x/‖θ‖ and x is a vertex of an
        icosahedron, each as likely: q = 1 − c², c = θ·x/‖θ‖, and as these vertices have the moments of
        the sphere up to the fifth, E c² = 1/3 and E c⁴ = 1/5, so E q = 2/3 and E q² = 8/15.
        Gradient descent stops growing where the mean gradient vanishes.""",
        """
        \\[ \\lVert\\theta'\\rVert^2 \\;=\\; \\lVert\\theta\\rVert^2 + \
        \\frac{\\eta^2 q}{\\lVert\\theta\\rVert^2} \\]
        \\[ E\\lVert\\theta_T\\rVert^4 \\;=\\; \\lVert\\theta_0\\rVert^4 + 2\\eta^2 E q\\, T + \
        \\eta^4 E q^2 \\sum_{t<T} E\\,\\lVert\\theta_t\\rVert^{-4} \\]""",
        Source.derived(
            """
            That the norm grows monotonically under SGD where the loss is scale-invariant: Ziyin, Wang, Li & \
            Wu, arXiv 2402.07193, of which abstract and captions were read. The identities are derived."""),
        List.of(
            "ℓ(cθ; z) = ℓ(θ; z) for every sample, not only on average",
            "no momentum, no decay",
            "for E‖θ_T‖⁴: E q and E q² that do not depend on θ"),
        List.of(
            new Constant(
                "q",
                "\\text{squared length of the batch's gradient at } \\theta/\\lVert\\theta\\rVert"),
            new Constant("\\eta", "\\text{learning rate}")),
        List.of(
            homogeneous("homogeneous", List.of(NormPath.SPHERE, NormPath.ANGLE)),
            PATHWISE,
            design("five-design", Populations.icosahedron()),
            angle("angle", ANGLE),
            fourthPower("fourth-power", Sampling.WITH_REPLACEMENT, 1, 1),
            stops("descent-stops", Sampling.WITHOUT_REPLACEMENT, 12)),
        List.of(
            Control.statement(
                "a linear model is scale-invariant, too",
                homogeneous("homogeneous/linear-model", List.of(LINEAR_MODEL))),
            Control.statement(
                "the norm grows by that where the loss is not scale-invariant",
                NormPath.pathwise(
                    "pathwise/linear-model",
                    List.of(new NormPath(LINEAR_MODEL, 1, List.of(0.3, -0.5, 0.4))),
                    SGD)),
            Control.implementation(
                "Adam that passes for SGD",
                NormPath.pathwise(
                    "pathwise/adam", NormPath.cases(), new Adam(0.1, 0.9, 0.999, 1e-8, 0))),
            Control.implementation(
                "Langevin noise on every gradient", OtherMethod.langevin(PATHWISE)),
            Control.implementation(
                "signs of the gradient",
                NormPath.pathwise("pathwise/signs", NormPath.cases(), new SignSgd(0.1, 0))),
            Control.implementation(
                "steps of constant length",
                NormPath.pathwise(
                    "pathwise/normalized", NormPath.cases(), new NormalizedSgd(0.1, 0, false))),
            Control.implementation(
                "a heavy ball, whose buffer is not orthogonal to θ",
                NormPath.pathwise(
                    "pathwise/momentum", NormPath.cases(), new Sgd(0.1, 0.9, 0, false, 0))),
            Control.statement(
                "six points that have the sphere's moments up to the third are enough",
                design("five-design/octahedron", octahedron())),
            Control.statement(
                "‖θ_T‖⁴ = 1 + 2η²T without a rest", angle("angle/leading", ANGLE_LEADING)),
            Control.statement(
                "E‖θ_T‖⁴ = ‖θ_0‖⁴ + 2η²E q T without the term in η⁴",
                fourthPower("fourth-power/leading", Sampling.WITH_REPLACEMENT, 1, 0)),
            Control.statement(
                "gradient descent grows as SGD does",
                fourthPower("fourth-power/full-batch", Sampling.WITHOUT_REPLACEMENT, 12, 1)),
            Control.statement(
                "SGD stops growing as well",
                stops("descent-stops/one-sample", Sampling.WITH_REPLACEMENT, 1))),
        List.of(
            "Losses: two directions and the sphere; the identity of a step holds for any loss.",
            "A step against the gradient has the same norm as one along it: ascent passes.",
            "The statistic of E‖θ_T‖⁴ is cut where Azuma's inequality gives it a probability of 10⁻⁸."));
  }

  /** Six vertices, E q² of which depends on θ. */
  private static Population octahedron() {
    List<Sample> samples = new ArrayList<>();
    for (int j = 0; j < 3; j++) {
      for (double sign : new double[] {1, -1}) {
        double[] x = new double[3];
        x[j] = sign;
        samples.add(Sample.of(x, 1));
      }
    }
    return new Population(samples);
  }

  private static double square(double n) {
    return n * n;
  }

  private static Check homogeneous(String name, List<SampledGradient> oracles) {
    return Check.exact(
        name,
        "∇ℓ(2ᵏθ; z) = 2⁻ᵏ∇ℓ(θ; z) to the bit at 50 random θ and z, |k| ≤ 20",
        trial -> Sym12Runs.homogeneous(trial, oracles));
  }

  private static Check design(String name, Population vertices) {
    return Check.bound(
        name,
        "E q = 2/3, E q² = 8/15 and E[‖θ′‖⁴ − ‖θ‖⁴ | θ] over all vertices, in 20 random directions",
        trial -> Applicable.on(trial, SGD, () -> Sym12Runs.enumerated(trial, vertices)));
  }

  private static Check angle(String name, double predicted) {
    return Check.bound(
        name,
        "‖θ‖⁴ after 2 000 steps of 0.1 on ±1 times the angle of θ, where q = 1: no chance is left",
        trial -> Applicable.on(trial, SGD, () -> Sym12Runs.angle(trial, predicted)));
  }

  private static Check fourthPower(String name, Sampling sampling, int batch, double rest) {
    return Check.statistical(
        name,
        "E‖θ_T‖⁴ on the icosahedron less its term in η⁴, beside ‖θ_0‖⁴ + 2η²E q T",
        trial -> Sym12Runs.fourthPower(trial, sampling, batch, rest));
  }

  private static Check stops(String name, Sampling sampling, int batch) {
    return Check.bound(
        name,
        "‖θ‖² after 600 and 1 200 steps on labels with a mean, where the mean gradient vanishes",
        trial -> Applicable.on(trial, SGD, () -> Sym12Descent.stops(trial, sampling, batch)));
  }
}
