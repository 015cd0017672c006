package org.noiseproof.fast.bench;

import java.util.SplittableRandom;

/** Normal draws for benchmarks, repeated every 2¹⁶ so that they cost little. */
final class Draws {
  private static final int PERIOD = 1 << 16;

  private Draws() {}

  static double[] normal64(int length) {
    double[] draws = new double[length];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < Math.min(PERIOD, length); i++) {
      draws[i] = random.nextGaussian();
    }
    for (int i = PERIOD; i < length; i += PERIOD) {
      System.arraycopy(draws, 0, draws, i, Math.min(PERIOD, length - i));
    }
    return draws;
  }

  static float[] normal32(int length) {
    double[] draws = normal64(length);
    float[] rounded = new float[length];
    for (int i = 0; i < length; i++) {
      rounded[i] = (float) draws[i];
    }
    return rounded;
  }
}
