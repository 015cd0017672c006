package org.noiseproof.fast.margin;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Of max |x_i| ≤ 1: −Σ log(1 − x_i²). */
record BoxBarrier() implements BallBarrier {

  @Override
  public Optional<Local> at(double[] x) {
    double value = 0;
    double[] slope = new double[x.length];
    double[] curvature = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double gap = (1 - x[i]) * (1 + x[i]);
      if (!(gap > 0)) {
        return Optional.empty();
      }
      value -= StrictMath.log(gap);
      slope[i] = 2 / gap;
      curvature[i] = 2 * (1 + x[i] * x[i]) / (gap * gap);
    }
    return Optional.of(new Local(value, slope, curvature, new DMatrixRMaj(x.length, x.length)));
  }
}
