package org.noiseproof.theory;

import java.util.List;

/**
 * How far an averaged gradient is from the latest one, on F(W) = log Σ_j exp(−⟨A_j, W⟩), whose
 * gradient −A p(W) is R²-Lipschitz from ‖·‖ to ‖·‖_*, since its Hessian form is a variance of ⟨A_j,
 * ·⟩ ∈ [−R, R]. With steps ‖W_{s+1} − W_s‖ ≤ η_s and M̂_t = Σ_s w_s A p_{t−s} / Σ_s w_s, w_s = βˢ
 * for s ≤ t (derived):
 *
 * <pre>
 * ‖M̂_t − A p_t‖_* ≤ E_t = R² Σ_s w_s (η_{t−s} + … + η_{t−1}) / Σ_s w_s,
 * ε_t = ‖A p_t‖_* − ⟨A p_t, D_t⟩ ≤ 2‖M̂_t − A p_t‖_*, D_t the direction of M̂_t.
 * </pre>
 *
 * No dimension is in it; Fan, Schmidt and Thrampoulidis (2025, arXiv 2502.04664, Theorem 2) have
 * such a bound with a factor d, and ask whether it can go.
 *
 * @param radius R
 * @param momentum β
 */
public record MomentumDrift(double radius, double momentum) {
  public MomentumDrift {
    Argument.positive("radius", radius);
    Argument.require(momentum >= 0 && momentum < 1, "momentum", momentum, "0 ≤ momentum < 1");
  }

  /**
   * E_t.
   *
   * @param rates η_0 … η_{t−1}
   */
  public double bound(List<Double> rates) {
    double weight = 1;
    double weights = 1;
    double moved = 0;
    double sum = 0;
    for (double rate : rates.reversed()) {
      moved += rate;
      weight *= momentum;
      weights += weight;
      sum += weight * moved;
    }
    return radius * radius * sum / weights;
  }

  /** What E_t stays below under a constant step: R² η β/(1 − β). */
  public double bound(double rate) {
    return radius * radius * rate * momentum / (1 - momentum);
  }

  /**
   * The gap γ − m(W_T)/‖W_T‖ after T constant steps is at most log N/(ηT) + R² η (½ + 2β/(1 − β)).
   *
   * @param pairs N
   */
  public double gap(int pairs, double rate, long steps) {
    Argument.samples(pairs);
    Argument.positive("rate", rate);
    return StrictMath.log(pairs) / (rate * steps) + radius * radius * rate / 2 + 2 * bound(rate);
  }
}
