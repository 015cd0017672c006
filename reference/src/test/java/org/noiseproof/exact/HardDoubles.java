package org.noiseproof.exact;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/** Doubles on which summation and rounding go wrong. */
final class HardDoubles {
  private HardDoubles() {}

  /** Any finite double: 64 random bits, so all exponents are alike. */
  static double anyBits(SplittableRandom random) {
    double value;
    do {
      value = Double.longBitsToDouble(random.nextLong());
    } while (!Double.isFinite(value));
    return value;
  }

  /** ±2ᵉ (1 + up to three more bits), with e as drawn: ties and cancellation come often. */
  static double fewBits(SplittableRandom random, int lowest, int highest) {
    double value = 1;
    for (int i = random.nextInt(4); i > 0; i--) {
      value += Math.scalb(1.0, -random.nextInt(1, 53));
    }
    double scaled = Math.scalb(value, random.nextInt(lowest, highest));
    return random.nextBoolean() ? scaled : -scaled;
  }

  /** A double near an end of the range: subnormal, or close to the largest. */
  static double extreme(SplittableRandom random) {
    return random.nextBoolean()
        ? Math.scalb(random.nextDouble() - 0.5, random.nextInt(-1074, -1020))
        : Math.scalb(random.nextDouble() - 0.5, random.nextInt(1020, 1025));
  }

  /**
   * Vectors x = v[0], y = v[1] of length n whose dot product has a condition number about c (Ogita,
   * Rump &amp; Oishi 2005, algorithm GenDot): large products first, then ones that cancel them.
   */
  static double[][] illConditionedDot(int n, double c, SplittableRandom random) {
    double[] x = new double[n];
    double[] y = new double[n];
    double bits = Math.log(c) / Math.log(2);
    for (int i = 0; i < n / 2; i++) {
      int exponent =
          i == 0 ? (int) Math.round(bits / 2) : i == 1 ? 0 : (int) (random.nextDouble() * bits / 2);
      x[i] = Math.scalb(2 * random.nextDouble() - 1, exponent);
      y[i] = Math.scalb(2 * random.nextDouble() - 1, exponent);
    }
    for (int i = n / 2; i < n; i++) {
      int exponent = (int) Math.round(bits / 2 * (n - 1 - i) / (n - 1 - n / 2));
      x[i] = Math.scalb(2 * random.nextDouble() - 1, exponent);
      double rest = dot(x, y, i).doubleValue();
      y[i] = (Math.scalb(2 * random.nextDouble() - 1, exponent) - rest) / x[i];
    }
    return new double[][] {x, y};
  }

  /** Σ x_i y_i over the first n, through BigDecimal. */
  static BigDecimal dot(double[] x, double[] y, int n) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < n; i++) {
      sum = sum.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[i])));
    }
    return sum;
  }
}
