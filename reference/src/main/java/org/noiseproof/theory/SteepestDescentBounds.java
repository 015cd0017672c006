package org.noiseproof.theory;

/**
 * Theorem A: normalized steepest descent on F(W) = log Σ_ic e^{−m_ic(W)} from W = 0, under any norm
 * and with any steps: W_{t+1} = W_t + η_t D_t, ‖D_t‖ ≤ 1. With q_t = ‖A p_t‖_* and ε_t = q_t − ⟨A
 * p_t, D_t⟩, which is 0 for the steepest direction,
 *
 * <p>F(W_{t+1}) ≤ F(W_t) − η_t (q_t − ε_t) + R² η_t²/2, and so, for every T,
 *
 * <p>Σ η_t q_t / S_T − m(W_T)/S_T ≤ B_T = [log N + (R²/2) Σ η_t² + Σ η_t ε_t] / S_T,
 *
 * <p>where S_T = Σ η_t and Σ η_t q_t / S_T ≥ γ. Derived: F(W + ηD) = F(W) + log E_p e^{−η⟨A, D⟩}
 * with ⟨A_ic, D⟩ in [−R, R], Hoeffding's lemma, the sum over t, m ≥ −F. That it is multiplicative
 * weights in the game of the norm's ball against the simplex is standard; the rate 1/√T is that of
 * Fan, Schmidt and Thrampoulidis, arXiv 2502.04664, Theorem 1, whose constants were not seen.
 *
 * @param pairs N, the number of margins
 * @param radius R = max ‖A_ic‖_*
 */
public record SteepestDescentBounds(int pairs, double radius) {
  public SteepestDescentBounds {
    Argument.samples(pairs);
    Argument.positive("radius", radius);
  }

  /** log N = F(0). */
  public double start() {
    return StrictMath.log(pairs);
  }

  /** (R²/2) η²: what a step may lose to the curvature of F. */
  public double curvature(double step) {
    return radius * radius * step * step / 2;
  }

  /**
   * B_T.
   *
   * @param length S_T = Σ η_t
   * @param squares Σ η_t²
   * @param lacking Σ η_t ε_t
   */
  public double gap(double length, double squares, double lacking) {
    Argument.positive("length", length);
    return (start() + radius * radius * squares / 2 + lacking) / length;
  }

  /** The constant step with the least B_T, √(2 log N / T) / R. */
  public double bestStep(long steps) {
    steps(steps);
    return Math.sqrt(2 * start() / steps) / radius;
  }

  /** B_T of that step: R √(2 log N / T). */
  public double bestGap(long steps) {
    return radius * radius * bestStep(steps);
  }

  /** The limit of B_T for a constant step, R² η/2: no more is promised however long the run. */
  public double floor(double step) {
    return radius * radius * step / 2;
  }

  /**
   * At least B_T of η_t = η₀ (t+1)^{−a}, t from 0, by integrals: of order T^{−a} for a &lt; ½, log
   * T / √T for a = ½, T^{a−1} for ½ &lt; a &lt; 1, and 1/log T for a = 1.
   *
   * @param first η₀
   * @param exponent 0 ≤ a ≤ 1
   * @param steps T
   */
  public double powerGap(double first, double exponent, long steps) {
    Argument.positive("first", first);
    Argument.require(exponent >= 0 && exponent <= 1, "exponent", exponent, "0 ≤ exponent ≤ 1");
    steps(steps);
    double length = first * integral(exponent, steps + 1.0);
    double squares = first * first * (1 + integral(2 * exponent, (double) steps));
    return gap(length, squares, 0);
  }

  /** ∫₁ᵀ x^{−a} dx, at most Σ t^{−a} from 1 to T − 1, and at least the sum from 2 to T. */
  private static double integral(double a, double to) {
    return a == 1 ? StrictMath.log(to) : (StrictMath.pow(to, 1 - a) - 1) / (1 - a);
  }

  private static void steps(long steps) {
    Argument.require(steps >= 1, "steps", steps, "steps ≥ 1");
  }
}
