package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.clipping.ClippingRule;

/** CLIP-16: PS-Clip-SGD with probability 1 − δ, at the price of ln(1/δ). */
final class Clip16 {
  private Clip16() {}

  /** For each n and δ the noise whose one hit is likely to carry a plain mean too far. */
  private static final List<Clip16Failures> DESIGNED =
      List.of(new Clip16Failures(1 << 15, 1e-3, 12.8), new Clip16Failures(1 << 15, 1e-6, 22.6));

  static Claim claim() {
    return new Claim(
        "CLIP-16",
        "PS-Clip-SGD fails exponentially rarely, mini-batch SGD does not",
        """
        Under the assumptions of CLIP-15, with probability at least 1 − δ
          (1/T) Σ ‖∇F(x_t)‖² ≤ 2Δ/(ηT) + M² n^{−2(p−1)/p} ρ(δ/T)²,
        where ρ is CLIP-8's radius on a line, or its ρᵥ in any dimension, with ln(2T/δ) in it: the \
        price of a small δ is a power of ln(1/δ). The same steps on plain means fail far more often: \
        one sample in a whole run suffices.""",
        """
        \\[ \\Pr\\Bigl( \\frac1T \\sum_{t<T} \\|\\nabla F(x_t)\\|^2 > \\frac{2\\Delta}{\\eta T} \
        + M^2\\, n^{-2(p-1)/p}\\, \\rho\\Bigl(\\frac\\delta T\\Bigr)^2 \\Bigr) \\le \\delta \\]
        \\[ H \\text{ hits}: \\quad \\sum_{t<T} \\|\\nabla F(x_t)\\|^2 \\le \\frac{2\\Delta}\\eta \
        + H\\, (2Gj + G^2) \\]""",
        Source.derived(
            """
            The method is that of Nobile & Grohs, arXiv 2605.02701v2, 2026, of which only the \
            abstract was read: it claims high-probability guarantees up to polylogarithmic factors. \
            The bound is derived here by a union bound: (P1) summed along the path, and CLIP-8 at \
            each of the T steps, given the past, with δ/T. That SGD without clipping depends on 1/δ \
            by a power is in Sadiev et al., 2023, of which only the abstract was read."""),
        List.of(
            "As CLIP-15; the samples of a step are independent of each other, given the past.",
            "δ is not needed to run the method."),
        List.of(
            new Constant(
                "\\rho(\\delta)", "\\bar b_n + c_n h^{-1}(\\ln(2/\\delta)/c_n), as in CLIP-8"),
            new Constant("H, j", "hits of a run, and how far one displaces an estimate at most")),
        checks(),
        controls(),
        List.of(
            "One family of laws, ±A and else 0, each designed against a plain mean; others only "
                + "through CLIP-8 and (P1), of which this is the union bound.",
            "The radius is loose: at δ = 10⁻³ a seventh of it is refuted, a sixth not.",
            "The radius is vacuous for n below about 2¹⁴: no run of that size can be drawn densely.",
            "On the line only; p = 3/2.",
            "The union bound costs ln T; better bounds are known for other schemes."));
  }

  private static List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    for (Clip16Failures designed : DESIGNED) {
      checks.add(exact("", designed, ClippingRule.PER_SAMPLE_CLIP));
    }
    checks.add(sampled("", DESIGNED.get(0), ClippingRule.PER_SAMPLE_CLIP));
    checks.add(sampled("", DESIGNED.get(1), ClippingRule.PER_SAMPLE_CLIP));
    return checks;
  }

  private static List<Control> controls() {
    List<Control> controls = new ArrayList<>();
    for (Clip16Failures designed : DESIGNED) {
      controls.add(
          Control.implementation(
              "mini-batch SGD on plain means, by its one hit",
              exact("/mean", designed, ClippingRule.MEAN)));
    }
    controls.add(
        Control.implementation(
            "mini-batch SGD on plain means of four times as many samples",
            exact("/mean", new Clip16Failures(1 << 17, 1e-6, 10.8), ClippingRule.MEAN)));
    controls.add(
        Control.implementation(
            "thresholds that grow like k², beyond A for the second half of a batch",
            exact("/beta-half", DESIGNED.getFirst(), ClippingRule.growth(0.5))));
    controls.add(
        Control.statement(
            "a seventh of the radius",
            exact("/seventh", DESIGNED.getFirst(), ClippingRule.PER_SAMPLE_CLIP, 1.0 / 7)));
    for (Clip16Failures designed : DESIGNED) {
      controls.add(
          Control.implementation(
              "mini-batch SGD on plain means, sampled",
              sampled("/mean", designed, ClippingRule.MEAN)));
    }
    return controls;
  }

  private static Check exact(String suffix, Clip16Failures designed, ClippingRule rule) {
    return exact(suffix, designed, rule, 1);
  }

  private static Check exact(
      String suffix, Clip16Failures designed, ClippingRule rule, double ofTheRadius) {
    return Check.exact(
        name(designed) + suffix,
        "P(average > r(δ)), δ = %.0e, n = %d, T = 50, where one hit carries a mean by %s: over all runs "
                .formatted(designed.delta(), designed.n(), designed.reach())
            + "with one hit, and from above",
        trial -> designed.exact(trial, rule, ofTheRadius));
  }

  private static Check sampled(String suffix, Clip16Failures designed, ClippingRule rule) {
    double effect = Math.max(2 * designed.delta(), 1e-3);
    return Check.statistical(
        name(designed) + "-sampled" + suffix,
        "The same by sampling, only hits being drawn; detects an excess of %s, deep of a tenth of it"
            .formatted(effect),
        trial -> designed.sampled(trial, rule, effect));
  }

  private static String name(Clip16Failures designed) {
    return "n-%d-delta-%.0e".formatted(designed.n(), designed.delta());
  }
}
