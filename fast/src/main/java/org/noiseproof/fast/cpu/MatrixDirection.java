package org.noiseproof.fast.cpu;

import java.util.Optional;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * What a matrix optimizer makes of its buffer.
 *
 * @param matrix by which, times η, the parameters move
 * @param left the tracked left vector, where there is one
 */
record MatrixDirection(Matrix matrix, Optional<double[]> left) {
  static final String LEFT = "left_vector";

  static double momentum(MatrixOptimizerSpec spec) {
    return switch (spec) {
      case Nsd nsd -> nsd.momentum();
      case Nucgd nucgd -> nucgd.momentum();
      case Muon muon -> muon.momentum();
      case PolarGrad polar -> polar.momentum();
    };
  }

  static MatrixDirection of(MatrixOptimizerSpec spec, Matrix m, OptimizerState state) {
    return switch (spec) {
      case Nsd nsd -> exact(new CpuNorm(nsd.norm()).direction(m).matrix());
      case Nucgd nucgd when nucgd.powerIterations() == 0 ->
          exact(new CpuNorm(new Nuclear()).direction(m).matrix());
      case Nucgd nucgd -> tracked(nucgd, m, state);
      case Muon muon when muon.newtonSchulzSteps() == 0 ->
          exact(new CpuNorm(new Spectral()).direction(m).matrix());
      case Muon muon -> exact(newtonSchulz(m, muon.newtonSchulzSteps()));
      case PolarGrad _ -> {
        var polar = new CpuNorm(new Spectral()).direction(m);
        yield exact(polar.matrix().times(polar.dualNorm()));
      }
    };
  }

  private static MatrixDirection exact(Matrix direction) {
    return new MatrixDirection(direction, Optional.empty());
  }

  private static Matrix newtonSchulz(Matrix m, int steps) {
    Matrix x = new CpuNorm(new Frobenius()).direction(m).matrix();
    for (int i = 0; i < steps; i++) {
      Matrix square = x.times(x.transpose());
      Matrix polynomial = square.times(-4.7750).plus(square.times(square).times(2.0315));
      x = x.times(3.4445).plus(polynomial.times(x));
    }
    return x;
  }

  private static MatrixDirection tracked(Nucgd spec, Matrix m, OptimizerState state) {
    double scale = m.largest();
    double[] p = state.buffers().contains(LEFT) ? state.buffer(LEFT) : new double[m.rows()];
    if (scale == 0) {
      return new MatrixDirection(m, Optional.of(p));
    }
    Matrix unit = m.times(1 / scale);
    Matrix column = Matrix.of(m.rows(), 1, p);
    if (unit.transpose().times(column).largest() == 0) {
      column = longestColumn(unit);
    }
    for (int q = 0; q < spec.powerIterations(); q++) {
      column = normalized(unit.times(unit.transpose().times(column)));
    }
    Matrix right = normalized(unit.transpose().times(column));
    return new MatrixDirection(column.times(right.transpose()), Optional.of(column.entries()));
  }

  private static Matrix longestColumn(Matrix m) {
    Matrix columns = m.transpose();
    Matrix longest = Matrix.of(1, m.rows(), columns.row(0));
    for (int j = 1; j < m.columns(); j++) {
      Matrix here = Matrix.of(1, m.rows(), columns.row(j));
      if (here.inner(here) > longest.inner(longest)) {
        longest = here;
      }
    }
    return normalized(longest.transpose());
  }

  private static Matrix normalized(Matrix vector) {
    return new CpuNorm(new Frobenius()).direction(vector).matrix();
  }
}
