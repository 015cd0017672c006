package org.noiseproof.theory;

import java.math.BigDecimal;

/**
 * What the quintic f(x) = 3.4445x − 4.7750x³ + 2.0315x⁵ of Muon's Newton–Schulz iteration does to a
 * singular value in [0, 1] (derived; the coefficients are Jordan's, 2024). On x ≥ 0 it rises to a
 * peak, falls to a valley and rises again. The band from the valley's value to the peak's is mapped
 * into itself; so whatever enters it stays in it, and never comes to rest at 1.
 *
 * <p>Every end is rounded outward: values of f and f′ at doubles are exact, and at the peak,
 * between two neighbouring doubles, f is below its tangent, at the valley above.
 */
public final class NewtonSchulzBand {
  private static final BigDecimal A = new BigDecimal("3.4445");
  private static final BigDecimal B = new BigDecimal("-4.7750");
  private static final BigDecimal C = new BigDecimal("2.0315");

  private static final double PEAK = critical(-1);
  private static final double VALLEY = critical(1);

  private NewtonSchulzBand() {}

  /** Numbers from lower to upper. */
  public record Interval(double lower, double upper) {
    /** Whether every number of that is in this. */
    public boolean contains(Interval that) {
      return lower <= that.lower && that.upper <= upper;
    }
  }

  /** f(x) in double arithmetic. */
  public static double value(double x) {
    double square = x * x;
    return x * (A.doubleValue() + square * (B.doubleValue() + square * C.doubleValue()));
  }

  /** f applied that many times, in double arithmetic. */
  public static double iterated(double x, int steps) {
    double value = x;
    for (int i = 0; i < steps; i++) {
      value = value(value);
    }
    return value;
  }

  /** [f(valley), f(peak)] = [0.68183, 1.20237]. */
  public static Interval band() {
    return new Interval(extreme(VALLEY).lower, extreme(PEAK).upper);
  }

  /** What f maps an interval of x ≥ 0 to. */
  public static Interval image(Interval x) {
    Argument.require(x.lower >= 0, "lower", x.lower, "lower ≥ 0");
    double low = Math.min(down(exact(x.lower)), down(exact(x.upper)));
    double high = Math.max(up(exact(x.lower)), up(exact(x.upper)));
    for (double critical : new double[] {PEAK, VALLEY}) {
      if (x.lower <= critical && critical <= x.upper) {
        low = Math.min(low, extreme(critical).lower);
        high = Math.max(high, extreme(critical).upper);
      }
    }
    return new Interval(low, high);
  }

  /**
   * From which singular value on, up to 1, K steps lead into the band: the preimage, K times, of
   * its lower end under the rising branch of f at 0.
   *
   * @param steps K ≥ 1
   */
  public static double threshold(int steps) {
    Argument.require(steps >= 1, "steps", steps, "steps ≥ 1");
    double target = band().lower;
    for (int k = 0; k < steps; k++) {
      double low = 0;
      double high = PEAK;
      while (Math.nextUp(low) < high) {
        double middle = (low + high) / 2;
        boolean below = exact(middle).compareTo(new BigDecimal(target)) < 0;
        low = below ? middle : low;
        high = below ? high : middle;
      }
      target = high;
    }
    return target;
  }

  /** sup |f′| on [0, upper end of the band]: how much a step can magnify a perturbation. */
  public static double steepest() {
    return Math.max(A.doubleValue(), up(slope(band().upper)));
  }

  /** Values of f at a critical point, which lies between this double and the next. */
  private static Interval extreme(double critical) {
    BigDecimal here = exact(critical);
    BigDecimal width = new BigDecimal(Math.nextUp(critical)).subtract(new BigDecimal(critical));
    BigDecimal tangent = here.add(slope(critical).multiply(width));
    return new Interval(down(here.min(tangent)), up(here.max(tangent)));
  }

  /**
   * The double just below a root of f′: x² = (−3B ± √(9B² − 20AC))/(10C).
   *
   * @param sign of the root, and of f″ there
   */
  private static double critical(int sign) {
    double a = A.doubleValue();
    double b = B.doubleValue();
    double c = C.doubleValue();
    double x = Math.sqrt((-3 * b + sign * Math.sqrt(9 * b * b - 20 * a * c)) / (10 * c));
    while (slope(x).signum() * sign > 0) {
      x = Math.nextDown(x);
    }
    while (slope(Math.nextUp(x)).signum() * sign <= 0) {
      x = Math.nextUp(x);
    }
    return x;
  }

  private static BigDecimal exact(double x) {
    BigDecimal exact = new BigDecimal(x);
    BigDecimal square = exact.multiply(exact);
    return exact.multiply(A.add(square.multiply(B.add(square.multiply(C)))));
  }

  /** f′(x), exactly. */
  private static BigDecimal slope(double x) {
    BigDecimal square = new BigDecimal(x).pow(2);
    BigDecimal three = BigDecimal.valueOf(3);
    BigDecimal five = BigDecimal.valueOf(5);
    return A.add(square.multiply(three.multiply(B).add(square.multiply(five.multiply(C)))));
  }

  private static double down(BigDecimal value) {
    double nearest = value.doubleValue();
    return new BigDecimal(nearest).compareTo(value) > 0 ? Math.nextDown(nearest) : nearest;
  }

  private static double up(BigDecimal value) {
    return -down(value.negate());
  }
}
