package org.noiseproof.fast.cpu;

import org.noiseproof.exact.ExactSum;
import org.noiseproof.exact.Tolerance;

/**
 * The sign of μb + (1−μ)g, coordinate by coordinate, always the right one: where the rounding error
 * of the computed average could change it, it is taken exactly.
 */
final class AverageSign {
  private AverageSign() {}

  /** Two coefficients, a product, a fused multiply-add, and as many for the sum of their sizes. */
  private static final int DEPTH = 8;

  /**
   * The signs.
   *
   * @param old b
   * @param average as {@link Updates#average} computed it
   */
  static <A> A of(Format<A> format, double momentum, A old, A gradient, A average) {
    double error = Tolerance.gamma(DEPTH, format.precision().unitRoundoff());
    double[] averages = format.widened(average);
    double[] sign = new double[averages.length];
    for (int j = 0; j < sign.length; j++) {
      double b = format.get(old, j);
      double g = format.get(gradient, j);
      double terms = Math.abs(momentum * b) + Math.abs((1 - momentum) * g);
      double size = Math.abs(averages[j]);
      boolean sure = size > error * terms && size >= format.smallestNormal();
      sign[j] = sure ? Math.signum(averages[j]) : exact(momentum, b, g);
    }
    return format.narrowed(sign);
  }

  private static int exact(double momentum, double b, double g) {
    if (b == 0 && g == 0) {
      return 0;
    }
    ExactSum average = new ExactSum().addProduct(momentum, b).add(g).addProduct(-momentum, g);
    return average.value().signum();
  }
}
