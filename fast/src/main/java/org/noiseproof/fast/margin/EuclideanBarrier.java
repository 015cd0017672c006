package org.noiseproof.fast.margin;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Of √Σ x_i² ≤ 1: −log(1 − Σ x_i²). */
record EuclideanBarrier() implements BallBarrier {

  @Override
  public Optional<Local> at(double[] x) {
    double gap = 1 - Arrays.stream(x).map(v -> v * v).sum();
    if (!(gap > 0)) {
      return Optional.empty();
    }
    double[] slope = new double[x.length];
    Arrays.fill(slope, 2 / gap);
    DMatrixRMaj coupling = new DMatrixRMaj(x.length, x.length);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        coupling.set(i, j, 2 * x[i] / gap * 2 * x[j] / gap);
      }
    }
    return Optional.of(new Local(-StrictMath.log(gap), slope, slope, coupling));
  }
}
