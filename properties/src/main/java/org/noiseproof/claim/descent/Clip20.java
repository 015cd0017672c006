package org.noiseproof.claim.descent;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.descent.Clip20Steps.Method;

/** CLIP-20: strongly convex objectives, thresholds that grow in time as PS-Clip's do in a batch. */
final class Clip20 {
  private Clip20() {}

  static Claim claim() {
    return new Claim(
        "CLIP-20",
        "Strongly convex: thresholds that grow in time, at any time",
        """
        Let F be μ-strongly convex on a convex set with its minimum x* there, and E‖g‖ᵖ ≤ Gᵖ (raw) on \
        the set. Projected steps on one sample each, k = 1, 2, …, with
          η_k = 2/(μ(k+1)),  t_k = G k^{1/p}
        have, at every K,
          E‖x_{K+1} − x*‖² ≤ (4 + 2κ_p²) (p/2 + 1/(2K)) (G/μ)² K^{−2(p−1)/p}.
        Given the past, one step leaves
          E‖x_{k+1} − x*‖² ≤ (1 − 2/(k+1)) ‖x_k − x*‖² + (4 + 2κ_p²) (G/μ)² k^{1−r}/(k(k+1)),
        r = 2(p−1)/p, and the rest is a sum. Plain projected SGD meets the bound in expectation too: it \
        is no control.""",
        """
        \\[ E\\|x_{K+1} - x^*\\|^2 \\;\\le\\; (4 + 2\\kappa_p^2) \\Bigl( \\frac p2 \
        + \\frac1{2K} \\Bigr) \\Bigl( \\frac G\\mu \\Bigr)^2 K^{-2(p-1)/p} \\]
        \\[ \\eta_k = \\frac{2}{\\mu (k+1)}, \\qquad \\tau_k = G\\, k^{1/p} \\]""",
        Source.derived(
            """
            The rate K^{−2(p−1)/p} is that of Zhang et al., 2020, as quoted elsewhere, and cannot be \
            beaten (CLIP-13 on a quadratic). The schedule that does not know when the run ends is \
            PS-Clip's index law (Nobile & Grohs, arXiv 2605.02701v2, 2026, abstract) in time. Constants \
            and proof are derived here, from CLIP-6 and a projection that does not lengthen distances."""),
        List.of(
            "F is μ-strongly convex on a convex set that holds x*; steps are projected onto it.",
            "E‖g‖ᵖ ≤ Gᵖ about 0 at every point of the set, 1 < p ≤ 2.",
            "p, G and μ are known; the length of the run is not."),
        List.of(
            new Constant("\\kappa_p", "(p-1)^{p-1} / p^p"),
            new Constant("\\eta_k, \\tau_k", "clipped_sgd under power schedules")),
        checks(),
        controls(),
        List.of(
            "Thresholds that are too large: on a bounded set the projection makes up for them.",
            "Steps are exact on the line and for laws of two values.",
            "A quadratic on [−1, 1]; p = 3/2.",
            "Runs stay a factor of ten and more below the bound."));
  }

  private static List<Check> checks() {
    return List.of(
        step("one-step", Method.CLAIMED, 1),
        Check.statistical(
            "skewed-noise",
            "E‖x − x*‖² on Q over [−1, 1] under skewed noise, K = 100, 300, 1000 (deep to 10 000)",
            trial -> Clip20Steps.runs(trial, Method.CLAIMED, 1, Clip20Steps.lengths(trial))),
        Check.statistical(
            "one-hit-a-run",
            "The same under about one hit a run, q = 1/K",
            trial -> Clip20Steps.rareRuns(trial, Method.CLAIMED, Clip20Steps.lengths(trial))),
        against("against-threshold-1", Method.CLAIMED, 1));
  }

  private static List<Control> controls() {
    Method constant = Method.constantThreshold(1);
    return List.of(
        Control.implementation(
            "one threshold for every step", step("one-step/constant", constant, 1)),
        Control.implementation(
            "thresholds that grow like k^{1/5} (β = 5)",
            step("one-step/beta-5", Method.growing(0.2), 1)),
        Control.implementation(
            "steps half as long", step("one-step/short-steps", Method.SHORT_STEPS, 1)),
        Control.statement(
            "a tenth of what a step may add", step("one-step/tenth", Method.CLAIMED, 0.1)),
        Control.implementation(
            "one threshold for every step, in runs",
            against("against-threshold-1/constant", constant, 1)),
        Control.statement(
            "a two-hundredth of the bound",
            against("against-threshold-1/two-hundredth", Method.CLAIMED, 0.005)));
  }

  private static Check step(String name, Method method, double factor) {
    return Check.exact(
        name,
        "E‖x_{k+1} − x*‖² given x_k over both values of the noise and after the projection, k = 1 … 10⁹",
        trial -> Clip20Steps.step(trial, method, factor));
  }

  private static Check against(String name, Method method, double factor) {
    return Check.statistical(
        name,
        "E‖x − x*‖² under skewed noise after K = 2048 steps, where one threshold for all tells",
        trial -> Clip20Steps.runs(trial, method, factor, 2048));
  }
}
