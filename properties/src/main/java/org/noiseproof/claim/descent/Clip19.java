package org.noiseproof.claim.descent;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.descent.Clip18Steps.Method;

/** CLIP-19: clipped SGD with probability 1 − δ; ln(1/δ) multiplies lower-order terms alone. */
final class Clip19 {
  private Clip19() {}

  private static final int STEPS = 100_000;

  /** Hits that carry SGD without clipping too far. */
  private static final Clip19Failures SELDOM = new Clip19Failures(STEPS, 1e-3, 32_294);

  private static final Clip19Failures HARDLY_EVER = new Clip19Failures(STEPS, 1e-6, 45_059);

  static Claim claim() {
    return new Claim(
        "CLIP-19",
        "Clipped SGD fails exponentially rarely, SGD does not",
        """
        Under the assumptions and with the schedule of CLIP-18, let also ‖∇F‖ ≤ G, l = ln(2/δ) and b = \
        κ_p Mᵖ t^{1−p}. With probability at least 1 − δ
          (1/T) Σ‖∇F(x_t)‖² ≤ 4Δ/(ηT) + 2b² + (4l/T) max{2Gt, 4(e−2) Mᵖ t^{2−p}}
                              + 2Lη [(e−1) Mᵖ t^{2−p} + t² l/T],
        which is (4LΔ + 2κ_p² M² + 2(e−1) M²) T^{−2(p−1)/(3p−2)} + O(l T^{−3(p−1)/(3p−2)}). Without \
        clipping, the same steps fail far more often: one sample in a whole run suffices.""",
        """
        \\[ \\frac1T \\sum_{t<T} \\|\\nabla F(x_t)\\|^2 \\;\\le\\; \\frac{4\\Delta}{\\eta T} + 2 b^2 \
        + \\frac{4 l}{T} \\max\\{ 2 G \\tau,\\; 4 (e-2) M^p \\tau^{2-p} \\} \
        + 2 L \\eta \\Bigl[ (e-1) M^p \\tau^{2-p} + \\frac{\\tau^2 l}{T} \\Bigr] \\]
        \\[ l = \\ln(2/\\delta), \\qquad b = \\kappa_p M^p \\tau^{1-p} \\]""",
        Source.derived(
            """
            Such bounds are in Nguyen et al., 2023, and Sadiev et al., 2023, cited from their \
            abstracts and from quotations; the latter also shows that SGD without clipping depends on \
            1/δ by a power. Constants and proof are derived here, by two exponential supermartingales: \
            η⟨∇F, θ⟩ is at most 2ηGt with conditional variance η²‖∇F‖² Mᵖ t^{2−p}, and ‖clip‖²/t² is at \
            most 1."""),
        List.of(
            "As CLIP-18, and ‖∇F‖ ≤ G at every point of the path.",
            "δ is not needed to run the method."),
        List.of(
            new Constant("l", "\\ln(2/\\delta)"),
            new Constant("b", "\\kappa_p M^p \\tau^{1-p}, the bias of a clip at \\tau")),
        checks(),
        controls(),
        List.of(
            "The radius is loose: a sixteenth of it is not refuted, a thirtieth is.",
            "One family of laws, ±A and else 0, designed against SGD without clipping.",
            "The supermartingales themselves are not looked at, only what follows from them.",
            "Single long runs are not drawn: the failures in question are rarer than 10⁻³⁰.",
            "On the line only; p = 3/2."));
  }

  private static List<Check> checks() {
    return List.of(
        exact("delta-1e-3", SELDOM, Method.CLAIMED),
        exact("delta-1e-6", HARDLY_EVER, Method.CLAIMED));
  }

  private static List<Control> controls() {
    return List.of(
        Control.implementation(
            "SGD without clipping, by its one hit",
            exact("delta-1e-3/unclipped", SELDOM, Method.UNCLIPPED)),
        Control.implementation(
            "SGD without clipping, by its one hit, δ = 10⁻⁶",
            exact("delta-1e-6/unclipped", HARDLY_EVER, Method.UNCLIPPED)),
        Control.implementation(
            "a radius that grows like T, beyond every hit",
            exact("delta-1e-3/radius-t", SELDOM, Method.growing(1))),
        Control.statement(
            "a thirtieth of the radius",
            exact("delta-1e-6/thirtieth", HARDLY_EVER, Method.CLAIMED, 1.0 / 30)));
  }

  private static Check exact(String name, Clip19Failures failures, Method method) {
    return exact(name, failures, method, 1);
  }

  private static Check exact(
      String name, Clip19Failures failures, Method method, double ofTheRadius) {
    return Check.exact(
        name,
        "P(average > r(δ)), δ = %.0e, T = 100 000, under hits of %.0f: from below by one hit, from above by "
                .formatted(failures.delta(), failures.height())
            + "the number of hits that it takes",
        trial -> failures.exact(trial, method, ofTheRadius));
  }
}
