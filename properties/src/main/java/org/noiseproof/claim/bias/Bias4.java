package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.bias.Bias4Runs.Columns;
import org.noiseproof.margin.Loss;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;

/** BIAS-4: steepest descent under a norm goes to that norm's maximum margin, and to no other's. */
final class Bias4 {
  private Bias4() {}

  static Claim claim() {
    return new Claim(
        "BIAS-4",
        "Each norm's own maximum margin, and not the others'",
        """
        On the eight samples (T8), whose max-margin directions differ under the Frobenius norm, the largest \
        entry, the sum of entries, the spectral and the nuclear norm, steepest descent under each of them from \
        W = 0 with η_t = 0.2/(R √(1 + t/300)) has
          γ ≥ m(W_T)/‖W_T‖ ≥ γ − B_T under its own norm (Theorem A, log-sum-exp loss; the lower
          end where m(W_T) ≥ 0, as it is here),
        and, as measured, has reached at least 0.97 of γ by T = 1 000 and 0.995 by T = 30 000 (0.99 under the sum \
        of entries) on that loss and on the cross-entropy, while under each of the other four norms it has \
        reached no more than 0.95 of theirs (0.94 by T = 30 000). So NucGD goes to the nuclear max margin, sign \
        descent to that of the largest entry, and neither to the Frobenius norm's. The run itself proves 0.95 \
        of γ (0.99), by the least q_t or ‖A p̄_T‖_*.\
        """,
        """
        \\gamma\\ge\\frac{m(W_T)}{\\lVert W_T\\rVert}\\ge\\gamma-B_T,\\qquad \
        \\frac{m(W_T)}{\\lVert W_T\\rVert'}\\le 0.95\\,\\gamma' \\text{ for } \
        \\lVert\\cdot\\rVert'\\ne\\lVert\\cdot\\rVert""",
        Source.derived(
            "Qualitatively Theorem 1 of Fan, Schmidt and Thrampoulidis, arXiv 2502.04664; for the nuclear "
                + "norm the claim of Xie, Wu, Chen and Tang (NucGD), arXiv 2603.22824, of which the abstract "
                + "was read. The bound is Theorem A (BIAS-3); the shares are observed"),
        List.of("γ > 0, W_0 = 0, full gradients, no momentum"),
        List.of(
            new Constant("\\gamma'", "the other norm's maximum margin"),
            new Constant("B_T", "as BIAS-3 has it")),
        List.of(
            reaches("log-sum-exp", Loss.LOG_SUM_EXP, Geometry.FIVE, Stepping.OWN),
            reaches("cross-entropy", Loss.CROSS_ENTROPY, Geometry.FIVE, Stepping.OWN)),
        List.of(
            others(0),
            others(1),
            others(2),
            others(3),
            others(4),
            wrong("the last singular pair", "bottom-pair", Misdirected.BOTTOM_PAIR, new Nuclear()),
            wrong("uphill", "wrong-sign", Misdirected.WRONG_SIGN, new Max()),
            wrong(
                "NucGD for sign descent",
                "nuclear-for-max",
                Misdirected.of(new Nuclear()),
                new Max())),
        List.of(
            "One data set: the table of ratios is T8's, only the bounds hold everywhere.",
            "Where two norms share a max-margin direction (one sample a class, two opposite samples) their "
                + "descents cannot be told apart."));
  }

  private static Check reaches(
      String name, Loss loss, List<Geometry> geometries, Stepping stepping) {
    return Check.bound(
        name,
        "m(W_T)/‖W_T‖ under its own norm beside γ, its certificate and γ − B_T, and under the others' "
            + "beside theirs, after 1 000 steps, deep 30 000",
        trial -> Bias4Runs.reaches(trial, loss, geometries, stepping, Columns.OWN));
  }

  /** The off-diagonal cells of one row. */
  private static Control others(int row) {
    Geometry geometry = Geometry.FIVE.get(row);
    return Control.statement(
        "steepest descent under the %s norm reaches the margin of some other norm"
            .formatted(geometry.name()),
        Check.bound(
            "log-sum-exp/others-by-" + geometry.name(),
            "The largest of m(W_T)/‖W_T‖ under the other four norms",
            trial ->
                Bias4Runs.reaches(
                    trial, Loss.LOG_SUM_EXP, List.of(geometry), Stepping.OWN, Columns.OTHERS)));
  }

  private static Control wrong(String what, String slug, Misdirected.Rule rule, NormSpec norm) {
    return Control.implementation(
        what,
        reaches(
            "log-sum-exp/" + slug,
            Loss.LOG_SUM_EXP,
            List.of(new Geometry(norm)),
            Stepping.misdirected(rule)));
  }
}
