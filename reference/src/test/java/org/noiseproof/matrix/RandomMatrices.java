package org.noiseproof.matrix;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.noiseproof.exact.Dyadic;

/** Matrices to test with. */
public record RandomMatrices(SplittableRandom random) {

  /** Of integers from −4 to 4. */
  public Matrix integers(int rows, int columns) {
    return Matrix.of(
        rows, columns, random.ints((long) rows * columns, -4, 5).asDoubleStream().toArray());
  }

  /** Of standard normal entries. */
  public Matrix gaussian(int rows, int columns) {
    double[] entries = new double[rows * columns];
    Arrays.setAll(entries, _ -> random.nextGaussian());
    return Matrix.of(rows, columns, entries);
  }

  /** The entries as exact numbers, row by row. */
  public static Dyadic[] dyadics(Matrix matrix) {
    return Arrays.stream(matrix.entries()).mapToObj(Dyadic::of).toArray(Dyadic[]::new);
  }
}
