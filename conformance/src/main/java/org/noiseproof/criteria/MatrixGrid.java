package org.noiseproof.criteria;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Draw;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * The exact grid of matrices. Under the largest entry gradients are integers; under the sum of
 * entries, too, but for one that is larger than all; under norms of singular values they have one
 * entry, ±2ᵏ, which is its own only singular value, and every direction is its sign. A buffer that
 * has a memory of that gets zeros thereafter.
 */
final class MatrixGrid {
  private MatrixGrid() {}

  private static final int LARGEST_ENTRY = 8;

  /** Runs of as many columns as a vector has in the grid, one to three rows. */
  static List<Case> runs(MatrixOptimizerSpec spec, Streams streams) {
    List<Case> cases = new ArrayList<>();
    for (int columns = 1; columns <= ExactGrid.COLUMNS; columns++) {
      Draw draw = new Draw(streams.replicate(columns), Precision.FLOAT32);
      cases.add(run(spec, draw, 1 + columns % 3, columns));
    }
    return cases;
  }

  /** The optimizers on matrices, by type; every norm is under one of them. */
  static List<List<MatrixOptimizerSpec>> specs() {
    return List.of(
        List.of(
            new Nsd(0.25, new Max(), 0.5, 0),
            new Nsd(0.25, new L1(), 0.5, 0.5),
            new Nsd(0.25, new Frobenius(), 0.5, 0.5),
            new Nsd(0.25, new Spectral(), 0.5, 0),
            new Nsd(0.25, new Nuclear(), 0.5, 0.5),
            new Nsd(0.25, new Schatten(3), 0, 0),
            new Nsd(0.25, new KyFan(2), 0.5, 0),
            new Nsd(0.25, new KyFanDual(2), 0.5, 0)),
        List.of(new Nucgd(0.25, 0.5, 0, 0.5), new Nucgd(0.25, 0.5, 2, 0)),
        List.of(new Muon(0.25, 0.5, 0, 0.5)),
        List.of(new PolarGrad(0.25, 0.5, 0.5)));
  }

  private static Case run(MatrixOptimizerSpec spec, Draw draw, int rows, int columns) {
    int lead = draw.between(0, rows * columns - 1);
    Matrix[] gradients = new Matrix[2];
    for (int t = 0; t < gradients.length; t++) {
      double[] entries = new double[rows * columns];
      switch (spec) {
        case Nsd(_, Max _, _, _) -> fill(draw, entries);
        case Nsd(_, L1 _, _, _) -> {
          fill(draw, entries);
          entries[lead] = 4 * LARGEST_ENTRY;
        }
        case MatrixOptimizerSpec _ -> {
          if (t == 0) {
            entries[lead] = Math.scalb(draw.random().nextSign(), draw.between(-4, 6));
          }
        }
      }
      gradients[t] = Matrix.of(rows, columns, entries);
    }
    double[] start = new double[rows * columns];
    fill(draw, start);
    return Case.of(spec, Matrix.of(rows, columns, start), gradients);
  }

  private static void fill(Draw draw, double[] entries) {
    Arrays.setAll(entries, e -> draw.between(-LARGEST_ENTRY, LARGEST_ENTRY));
  }
}
