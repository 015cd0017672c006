package org.noiseproof.fast.matrix;

/**
 * A matrix in an array, not copied: entry (i, j) is {@code entries[i · rowStride + j ·
 * columnStride]}.
 *
 * @param rows ≥ 0
 * @param columns ≥ 0
 */
@SuppressWarnings("ArrayRecordComponent") // a view: never compared
public record MatrixView(double[] entries, int rows, int columns, int rowStride, int columnStride) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException where one is negative, or the last entry is beyond the array
   */
  public MatrixView {
    boolean empty = rows == 0 || columns == 0;
    long last = (rows - 1L) * rowStride + (columns - 1L) * columnStride;
    boolean inside = rowStride >= 0 && columnStride >= 0 && last < entries.length;
    if (rows < 0 || columns < 0 || !(empty || inside)) {
      throw new IllegalArgumentException(
          "a %d × %d matrix at strides %d and %d in %d entries"
              .formatted(rows, columns, rowStride, columnStride, entries.length));
    }
  }

  /** Row by row. */
  public static MatrixView of(double[] entries, int rows, int columns) {
    return new MatrixView(entries, rows, columns, columns, 1);
  }

  /** Rows and columns exchanged, in the same array. */
  public MatrixView transposed() {
    return new MatrixView(entries, columns, rows, columnStride, rowStride);
  }
}
