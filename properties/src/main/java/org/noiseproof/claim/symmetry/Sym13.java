package org.noiseproof.claim.symmetry;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.symmetry.Sym13Runs.Formula;
import org.noiseproof.loss.Sampling;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.ScaleInvariantNorm;

/**
 * SYM-13: with decay the norm of scale-invariant weights rests, and so does the angle of a step.
 */
final class Sym13 {
  private Sym13() {}

  private static final Sgd SGD = Sym13Runs.sgd(Sym13Runs.NORM);

  /**
   * The relative error of the explicit E‖θ‖⁴ over (ηγ)²: 0.160, 0.307, 0.342, 0.349 were measured
   * for ηγ = 1/5, 1/10, 1/20, 1/40.
   */
  private static final double EXPLICIT = 0.4;

  private static final double STATIONARY =
      Sym13Runs.NORM.explicitSquare(NormPath.MEAN_Q, NormPath.MEAN_SQUARE_Q);

  private static final double STEP = 1 - Sym13Runs.NORM.cosine();

  static Claim claim() {
    return new Claim(
        "SYM-13",
        "With decay the norm and the angle of a step rest",
        """
        ℓ(cθ; z) = ℓ(θ; z) for c > 0, decay γ. With n = ‖θ‖², q as in SYM-12 and ρ = (1 − ηγ)²,
        every step of SGD has:
          n′ = ρn + η²q/n,   cos∠(θ, θ′) = (1 − ηγ)√(n/n′).
        Under a constant q, from anywhere, n² → ηq/(γ(2 − ηγ)), and then cos∠(θ, θ′) = 1 − ηγ exactly,
        whatever the loss. Where E q and E q² do not depend on θ, the stationary law has:
          (I1) (1 − ρ)E n = η²E q E 1/n;
          (I2) (1 − ρ²)E n² = 2ρη²E q + η⁴E q² E 1/n²;
        hence E n² = (2ρη²E q + 2η³γE q²/E q)/(1 − ρ²), up to a relative error of O((ηγ)²), which goes
        to ηE q/(2γ) as ηγ → 0.""",
        """
        \\[ \\lVert\\theta\\rVert_*^4 \\;=\\; \\frac{\\eta q}{\\gamma(2 - \\eta\\gamma)}, \\qquad \
        \\frac{\\langle \\theta, \\theta' \\rangle}{\\lVert\\theta\\rVert \\lVert\\theta'\\rVert} \\;=\\; 1 - \\eta\\gamma \\]
        \\[ (1-\\rho) E n \\;=\\; \\eta^2 E q\\, E n^{-1}, \\qquad \
        (1-\\rho^2) E n^2 \\;=\\; 2\\rho\\eta^2 E q + \\eta^4 E q^2\\, E n^{-2} \\]""",
        Source.ours(
            """
            That decay and noise balance at ‖θ‖⁴ of order η/γ, and that the angle of a step is then about \
            √(2ηγ), is known to leading order. The exact forms are derived."""),
        List.of(
            "ℓ(cθ; z) = ℓ(θ; z) for every sample",
            "coupled decay ½γ‖θ‖², 0 < ηγ < 1, no momentum; without momentum decoupled decay is the same",
            "for (I1) and (I2): E q and E q² that do not depend on θ"),
        List.of(
            new Constant("\\rho", "(1 - \\eta\\gamma)^2"),
            new Constant(
                "\\gamma",
                "\\text{of } \\tfrac12 \\gamma \\lVert\\theta\\rVert^2; \\text{ with } \\gamma \\lVert\\theta\\rVert^2 \\text{ it is half of this}")),
        List.of(
            NormPath.pathwise("pathwise", NormPath.cases(), SGD),
            equilibrium("equilibrium", Sym13::square, Sym13::angle),
            identity(
                "first-identity", 1, NormPath.MEAN_SQUARE_Q, Sampling.WITH_REPLACEMENT, 1, true),
            identity(
                "second-identity", 2, NormPath.MEAN_SQUARE_Q, Sampling.WITH_REPLACEMENT, 1, true),
            explicit("explicit", ScaleInvariantNorm::explicitSquare),
            secondMoment("second-moment", STATIONARY)),
        List.of(
            Control.statement(
                "the same where the loss is not scale-invariant",
                NormPath.pathwise(
                    "pathwise/linear-model",
                    List.of(new NormPath(Sym12.LINEAR_MODEL, 1, List.of(0.3, -0.5, 0.4))),
                    SGD)),
            Control.implementation(
                "AdamW that passes for SGD",
                NormPath.pathwise(
                    "pathwise/adam", NormPath.cases(), new Adam(0.2, 0.9, 0.999, 1e-8, 0.5))),
            Control.implementation(
                "a heavy ball",
                NormPath.pathwise(
                    "pathwise/momentum", NormPath.cases(), new Sgd(0.2, 0.5, 0, false, 0.5))),
            Control.statement(
                "‖θ‖⁴ = ηq/(2γ)",
                equilibrium("equilibrium/leading", norm -> norm.leadingSquare(1), Sym13::angle)),
            Control.statement(
                "the angle is √(2ηγ)",
                equilibrium(
                    "equilibrium/leading-angle",
                    Sym13::square,
                    norm -> Math.sqrt(2 * (1 - norm.cosine())))),
            Control.statement(
                "E 1/n = 1/E n",
                identity(
                    "first-identity/mean",
                    1,
                    NormPath.MEAN_SQUARE_Q,
                    Sampling.WITH_REPLACEMENT,
                    1,
                    false)),
            Control.statement(
                "gradient descent rests, too",
                identity(
                    "first-identity/full-batch",
                    1,
                    NormPath.MEAN_SQUARE_Q,
                    Sampling.WITHOUT_REPLACEMENT,
                    12,
                    true)),
            Control.statement(
                "q is constant: E q² = (E q)²",
                identity(
                    "second-identity/constant",
                    2,
                    NormPath.MEAN_Q * NormPath.MEAN_Q,
                    Sampling.WITH_REPLACEMENT,
                    1,
                    true)),
            Control.statement(
                "the leading term ηE q/(2γ) is as good",
                explicit("explicit/leading", (norm, q, square) -> norm.leadingSquare(q))),
            Control.statement(
                "the formula of a constant q is as good",
                explicit(
                    "explicit/constant",
                    (norm, q, square) -> norm.equilibrium(q) * norm.equilibrium(q))),
            Control.statement(
                "E‖θ‖⁴ = ηE q/(2γ)",
                secondMoment(
                    "second-moment/leading", Sym13Runs.NORM.leadingSquare(NormPath.MEAN_Q))),
            Control.statement(
                "E‖θ‖⁴ = ηE q/(γ(2 − ηγ))",
                secondMoment(
                    "second-moment/constant",
                    Math.pow(Sym13Runs.NORM.equilibrium(NormPath.MEAN_Q), 2)))),
        List.of(
            "Residuals of (I1) and (I2) are cut at ±0.02, nine standard deviations, and E‖θ‖⁴ to 0.08 … 0.22: "
                + "an n near 0, where 1/n is large, needs many gradients in a row that almost vanish.",
            "Decoupled decay cannot be told from coupled: without momentum they are one.",
            "0.4 (ηγ)² is measured on labels uniform on the sphere, not derived."));
  }

  private static double square(ScaleInvariantNorm norm) {
    return norm.equilibrium(1) * norm.equilibrium(1);
  }

  private static double angle(ScaleInvariantNorm norm) {
    return StrictMath.acos(norm.cosine());
  }

  private static Check equilibrium(
      String name,
      ToDoubleFunction<ScaleInvariantNorm> square,
      ToDoubleFunction<ScaleInvariantNorm> angle) {
    return Check.bound(
        name,
        "‖θ‖⁴ and ∠(θ, θ′) on ±1 times the angle of θ, from ‖θ‖ = 0.2 and 2, for three (η, γ)",
        trial -> Applicable.on(trial, SGD, () -> Sym13Runs.equilibrium(trial, square, angle)));
  }

  private static Check identity(
      String name,
      int order,
      double meanSquareQ,
      Sampling sampling,
      int batch,
      boolean reciprocal) {
    return Check.statistical(
        name,
        "The residual of (I%d) on the icosahedron, η = 1/5, γ = 1/2".formatted(order),
        trial -> Sym13Runs.identity(trial, order, meanSquareQ, sampling, batch, reciprocal));
  }

  private static Check explicit(String name, Formula formula) {
    return Check.bound(
        name,
        "E‖θ‖⁴ of the stationary law by its transfer matrix, labels uniform on the sphere, ηγ = 1/5 "
            + "… 1/40",
        trial -> Sym13Runs.explicit(formula, EXPLICIT));
  }

  private static Check secondMoment(String name, double value) {
    return Check.statistical(
        name,
        "E‖θ‖⁴ on the icosahedron, η = 1/5, γ = 1/2, within 0.4 (ηγ)² of the explicit value",
        trial -> Sym13Runs.secondMoment(trial, value, EXPLICIT * STEP * STEP * STATIONARY));
  }
}
