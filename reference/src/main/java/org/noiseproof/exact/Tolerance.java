package org.noiseproof.exact;

/**
 * Every tolerance of the project, each with its reason. A build rule bans literal tolerances
 * elsewhere.
 */
public final class Tolerance {
  private Tolerance() {}

  /** u of binary64, 2⁻⁵³. */
  public static final double UNIT_ROUNDOFF = 0x1p-53;

  /**
   * What a bound of rounding errors is widened by, since it is itself computed in doubles, with a
   * handful of roundings an operation and not one subtraction of bounds.
   */
  public static final double BOUND_ROUNDING = 0x1p-40;

  /**
   * How far the slope of ln MSE in ln n between n = 2¹⁰ and 2²⁰ may be from its limit: terms of
   * relative size 1/(2n) are still there at 2¹⁰, and 2⁻¹¹/ln 2¹⁰ is 7e-5.
   */
  public static final double RATE_SLOPE = 1e-4;

  /**
   * Relative error allowed to closed forms evaluated in doubles with a handful of powers and
   * logarithms, against their exact value.
   */
  public static final double CLOSED_FORM = 1e-10;

  /**
   * What the reference may differ from the real-number definition beside the one rounding, relative
   * to the gauge: 2⁻⁹⁰, so little that no criterion for doubles notices.
   */
  public static final double REFERENCE = 0x1p-90;

  /**
   * The largest γ_d that a gauge reckons with where it depends on γ_d itself (a norm close to a
   * threshold, block means close to their median): binary32 and chains of 2¹⁴ roundings.
   */
  public static final double LARGEST_GAMMA = 0x1p-10;

  /**
   * Far more than a sum of unit vectors, computed in doubles, loses by rounding, per vector and
   * coordinate; only decides how early a quick test gives up in favour of exact arithmetic.
   */
  public static final double UNIT_VECTORS = 0x1p-30;

  /**
   * The probability with which the check of a random sampler may reject a right one: its bands are
   * exact for any sample size, and its seed is fixed, so that this is a risk taken once.
   */
  public static final double SAMPLER_ERROR = 1e-9;

  /**
   * λ of the probabilistic rounding error bound λ √d u: were the d roundings independent and of
   * mean zero, an error above it had a probability below 2 exp(−λ²/2) = 3e-8 (Higham and Mary
   * 2019). They need not be, so nothing is judged by it.
   */
  public static final double LIKELY_DEVIATIONS = 6;

  /**
   * A curvature below this share of the largest counts as 0 when the flattest point of an orbit is
   * asked for: Hessians by differences of gradients with a step of 2⁻¹¹ lose u/2⁻¹¹ = 2⁻⁴² of the
   * largest gradient by rounding, times the number of coordinates and what the gradient is larger
   * than the Hessian times θ.
   */
  public static final double CURVATURE = 0x1p-32;

  /**
   * γ_d = d u / (1 − d u), the relative error that d roundings in a chain can build up (Higham
   * 2002, Lemma 3.1).
   *
   * @throws IllegalArgumentException where d u ≥ 1
   */
  public static double gamma(long depth, double unitRoundoff) {
    double product = depth * unitRoundoff;
    if (!(product < 1)) {
      throw new IllegalArgumentException(
          "depth · u = " + product + " is out of range: depth · u < 1");
    }
    return product / (1 - product);
  }
}
