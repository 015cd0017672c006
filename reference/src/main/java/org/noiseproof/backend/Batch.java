package org.noiseproof.backend;

import java.util.Arrays;

/**
 * n per-sample gradients of d coordinates, row-major, one row a sample: a view of the caller's
 * array, not a copy, since batches are what memory bandwidth is spent on.
 */
public final class Batch {
  private final int samples;
  private final int dimension;
  private final double[] values;

  private Batch(int samples, int dimension, double[] values) {
    this.samples = samples;
    this.dimension = dimension;
    this.values = values;
  }

  /**
   * A view of a row-major array.
   *
   * @throws IllegalArgumentException where there is no row or no column, or the array's length is
   *     not n · d
   */
  public static Batch of(int samples, int dimension, double[] values) {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "the batch is empty: samples = " + samples + ", expected at least 1");
    }
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension = " + dimension + ", expected at least 1");
    }
    if (values.length != (long) samples * dimension) {
      throw new IllegalArgumentException(
          "%d values for a batch of %d × %d".formatted(values.length, samples, dimension));
    }
    return new Batch(samples, dimension, values);
  }

  /**
   * A batch of these rows, copied.
   *
   * @throws IllegalArgumentException where there is none, or they differ in length
   */
  public static Batch ofRows(double[]... rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("the batch is empty: no rows, expected at least 1");
    }
    int dimension = rows[0].length;
    double[] values = new double[Math.multiplyExact(rows.length, dimension)];
    for (int k = 0; k < rows.length; k++) {
      if (rows[k].length != dimension) {
        throw new IllegalArgumentException(
            "row %d has %d entries, expected %d as row 0".formatted(k, rows[k].length, dimension));
      }
      System.arraycopy(rows[k], 0, values, k * dimension, dimension);
    }
    return of(rows.length, dimension, values);
  }

  /** n. */
  public int samples() {
    return samples;
  }

  /** d. */
  public int dimension() {
    return dimension;
  }

  /** Entry j of row k, both from 0. */
  public double at(int row, int column) {
    return values[row * dimension + column];
  }

  /** A copy of row k, from 0. */
  public double[] row(int row) {
    return Arrays.copyOfRange(values, row * dimension, (row + 1) * dimension);
  }

  /** The row-major array itself, for kernels that read it. */
  public double[] values() {
    return values;
  }

  /**
   * This batch, all of whose entries are finite.
   *
   * @throws IllegalArgumentException that names the first entry that is not, by row and column from
   *     0
   */
  public Batch requireFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "gradients: row %d, column %d is %s, expected a finite number"
                .formatted(i / dimension, i % dimension, values[i]));
      }
    }
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int k = 0; k < samples; k++) {
      text.append(k == 0 ? "" : ", ").append(Arrays.toString(row(k)));
    }
    return text.append("]").toString();
  }
}
