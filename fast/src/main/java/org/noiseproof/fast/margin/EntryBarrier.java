package org.noiseproof.fast.margin;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** A barrier of the entries. */
record EntryBarrier(BallBarrier barrier, int terms) implements NormBarrier {

  @Override
  public Optional<Local> at(double[] w) {
    return barrier.at(w).map(local -> new Entries(w, local));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entries(double[] w, BallBarrier.Local local) implements Local {

    @Override
    public double value() {
      return local.value();
    }

    @Override
    public double[] gradient() {
      double[] gradient = local.slope().clone();
      for (int e = 0; e < w.length; e++) {
        gradient[e] *= w[e];
      }
      return gradient;
    }

    @Override
    public DMatrixRMaj hessian() {
      DMatrixRMaj hessian = local.coupling().copy();
      for (int e = 0; e < w.length; e++) {
        hessian.add(e, e, local.curvature()[e]);
      }
      return hessian;
    }
  }
}
