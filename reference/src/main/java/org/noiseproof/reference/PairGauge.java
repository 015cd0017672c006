package org.noiseproof.reference;

import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.singular.SingularPairs;

/**
 * The gauge of directions made of singular pairs (derived). Let m be known up to δ with |δ_e| ≤ γ
 * G_e, so ‖δ‖_F ≤ γ‖G‖_F, which backward errors of a stable algorithm are a part of. The sum of the
 * k leading pairs moves by at most ‖δ‖/(g − 2‖δ‖), g = σ_k − σ_{k+1} (see {@link SingularPairs}),
 * and never by more than 2√r. With κ = ‖G‖_F/g each entry has the gauge κ/(1 − 2γκ), with a γ of
 * {@link Tolerance#LARGEST_GAMMA}, as long as the denominator is at least ½; and beyond 8√r κ,
 * which is above the former for γκ ≤ ¼ and, times γ, above 2√r for γκ ≥ ¼.
 *
 * <p>It is infinite where the direction is one of many, or not proven to be unique: σ_k and σ_{k+1}
 * may be equal, or a singular value among those which count may be 0, so that any unit vectors can
 * be its pair.
 */
final class PairGauge {
  private PairGauge() {}

  /** ‖G‖_F, infinite where it overflows. */
  static double norm(Term[] terms) {
    double norm = 0;
    for (Term term : terms) {
      norm = Math.hypot(norm, term.gauge());
    }
    return norm;
  }

  /** Of the k leading pairs. */
  static double leading(SingularPairs pairs, int k, double norm) {
    return pairs
        .gap(Math.min(k, pairs.count()))
        .map(gap -> conditioned(ratio(norm, gap), pairs))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static double conditioned(double kappa, SingularPairs pairs) {
    double determined = 1 - 2 * Tolerance.LARGEST_GAMMA * kappa;
    return determined >= 0.5 ? kappa / determined : 8 * Math.sqrt(pairs.count()) * kappa;
  }

  /**
   * Of a choice between two directions by the sign of a combination of singular values, that moves
   * by at most the weight times their error: it turns only where γ weight ‖G‖ ≥ |lead|, and then by
   * at most 2.
   */
  static double choice(SingularPairs pairs, Dyadic lead, long weight, double norm) {
    Dyadic proven = lead.abs().minus(pairs.distance().times(Dyadic.of(weight)));
    return proven.signum() > 0 ? 2.0 * weight * ratio(norm, proven) : Double.POSITIVE_INFINITY;
  }

  /**
   * Of Σ f(σ_i) u_i v_iᵀ over its Schatten norm, f(σ) = (σ/s₁)^{q−1}. Differences of f over those
   * of σ, and sums over sums, are at most L/s₁: L = q − 1 or 1 for q ≥ 2, (σ_r/s₁)^{q−2} for q &lt;
   * 2; twice that within γκ ≤ ¼. Dividing by the norm, which is at least 1, costs a factor of 1 +
   * r.
   *
   * @param less q − 1
   */
  static double schatten(SingularPairs pairs, double less, double norm) {
    boolean steep = less < 1;
    if (steep && pairs.rank() < pairs.count()) {
      return Double.POSITIVE_INFINITY;
    }
    Dyadic last = pairs.value(pairs.count() - 1);
    double share = steep ? last.divide(pairs.value(0), ExactEstimator.BITS).toDouble() : 1;
    double slope = steep ? Math.pow(share, less - 1) : Math.max(1, less);
    double kappa = 2 * (1 + pairs.count()) * slope * ratio(norm, pairs.value(0));
    double within = steep ? Math.max(kappa, ratio(norm, last)) : kappa;
    return conditioned(within, pairs);
  }

  /** A norm over a number, infinite where the norm is. */
  static double ratio(double norm, Dyadic divisor) {
    return Double.isFinite(norm)
        ? Dyadic.of(norm).divide(divisor, ExactEstimator.BITS).toDouble()
        : norm;
  }
}
