package org.noiseproof.matrix;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * A matrix of doubles, immutable. Its entries are row-major, as they are in gradients, parameters
 * and buffers. What it computes is in plain double arithmetic, left to right.
 */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final double[] entries;

  private Matrix(int rows, int columns, double[] entries) {
    this.rows = rows;
    this.columns = columns;
    this.entries = entries;
  }

  /**
   * The matrix with these entries, row by row; they are copied.
   *
   * @throws IllegalArgumentException where a size is below 1, or their product is not the number of
   *     entries
   */
  public static Matrix of(int rows, int columns, double... entries) {
    if (rows < 1 || columns < 1 || (long) rows * columns != entries.length) {
      throw new IllegalArgumentException(
          "%d entries for a %d × %d matrix".formatted(entries.length, rows, columns));
    }
    return new Matrix(rows, columns, entries.clone());
  }

  /**
   * The matrix with these rows.
   *
   * @throws IllegalArgumentException where there are none, or they have different lengths
   */
  public static Matrix ofRows(double[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] entries = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row %d has %d entries, expected %d".formatted(i, rows[i].length, columns));
      }
      System.arraycopy(rows[i], 0, entries, i * columns, columns);
    }
    return of(rows.length, columns, entries);
  }

  /** All zeros. */
  public static Matrix zero(int rows, int columns) {
    return of(rows, columns, new double[Math.multiplyExact(rows, columns)]);
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** The entry of row i and column j, both from 0. */
  public double at(int i, int j) {
    return entries[i * columns + j];
  }

  /** A copy of the entries, row by row. */
  public double[] entries() {
    return entries.clone();
  }

  /** A copy of a row, from 0. */
  public double[] row(int i) {
    return Arrays.copyOfRange(entries, i * columns, (i + 1) * columns);
  }

  /** Whether every entry is finite. */
  public boolean isFinite() {
    return Arrays.stream(entries).allMatch(Double::isFinite);
  }

  /** The largest |entry|. */
  public double largest() {
    return Arrays.stream(entries).map(Math::abs).max().orElseThrow();
  }

  /** Rows and columns exchanged. */
  public Matrix transpose() {
    double[] transposed = new double[entries.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = at(i, j);
      }
    }
    return new Matrix(columns, rows, transposed);
  }

  /** This + that. */
  public Matrix plus(Matrix that) {
    return zip(that, Double::sum);
  }

  /** This − that. */
  public Matrix minus(Matrix that) {
    return zip(that, (a, b) -> a - b);
  }

  /** Every entry times the factor. */
  public Matrix times(double factor) {
    return new Matrix(rows, columns, Arrays.stream(entries).map(x -> factor * x).toArray());
  }

  /** The matrix product. */
  public Matrix times(Matrix that) {
    if (columns != that.rows) {
      throw new IllegalArgumentException(
          "a %d × %d matrix times a %d × %d one".formatted(rows, columns, that.rows, that.columns));
    }
    double[] product = new double[Math.multiplyExact(rows, that.columns)];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        for (int j = 0; j < that.columns; j++) {
          product[i * that.columns + j] += at(i, k) * that.at(k, j);
        }
      }
    }
    return new Matrix(rows, that.columns, product);
  }

  /** ⟨this, that⟩ = Σ of the products of entries. */
  public double inner(Matrix that) {
    requireShapeOf(that);
    double sum = 0;
    for (int e = 0; e < entries.length; e++) {
      sum += entries[e] * that.entries[e];
    }
    return sum;
  }

  private Matrix zip(Matrix that, DoubleBinaryOperator operator) {
    requireShapeOf(that);
    double[] zipped = new double[entries.length];
    Arrays.setAll(zipped, e -> operator.applyAsDouble(entries[e], that.entries[e]));
    return new Matrix(rows, columns, zipped);
  }

  private void requireShapeOf(Matrix that) {
    if (rows != that.rows || columns != that.columns) {
      throw new IllegalArgumentException(
          "a %d × %d matrix beside a %d × %d one"
              .formatted(rows, columns, that.rows, that.columns));
    }
  }

  /** Equal to the bit: −0 differs from 0. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(entries, that.entries);
  }

  @Override
  public int hashCode() {
    return 31 * rows + Arrays.hashCode(entries);
  }

  /** As JSON writes it: {@code [[1.0, 2.0], [3.0, 4.0]]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < rows; i++) {
      text.append(i == 0 ? "" : ", ").append(Arrays.toString(row(i)));
    }
    return text.append(']').toString();
  }
}
