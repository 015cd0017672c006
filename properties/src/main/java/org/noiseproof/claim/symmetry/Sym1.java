package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.symmetry.Sym1Losses.Claimed;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;

/** SYM-1: gradients, their noise and Hessians along an orbit are those at one of its points. */
final class Sym1 {
  private Sym1() {}

  private static final Check ORTHOGONAL = orthogonal("orthogonal", Sym1Losses.invariant());
  private static final Check RESCALED = rescaled("rescaled", Sym1Losses.invariant(), -1);

  static Claim claim() {
    return new Claim(
        "SYM-1",
        "Gradients, noise and Hessians along an orbit",
        """
        Let ℓ(e^{λA}θ; z) = ℓ(θ; z) for all λ and z, A = Aᵀ, and θ_λ = e^{λA}θ. Then, for every sample
        and so for every batch,
          θᵀA∇ℓ(θ) = 0,                        no gradient has a part along the orbit,
          ∇ℓ(θ_λ) = e^{−λA}∇ℓ(θ),
          ∇²ℓ(θ_λ) = e^{−λA}∇²ℓ(θ)e^{−λA},
          Σ(θ_λ) = e^{−λA}Σ(θ)e^{−λA}, and M likewise,
        for Σ the covariance and M = E ĝĝᵀ the second moment of the gradient of a sample or of a batch,
        drawn with or without replacement.""",
        """
        \\[ \\theta^{\\mathsf T} A \\nabla\\ell(\\theta) = 0, \\qquad \
        \\nabla\\ell(\\theta_\\lambda) = e^{-\\lambda A}\\, \\nabla\\ell(\\theta) \\]
        \\[ \\Sigma(\\theta_\\lambda) = e^{-\\lambda A}\\, \\Sigma(\\theta)\\, e^{-\\lambda A}, \\qquad \
        \\nabla^2\\ell(\\theta_\\lambda) = e^{-\\lambda A}\\, \\nabla^2\\ell(\\theta)\\, e^{-\\lambda A} \\]""",
        Source.derived(
            """
            Differentiate ℓ(e^{λA}θ) = ℓ(θ) in λ and in θ. The orthogonality is standard. What noise does \
            along orbits is the subject of Ziyin, Wang, Li and Wu 2024, Parameter Symmetry and Noise \
            Equilibrium of Stochastic Gradient Descent, arXiv 2402.07193, of which abstract and captions \
            were read."""),
        List.of(
            "ℓ has the symmetry for every single sample, and is differentiable at θ (twice, for Hessians).",
            "A is symmetric; of an antisymmetric one the charge θᵀAθ is identically 0."),
        List.of(
            new Constant(
                "A", "\\text{the generator: } \\operatorname{diag}(I, -I) \\text{ of a rescaling}"),
            new Constant("\\theta_\\lambda", "e^{\\lambda A}\\theta"),
            new Constant(
                "M",
                "E \\hat g \\hat g^{\\mathsf T} = \\Sigma + \\nabla L \\nabla L^{\\mathsf T}")),
        List.of(RESCALED, ORTHOGONAL, rotated("rotated", -1)),
        List.of(
            Control.statement(
                "a hidden bias may stay where it is while U and W are rescaled",
                orthogonal("orthogonal/hidden-bias", List.of(Claimed.of(new HiddenBias())))),
            Control.statement(
                "tanh units can be rescaled",
                orthogonal("orthogonal/tanh", List.of(Claimed.of(new TanhUnit())))),
            Control.statement(
                "both layers of UW may grow together",
                orthogonal("orthogonal/wrong-generator", Sym1Losses.wrongGenerator())),
            Control.statement(
                "a hidden bias does not matter to how gradients are transformed",
                rescaled("rescaled/hidden-bias", List.of(Claimed.of(new HiddenBias())), -1)),
            Control.statement(
                "the gradient is transformed as θ is",
                rescaled("rescaled/as-the-point", Sym1Losses.invariant(), 1)),
            Control.statement(
                "gradients and noise are the same all along the orbit",
                rotated("rotated/constant", 0)),
            Control.implementation(
                "the mean of normalized gradients",
                OtherMethod.estimator(RESCALED, "normalized", new PerSampleNormalize())),
            Control.implementation(
                "gradients clipped coordinate by coordinate",
                OtherMethod.estimator(ORTHOGONAL, "clipped", new CoordinateClip(0.5)))),
        List.of(
            "The losses named; a loss of one's own is asked by Invariance.",
            "Points at which a ReLU is at its kink.",
            "Overflow: the octaves of λ stay within 2^±14."));
  }

  private static Check orthogonal(String name, List<Claimed> losses) {
    return Check.exact(
        name,
        "θᵀAĝ for every batch of 1, 2 and 4 of four integer samples, where nothing is rounded",
        trial -> Sym1Orbits.orthogonal(trial, losses));
  }

  private static Check rescaled(String name, List<Claimed> losses, int sign) {
    return Check.exact(
        name,
        "every batch mean, and M and Σ over all batches of two, at λ = −7, −1, 1, 3 times ln 2, to the bit",
        trial -> Sym1Orbits.rescaled(trial, losses, sign));
  }

  private static Check rotated(String name, double exponent) {
    return Check.bound(
        name,
        "batch means, M, Σ and the Hessian of UWx under double rotation by a random K",
        trial -> Sym1Orbits.rotated(trial, exponent));
  }
}
