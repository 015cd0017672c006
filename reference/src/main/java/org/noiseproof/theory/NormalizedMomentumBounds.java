package org.noiseproof.theory;

/**
 * CLIP-22: normalised SGD with momentum on single samples: m_0 = g_0, m_t = β m_{t−1} + (1 − β)
 * g_t, x ← x − η m/‖m‖, E‖noise‖ᵖ ≤ σᵖ (central), 1 ≤ p ≤ 2. Derived, from (P2) of {@link
 * NormalizedSgdBounds} with m for g: with o = 1 − β and ε the noise,
 *
 * <pre>
 * m_t − ∇F(x_t) = βᵗ ε_0 + o Σ_{s=1..t} β^{t−s} ε_s + a drift of norm ≤ Lηβ/o,
 * (1/T) Σ E‖∇F‖ ≤ Δ/(ηT) + Lη/2 + 2[σ/(To) + Lηβ/o + 2^{(2−p)/p} σ o^{(p−1)/p}].
 * </pre>
 *
 * Its two choices of o and η have the rates of Liu and Zhou (ICLR 2025, known to us from the
 * abstract and its reviews).
 *
 * @param smoothness L
 * @param gap Δ = F(x_0) − inf F, ≥ 0
 * @param p order of the moment
 * @param deviation σ
 */
public record NormalizedMomentumBounds(double smoothness, double gap, double p, double deviation) {
  public NormalizedMomentumBounds {
    Argument.positive("smoothness", smoothness);
    Argument.require(gap >= 0 && Double.isFinite(gap), "gap", gap, "0 ≤ gap < ∞");
    Argument.order(p);
    Argument.positive("deviation", deviation);
  }

  /**
   * How o and η fall with T.
   *
   * @param open o = 1 − β
   * @param step η
   */
  public record Schedule(double open, double step) {
    public Schedule {
      Argument.require(open > 0 && open <= 1, "open", open, "0 < open ≤ 1");
      Argument.positive("step", step);
    }

    /** p known: o = T^{−p/(3p−2)}, η = c T^{−(2p−1)/(3p−2)}, for a rate of T^{−(p−1)/(3p−2)}. */
    public static Schedule knownOrder(double p, double c, long steps) {
      Argument.order(p);
      return new Schedule(
          StrictMath.pow((double) steps, -p / (3 * p - 2)),
          c * StrictMath.pow((double) steps, -(2 * p - 1) / (3 * p - 2)));
    }

    /** p not needed: o = T^{−1/2}, η = c T^{−3/4}, for a rate of T^{−(p−1)/(2p)}. */
    public static Schedule unknownOrder(double c, long steps) {
      return new Schedule(
          StrictMath.pow((double) steps, -0.5), c * StrictMath.pow((double) steps, -0.75));
    }

    /** β. */
    public double momentum() {
      return 1 - open;
    }
  }

  /** √(Δ/(2L)), the factor c of η at which Δ/(ηT) + 2Lη/o is least. */
  public double stepFactor() {
    return Math.sqrt(gap / (2 * smoothness));
  }

  /** The bound of (1/T) Σ E‖∇F‖. */
  public double expectation(Schedule schedule, long steps) {
    double o = schedule.open();
    double noise =
        deviation / (steps * o)
            + NormalizedSgdBounds.vonBahrEsseen(p) * deviation * StrictMath.pow(o, (p - 1) / p);
    return path(schedule, steps, noise);
  }

  /**
   * (1/T) Σ‖∇F‖ for every realisation: Δ/(ηT) + Lη/2 + 2[Lηβ/o + noise].
   *
   * @param noise (1/T) Σ_t ‖βᵗ ε_0 + o Σ_{s=1..t} β^{t−s} ε_s‖
   */
  public double path(Schedule schedule, long steps, double noise) {
    double eta = schedule.step();
    double drift = smoothness * eta * schedule.momentum() / schedule.open();
    return gap / (eta * steps) + smoothness * eta / 2 + 2 * (drift + noise);
  }
}
