package org.noiseproof.fast.margin;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Of max(max |x_i|, (1/k) Σ |x_i|) ≤ 1: the barriers of both, added. */
record BothBarrier(int k) implements BallBarrier {

  @Override
  public Optional<Local> at(double[] x) {
    double[] scaled = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      scaled[i] = x[i] / k;
    }
    return new BoxBarrier()
        .at(x)
        .flatMap(box -> new PowerBarrier(1).at(scaled).map(sum -> together(box, sum)));
  }

  private Local together(Local box, Local sum) {
    double square = (double) k * k;
    double[] slope = box.slope().clone();
    double[] curvature = box.curvature().clone();
    for (int i = 0; i < slope.length; i++) {
      slope[i] += sum.slope()[i] / square;
      curvature[i] += sum.curvature()[i] / square;
    }
    DMatrixRMaj coupling = sum.coupling().copy();
    CommonOps_DDRM.scale(1 / square, coupling);
    return new Local(box.value() + sum.value(), slope, curvature, coupling);
  }
}
