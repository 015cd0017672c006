package org.noiseproof.vector;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.spec.OptimizerSpec;

/** Runs of at most ten steps whose every position is compared with the exact one. */
final class ShortRuns {
  private ShortRuns() {}

  /** Ten gradients of both signs and of many sizes, one of them 0. */
  static final double[] SOME = {0.5, -1.25, 3.0, 0.0, 2.0, -0.75, 1e-3, 4.0, -4.0, 1.0};

  /** A run of one coordinate. */
  static Vector scalar(
      String name,
      List<BugClass> flags,
      String hunts,
      OptimizerSpec spec,
      double parameter,
      double... gradients) {
    double[][] rows =
        Arrays.stream(gradients)
            .mapToObj(gradient -> new double[] {gradient})
            .toArray(double[][]::new);
    return vector(name, flags, hunts, spec, new double[] {parameter}, rows);
  }

  /** A run of several coordinates. */
  static Vector vector(
      String name,
      List<BugClass> flags,
      String hunts,
      OptimizerSpec spec,
      double[] parameters,
      double[]... gradients) {
    return new Vector(name, flags, hunts, Case.of(spec, parameters, gradients));
  }

  /** Coordinates of alternating signs, each twice as large as the one before, around 1. */
  static double[] powersOfTwo(int dimension) {
    double[] powers = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      powers[j] = Math.scalb(j % 2 == 0 ? 1.0 : -1.0, j - dimension / 2);
    }
    return powers;
  }

  /** The other way. */
  static double[] negated(double[] gradient) {
    return Arrays.stream(gradient).map(entry -> -entry).toArray();
  }
}
