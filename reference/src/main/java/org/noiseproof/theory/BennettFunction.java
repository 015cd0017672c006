package org.noiseproof.theory;

/** h(u) = (1 + u) ln(1 + u) − u of Bennett's inequality, u ≥ 0, and its inverse. */
public final class BennettFunction {
  private BennettFunction() {}

  /** Below it (1 + u) ln(1 + u) and u cancel, and the series converges fast. */
  private static final double SERIES_BELOW = 0.25;

  /** h(u) = (1 + u) ln(1 + u) − u = Σ_{k≥2} (−u)ᵏ/(k(k−1)). */
  public static double h(double u) {
    Argument.require(u >= 0 && Double.isFinite(u), "u", u, "0 ≤ u < ∞");
    if (u >= SERIES_BELOW) {
      return (1 + u) * StrictMath.log1p(u) - u;
    }
    double sum = 0;
    double power = u * u;
    for (int k = 2; sum + power / (k * (k - 1)) != sum; k++) {
      sum += power / (k * (k - 1));
      power *= -u;
    }
    return sum;
  }

  /**
   * The u ≥ 0 with h(u) = y, by Newton's method from y/3 + √(y²/9 + 2y): since h(u) ≥ u²/(2 + 2u/3)
   * that is no less than the root, and since h is convex and increasing the iterates then fall to
   * it.
   */
  public static double inverse(double y) {
    Argument.require(y >= 0 && Double.isFinite(y), "y", y, "0 ≤ y < ∞");
    double u = y / 3 + Math.sqrt(y * y / 9 + 2 * y);
    while (u > 0) {
      double next = u - (h(u) - y) / StrictMath.log1p(u);
      if (!(next < u)) {
        break;
      }
      u = next;
    }
    return u;
  }
}
