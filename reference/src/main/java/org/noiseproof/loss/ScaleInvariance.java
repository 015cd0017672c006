package org.noiseproof.loss;

import java.util.Arrays;

/** ℓ(cθ; z) = ℓ(θ; z) for c &gt; 0: what losses of a direction share. */
final class ScaleInvariance {
  private ScaleInvariance() {}

  /** A = I. */
  static Symmetry of(int parameters) {
    double[] entries = new double[parameters];
    Arrays.fill(entries, 1);
    return Symmetry.diagonal("scale invariance", entries);
  }

  /** ‖θ‖², from the first coordinate on; a θ without a direction is refused. */
  static double squaredNorm(double[] theta) {
    double sum = 0;
    for (double coordinate : theta) {
      sum += coordinate * coordinate;
    }
    if (sum == 0) {
      throw new IllegalArgumentException(
          "theta = %s is out of range: ‖theta‖² > 0".formatted(Arrays.toString(theta)));
    }
    return sum;
  }
}
