package org.noiseproof.check;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;

/**
 * Random inputs of the sizes for which a device has code of its own: rows that many warps or blocks
 * share, columns of thousands of rows, matrices of more than one tile, parameters by the hundred
 * thousand.
 */
public final class WideDraws {
  private static final int[][] BATCHES = {{9, 1_500}, {3, 5_000}, {2, 20_000}, {5_000, 3}};
  private static final int PARAMETERS = 100_000;
  private static final int ROWS = 70;
  private static final int COLUMNS = 130;

  private WideDraws() {}

  /** A batch of each size for an estimator of this type; rows have norms about 2⁻² to 2². */
  public static Stream<Case> batches(Class<? extends EstimatorSpec> type, Draw draw) {
    return Stream.of(BATCHES).map(size -> batch(type, draw, size[0], size[1]));
  }

  private static Case batch(Class<? extends EstimatorSpec> type, Draw draw, int n, int d) {
    double[][] rows = new double[n][];
    for (int k = 0; k < n; k++) {
      rows[k] = normals(draw, d, Math.scalb(1 / Math.sqrt(d), draw.between(-2, 2)));
    }
    return Case.of(EstimatorDraws.spec(type, draw, n), rows);
  }

  /** One step of an optimizer. */
  public static Case step(OptimizerSpec spec, Draw draw) {
    return isOfMatrices(spec)
        ? Case.of(spec, matrix(draw), matrix(draw))
        : Case.of(
            spec,
            normals(draw, PARAMETERS, 1),
            new double[][] {normals(draw, PARAMETERS, 1 / Math.sqrt(PARAMETERS))});
  }

  /** Whether its parameters are a matrix. */
  public static boolean isOfMatrices(OptimizerSpec spec) {
    return switch (spec) {
      case Scheduled scheduled -> isOfMatrices(scheduled.optimizer());
      case MatrixOptimizerSpec _ -> true;
      default -> false;
    };
  }

  /** A matrix that a norm is asked about. */
  public static Case matrix(NormSpec spec, Draw draw) {
    return Case.of(spec, matrix(draw));
  }

  private static Matrix matrix(Draw draw) {
    return Matrix.of(ROWS, COLUMNS, normals(draw, ROWS * COLUMNS, 1));
  }

  private static double[] normals(Draw draw, int count, double scale) {
    return IntStream.range(0, count)
        .mapToDouble(_ -> draw.rounded(scale * draw.random().nextNormal()))
        .toArray();
  }
}
