package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.symmetry.ExactSteps.Rates;
import org.noiseproof.claim.symmetry.Sym19Edges.Law;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** SYM-19: symmetries without a quadratic charge, and one that decay breaks. */
final class Sym19 {
  private Sym19() {}

  private static final Rates PLAIN = new Rates(0.13, 0, 0.4);
  private static final Rates BUFFERED = new Rates(0.13, 0.7, 0);

  private static final Sgd DECAYING = new Sgd(0.1, 0, 0, false, 0.01);

  private static final Check LOGITS =
      Sym19Edges.logits("logits", new Sgd(0.1, 0.5, 0, false, 0), 0);
  private static final Check LOGITS_WITH_DECAY =
      Sym19Edges.logits("logits-with-decay", DECAYING, DECAYING.weightDecay());

  static Claim claim() {
    return new Claim(
        "SYM-19",
        "Translations, rotations, and a symmetry that decay breaks",
        """
        Where ℓ(θ + λv; z) = ℓ(θ; z), the charge vᵀθ is linear, and SGD conserves it exactly at
        any η, with momentum, too; under decay γ it is multiplied by 1 − ηγ a step. So Σθ of softmax
        logits stays.
        Where the generator is antisymmetric, θᵀAθ ≡ 0: a rotation has no quadratic charge.
        Decay on one layer alone breaks the rescaling of u and w:
          C′ = (1−ηγ)²u² − w² + η²(ĝ_u² − ĝ_w²) + 2η²γ u ĝ_u,
        which is no function of C any more.""",
        """
        \\[ v^\\top\\theta' = (1 - \\eta\\gamma)\\, v^\\top\\theta, \\qquad A^\\top = -A \\Rightarrow \
        \\theta^\\top A\\, \\theta = 0 \\]
        \\[ C' = (1-\\eta\\gamma)^2 u^2 - w^2 + \\eta^2(\\hat{g}_u^2 - \\hat{g}_w^2) + \
        2\\eta^2\\gamma\\, u\\, \\hat{g}_u \\]""",
        Source.ours("Each is one line from vᵀ∇ℓ = 0, θᵀA∇ℓ = 0 or uĝ_u = wĝ_w."),
        List.of("the symmetry is that of every sample's loss"),
        List.of(new Constant("v", "\\text{the direction of the translation, here all ones}")),
        List.of(
            LOGITS,
            LOGITS_WITH_DECAY,
            Sym19Edges.translation("translation", PLAIN, ExactSteps.SGD, 0),
            Sym19Edges.translation("translation-with-momentum", BUFFERED, ExactSteps.SGD, 0),
            Sym19Edges.antisymmetric("rotation", Matrix.of(2, 2, 0, 1, -1, 0)),
            Sym19Edges.oneLayer("decay-on-one-layer", Law.OPEN),
            Sym19Edges.sameCharge("same-charge", false)),
        List.of(
            Control.statement(
                "features that do not sum to 0: nothing is translated",
                Sym19Edges.translation("translation/features", PLAIN, ExactSteps.SGD, 1)),
            Control.implementation(
                "signs of the gradient, exactly",
                Sym19Edges.translation("translation/signs", PLAIN, ExactSteps.SIGNS, 0)),
            Control.implementation(
                "Adam", Sym19Edges.logits("logits/adam", new Adam(0.1, 0.9, 0.999, 1e-8, 0), 0)),
            Control.implementation(
                "sign updates", Sym19Edges.logits("logits/sign", new SignSgd(0.1, 0), 0)),
            Control.statement(
                "decay leaves Σθ alone",
                Sym19Edges.logits("logits/decay", new Sgd(0.1, 0.5, 0, false, 0.01), 0)),
            Control.implementation(
                "Gaussian noise is added to the gradient", OtherMethod.langevin(LOGITS)),
            Control.implementation("an optimizer that stands still", Sym19Edges.still(LOGITS)),
            Control.implementation(
                "the decay is counted twice",
                OtherMethod.optimizer(
                    LOGITS_WITH_DECAY,
                    "twice",
                    _ -> new Sgd(0.1, 0, 0, false, 2 * DECAYING.weightDecay()))),
            Control.implementation(
                "the last coordinate is never updated",
                OtherMethod.specimen(LOGITS, "last-ignored", "sgd-last-coordinate-ignored")),
            Control.statement(
                "the rotation's loss has the symmetry diag(1, −1)",
                Sym19Edges.antisymmetric("rotation/symmetric", Matrix.of(2, 2, 1, 0, 0, -1))),
            Control.statement(
                "with decay on one layer the charge has its closed law still",
                Sym19Edges.oneLayer("decay-on-one-layer/closed", Law.CLOSED)),
            Control.statement(
                "the cross term is left out",
                Sym19Edges.oneLayer("decay-on-one-layer/no-cross-term", Law.WITHOUT_CROSS_TERM)),
            Control.statement(
                "C′ is a function of C under decay on one layer",
                Sym19Edges.sameCharge("same-charge/closed", true))),
        List.of(
            "Σθ of the logits is conserved up to rounding only, as each gradient sums to 0 up to rounding.",
            "No optimizer of the catalogue decays one layer alone: that step is taken in exact arithmetic."));
  }
}
