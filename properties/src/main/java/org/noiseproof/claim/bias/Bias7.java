package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.CrossEntropyRuns.Rates;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.spec.ScheduleSpec.Power;

/**
 * BIAS-7: Theorem B, the gap of steepest descent on the cross-entropy after any number of steps.
 */
final class Bias7 {
  private Bias7() {}

  /** Short enough for a_t ≥ 0, η ≤ 2γ/R², but for the last. */
  private static final List<Rates> RATES =
      List.of(
          new Rates(0.046, new ScheduleSpec.Constant()),
          new Rates(0.18, new InverseSqrt(20, 20)),
          new Rates(3, new Power(-0.5, 0)));

  static Claim claim() {
    return new Claim(
        "BIAS-7",
        "Steepest descent on the cross-entropy closes a gap in finite time",
        """
        Normalized steepest descent on the mean cross-entropy L from W = 0, under any norm, ρ = G/L, \
        a_t = η_t (q_t − ε_t) − R² η_t²/2:
          (B5) Σ η_t q_t − m(W_T) ≤ log(n log k) + n L_T + Σ [(R²/2) η_t² + η_t ε_t]
               + Σ (1 − ρ_t) max(e^{a_t} − 1, 0), whatever the steps;
          (B6) Σ η_t q_t − m(W_T) ≤ n log k + Σ [(R²/2) η_t² + η_t ε_t + 2 sinh²(a_t/2)], if all a_t ≥ 0,
               as they are for steepest directions and η_t ≤ 2γ/R²; it is the sum over t of
               log v_{t+1} ≤ log v_t − a_t + 2 sinh²(a_t/2), v = e^{nL} − 1.
        Divided by S_T, and as q_t ≥ γ, these are gaps of order (n log k + R² Σ η²)/S_T.\
        """,
        """
        \\sum_{t<T}\\eta_tq_t-m(W_T)\\le n\\log k+\\sum_{t<T}\\Bigl[\\frac{R^2}{2}\\eta_t^2\
        +\\eta_t\\varepsilon_t+2\\sinh^2\\frac{a_t}{2}\\Bigr],\\qquad \
        a_t=\\eta_t(q_t-\\varepsilon_t)-\\frac{R^2\\eta_t^2}{2}""",
        Source.derived(
            "From BIAS-6 by summation. The rate for steps of order t^{−1/2} is that of Theorem 1 of Fan, "
                + "Schmidt and Thrampoulidis, arXiv 2502.04664; its constants were not seen"),
        List.of("W_0 = 0, ‖D_t‖ ≤ 1; (B6) needs a_t ≥ 0 for all t"),
        List.of(
            new Constant("R", "\\max\\lVert A_{ic}\\rVert_*"),
            new Constant("v", "e^{nL}-1 \\text{, which is } k^n-1 \\text{ at } W=0")),
        List.of(
            eight("eight-samples", Stepping.OWN, Geometry.FIVE),
            Check.bound(
                "random-problems",
                "The same on random problems, separable or not, under nine norms",
                trial -> CrossEntropyRuns.random(trial, RATES, run -> run.gaps(steps(trial) / 8)))),
        List.of(
            wrong("uphill", "wrong-sign", Misdirected.WRONG_SIGN, new Nuclear()),
            wrong("the last singular pair", "bottom-pair", Misdirected.BOTTOM_PAIR, new Nuclear()),
            wrong(
                "the polar factor, at length 1 in the nuclear norm",
                "spectral-for-nuclear",
                Misdirected.of(new Spectral()),
                new Nuclear()),
            wrong(
                "the gradient itself, at length 1 in the largest entry",
                "frobenius-for-max",
                Misdirected.of(new Frobenius()),
                new Max())),
        List.of(
            "At the default size (B5) and (B6) are about as large as γ: what finds wrong directions there is "
                + "the step of which (B6) is the sum. A deep run takes 3 000 steps.",
            "Directions that are nearly the steepest: they are judged against terms of order R² η²."));
  }

  private static long steps(Trial trial) {
    return trial.scale() == Scale.DEEP ? 3_000 : 96;
  }

  private static Check eight(String name, Stepping stepping, List<Geometry> geometries) {
    return Check.bound(
        name,
        "(B5) and (B6) at T = 1, 2, 4 … and (B6)'s step at every t on the eight samples",
        trial ->
            CrossEntropyRuns.eight(
                trial, stepping, geometries, RATES, run -> run.gaps(steps(trial))));
  }

  private static Control wrong(String what, String slug, Misdirected.Rule rule, NormSpec norm) {
    return Control.implementation(
        what,
        eight("eight-samples/" + slug, Stepping.misdirected(rule), List.of(new Geometry(norm))));
  }
}
