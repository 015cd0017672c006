package org.noiseproof.fast.gpu;

import org.noiseproof.fast.gpu.GpuEntries.Largest;

/**
 * The leading singular pair of a matrix on a device, tracked: p ← M Mᵀp/‖M Mᵀp‖ a few times from a
 * vector that was good before, then D = p vᵀ with v = Mᵀp/‖Mᵀp‖. In doubles, of the matrix as it is
 * in the format.
 *
 * @param matrix M
 * @param largest |entry| of M
 */
record GpuPowerIteration(GpuEntries on, GpuMatrix matrix, Largest largest) {
  private static final int COLUMNS = 32;
  private static final int GROUPS = 8;

  /** Where a kernel has nothing to wait for. */
  private static final long ALWAYS = 0;

  /**
   * The pair.
   *
   * @param direction D in the format; 0 where M is
   * @param left p in the format; where M = 0, what it was
   */
  record Pair(GpuArray direction, GpuArray left) {}

  /**
   * From p; where Mᵀp = 0, from the longest column of M, the first of several. Which it is stays on
   * the device: kernels that are not needed end at once.
   *
   * @param before p, an entry a row, in the format
   */
  Pair pair(GpuArray before, int iterations) {
    GpuArray old = on.widened(before);
    GpuArray right = on.doubles(matrix.columns());
    back(old, ALWAYS, right);
    GpuArray enough = on.inDoubles().largest(right).size();
    GpuArray left = started(old, enough);
    back(left, enough, right);
    for (int i = 0; i < iterations; i++) {
      // At length 1 it cannot underflow on the way back, though p may be all but orthogonal.
      left = normalized(image(normalized(right, right)), old);
      back(left, ALWAYS, right);
    }
    GpuArray direction = on.room(matrix.entries().length());
    on.each(
        Program.MATRIX,
        on.format().kernel("matrix_outer"),
        direction.length(),
        left,
        normalized(right, right),
        direction.length(),
        matrix.columns(),
        largest.size(),
        direction);
    return new Pair(direction, on.narrowed(left));
  }

  /** p where Mᵀp is enough, else the longest column, at length 1. */
  private GpuArray started(GpuArray p, GpuArray enough) {
    GpuArray squares = on.doubles(matrix.columns());
    columns("matrix_column_squares", enough, squares);
    Largest longest = on.inDoubles().largest(squares);
    GpuArray column = on.doubles(matrix.rows());
    on.each(
        Program.MATRIX,
        on.format().kernel("matrix_column"),
        matrix.rows(),
        matrix.entries(),
        matrix.rows(),
        matrix.columns(),
        largest.size(),
        longest.first(),
        p,
        enough,
        column);
    return normalized(column, p);
  }

  /** Mᵀp. */
  private void back(GpuArray p, Object unless, GpuArray right) {
    columns("matrix_back", p, unless, right);
  }

  /** M v. */
  private GpuArray image(GpuArray v) {
    GpuArray image = on.doubles(matrix.rows());
    on.gpu()
        .launch(
            Program.MATRIX,
            on.format().kernel("matrix_image"),
            matrix.rows(),
            GpuEntries.threads(matrix.columns()),
            matrix.entries(),
            matrix.columns(),
            largest.size(),
            v,
            image);
    return image;
  }

  /** x/‖x‖; where M = 0, {@code otherwise}. */
  private GpuArray normalized(GpuArray x, GpuArray otherwise) {
    GpuArray unit = on.doubles(x.length());
    on.gpu()
        .launch(
            Program.MATRIX,
            "vector_normalized",
            1,
            GpuEntries.threads(x.length()),
            x,
            (int) x.length(),
            largest.size(),
            otherwise,
            unit);
    return unit;
  }

  private void columns(String kernel, Object... more) {
    Object[] arguments = new Object[4 + more.length];
    arguments[0] = matrix.entries();
    arguments[1] = matrix.rows();
    arguments[2] = matrix.columns();
    arguments[3] = largest.size();
    System.arraycopy(more, 0, arguments, 4, more.length);
    on.gpu()
        .launch(
            Program.MATRIX,
            on.format().kernel(kernel),
            Math.ceilDiv(matrix.columns(), COLUMNS),
            COLUMNS * GROUPS,
            arguments);
  }
}
