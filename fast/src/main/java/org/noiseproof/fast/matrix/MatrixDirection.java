package org.noiseproof.fast.matrix;

import java.util.Optional;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * What a matrix optimizer makes of its buffer.
 *
 * @param matrix D, by which, times η, the parameters move; row by row
 * @param left the tracked left vector, where there is one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MatrixDirection(double[] matrix, Optional<double[]> left) {

  /**
   * The direction.
   *
   * @param m the buffer, finite, rows × columns
   * @param left the vector that {@link Nucgd} tracks, or zeros before there is one
   */
  public static MatrixDirection of(
      MatrixOptimizerSpec spec, double[] m, int rows, int columns, double[] left) {
    return switch (spec) {
      case Nsd nsd -> steepest(nsd.norm(), m, rows, columns);
      case Nucgd nucgd when nucgd.powerIterations() == 0 ->
          steepest(new Nuclear(), m, rows, columns);
      case Nucgd nucgd -> {
        PowerIteration pair = PowerIteration.of(m, rows, columns, left, nucgd.powerIterations());
        yield new MatrixDirection(pair.direction(), Optional.of(pair.left()));
      }
      case Muon muon when muon.newtonSchulzSteps() == 0 ->
          steepest(new Spectral(), m, rows, columns);
      case Muon muon -> of(NewtonSchulz.of(m, rows, columns, muon.newtonSchulzSteps()));
      case PolarGrad _ -> {
        CpuNorm.Steepest polar = new CpuNorm(new Spectral()).steepest(m, rows, columns);
        double[] scaled = polar.matrix();
        for (int e = 0; e < scaled.length; e++) {
          scaled[e] *= polar.dualNorm();
        }
        yield of(scaled);
      }
    };
  }

  private static MatrixDirection steepest(NormSpec norm, double[] m, int rows, int columns) {
    return of(new CpuNorm(norm).steepest(m, rows, columns).matrix());
  }

  private static MatrixDirection of(double[] matrix) {
    return new MatrixDirection(matrix, Optional.empty());
  }
}
