package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.symmetry.Sym4Rules.Law;
import org.noiseproof.claim.symmetry.Sym4Rules.Solver;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** SYM-4: along every orbit the noise has one equilibrium, or drives θ to an infinity. */
final class Sym4 {
  private Sym4() {}

  private static final Check RESTORING = restoring("restoring", Law.EXACT);

  static Claim claim() {
    return new Claim(
        "SYM-4",
        "One equilibrium on every orbit",
        """
        SGD θ′ = θ − η(ĝ + γθ) on a loss with the symmetry A; M = E ĝĝᵀ of the batch's gradient, not
        centred. Along θ_λ = e^{λA}θ the mean step of the charge C = θᵀAθ,
          G(λ) = E[C′ − C | θ_λ] = η² Tr[M(θ_λ)A] − ηγ(2 − ηγ) C(θ_λ),
        never rises (ηγ ≤ 2), at any η. Strictly falling, it has one root λ* or none:
          class I   noise on eigenvectors of A of both signs (rescaling, double rotation): λ* is finite,
                    also without decay; for rescaling and γ = 0, λ* = ¼ ln(Tr M_u/Tr M_w);
          class II  A positive definite (scale invariance), γ = 0: λ* = +∞, the charge only grows.
                    Decay γ > 0 makes it finite: for A = I, ‖θ‖⁴ = ηq/(γ(2 − ηγ)), q = ‖θ‖²E‖ĝ‖².
        Every point of the orbit has the same θ_λ*. It is the only minimiser along the orbit of
          f(λ) = η² E‖ĝ(θ_λ)‖² + ηγ(2 − ηγ)‖θ_λ‖², convex, with f′ = −2G;
        without decay: of E‖ĝ‖². Norms are balanced there only where the noises are.""",
        """
        \\[ G(\\lambda) = \\eta^2\\, \\operatorname{Tr}[M(\\theta_\\lambda) A] \
        - \\eta\\gamma(2 - \\eta\\gamma)\\, C(\\theta_\\lambda), \\qquad G' \\le 0 \\]
        \\[ G(\\lambda) = -\\tfrac12 \\frac{d}{d\\lambda} \\left( \\eta^2\\, E\\|\\hat g(\\theta_\\lambda)\\|^2 \
        + \\eta\\gamma(2 - \\eta\\gamma)\\, \\|\\theta_\\lambda\\|^2 \\right) \\]""",
        Source.derived(
            """
            In continuous time, with the centred covariance, this is the subject of Ziyin, Wang, Li and Wu \
            2024, Parameter Symmetry and Noise Equilibrium of Stochastic Gradient Descent, arXiv \
            2402.07193, of which abstract and captions were read. Finite steps, the second moment in the \
            covariance's place and the variational characterisation are derived here: M is carried along \
            the orbit as e^{-λA} M e^{-λA} (SYM-1)."""),
        List.of(
            "ℓ has the symmetry for every single sample.",
            "θ and the batch law are fixed; of a run nothing is said here (SYM-7 to SYM-11 do).",
            "0 ≤ ηγ ≤ 2; beyond that the decay pushes charges up."),
        List.of(
            new Constant("M", "E \\hat g \\hat g^{\\mathsf T} \\text{ of one batch}"),
            new Constant("\\lambda^*", "\\text{the root of } G"),
            new Constant(
                "q", "\\|\\theta\\|^2 E\\|\\hat g\\|^2 \\text{ (the same on a whole ray)}")),
        List.of(
            drawn(RESTORING),
            root("equilibrium", Solver.EXACT),
            least("variational", -2, Solver.EXACT),
            classes("classes", Solver.EXACT)),
        List.of(
            Control.statement(
                "the centred covariance alone drives the charge",
                restoring("restoring/centred", Law.CENTRED)),
            Control.statement(
                "the decay takes 2ηγC, as in continuous time",
                restoring("restoring/first-order-decay", Law.FIRST_ORDER)),
            Control.statement(
                "the noise is the same all along the orbit",
                restoring("restoring/constant-noise", Law.CONSTANT_NOISE)),
            Control.statement(
                "the norms are balanced at equilibrium",
                root("equilibrium/norm-balance", Solver.BALANCED)),
            Control.statement(
                "the equilibrium is that of the centred covariance, at a minimum or not",
                root("equilibrium/centred", Solver.CENTRED)),
            Control.statement(
                "decay does not move the equilibrium",
                root("equilibrium/without-decay", Solver.WITHOUT_DECAY)),
            Control.statement(
                "γ is of the penalty γ‖θ‖², without a half",
                root("equilibrium/twice-the-decay", Solver.TWICE_THE_DECAY)),
            Control.statement(
                "the slope of f is −G", least("variational/half-the-slope", -1, Solver.EXACT)),
            Control.statement(
                "E‖ĝ‖² is least where the norms are balanced",
                least("variational/norm-balance", -2, Solver.BALANCED)),
            Control.statement(
                "a bisection of [−20, 20] finds the equilibrium of scale invariance without decay",
                classes("classes/bisection", Solver.BISECTION)),
            Control.implementation(
                "the mean of clipped gradients",
                OtherMethod.estimator(
                    RESTORING, "clipped", new PerSampleClip(0.5, Double.POSITIVE_INFINITY))),
            Control.implementation("Adam in the place of SGD", OtherMethod.adam(RESTORING)),
            Control.implementation(
                "steps by the sign of the gradient",
                OtherMethod.optimizer(
                    RESTORING, "sign", spec -> new SignSgd(spec.learningRate(), 0))),
            Control.implementation(
                "a first step with Nesterov momentum, 1.9 times as long",
                OtherMethod.optimizer(
                    RESTORING,
                    "nesterov",
                    spec ->
                        spec instanceof Sgd sgd
                            ? new Sgd(sgd.learningRate(), 0.9, 0, true, sgd.weightDecay())
                            : spec))),
        List.of(
            "Six losses, thirteen points of an orbit each, |λ| ≤ ¾ (deep: 121 points).",
            "Noise that vanishes in a direction by rounding: where A is not diagonal, what is below rounding "
                + "counts as none.",
            "That SGD goes there: SYM-7 to SYM-11 run it."));
  }

  private static Check drawn(Check check) {
    return Check.bound(
        check.name(),
        check.measures(),
        trial -> Sym4Figures.with(check.experiment().apply(trial), trial.backend()));
  }

  private static Check restoring(String name, Law law) {
    return Check.bound(
        name,
        "E[C′ − C] over every batch, by the backend's mean and step, at 13 points of five orbits",
        trial -> Sym4Orbits.restoring(trial, law));
  }

  private static Check root(String name, Solver solver) {
    return Check.bound(
        name,
        "η²Tr[MA] − ηγ(2 − ηγ)C of the backend's batches at λ* and a quarter beside it, and λ* from "
            + "three starts",
        trial -> Sym4Orbits.root(trial, solver));
  }

  private static Check least(String name, double multiple, Solver solver) {
    return Check.bound(
        name,
        "f of the backend's batches above its tangents of slope −2G, and least at λ*",
        trial -> Sym4Orbits.least(trial, multiple, solver));
  }

  private static Check classes(String name, Solver solver) {
    return Check.bound(
        name,
        "whether λ* is finite, at an infinity, or everywhere, and what batches do there",
        trial -> Sym4Classes.classes(trial, solver));
  }
}
