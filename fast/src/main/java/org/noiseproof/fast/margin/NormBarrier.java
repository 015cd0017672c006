package org.noiseproof.fast.margin;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/** A barrier of the unit ball of a norm on matrices, which are flat and row-major here. */
sealed interface NormBarrier permits EntryBarrier, SpectralBarrier {

  /**
   * How many logarithms keep W inside, up to a factor: 1 of the Frobenius norm, else one a number.
   */
  int terms();

  /** The barrier at W; nothing where W is outside the ball. */
  Optional<? extends Local> at(double[] w);

  /** The barrier at a matrix. */
  interface Local {
    double value();

    double[] gradient();

    /** With as many rows as W has entries. */
    DMatrixRMaj hessian();
  }

  static NormBarrier of(NormSpec norm, int rows, int columns) {
    return switch (norm) {
      case Frobenius _ -> new EntryBarrier(new EuclideanBarrier(), 1);
      case Max _ -> new EntryBarrier(new BoxBarrier(), rows * columns);
      case L1 _ -> new EntryBarrier(new PowerBarrier(1), rows * columns);
      case Spectral _ -> new SpectralBarrier(new BoxBarrier(), rows, columns);
      case Nuclear _ -> new SpectralBarrier(new PowerBarrier(1), rows, columns);
      case Schatten(double p) -> new SpectralBarrier(new PowerBarrier(p), rows, columns);
      case KyFan(int k) -> new SpectralBarrier(new KyFanBarrier(k), rows, columns);
      case KyFanDual(int k) -> new SpectralBarrier(new BothBarrier(k), rows, columns);
    };
  }
}
