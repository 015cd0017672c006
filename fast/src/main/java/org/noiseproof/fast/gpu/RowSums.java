package org.noiseproof.fast.gpu;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums over the rows of a batch on the device: of groups of rows, in parts whose sums are summed in
 * turn, and over the entries of each row. No atomics: one order for all devices.
 */
record RowSums(GpuMemory memory, Format format) {

  /**
   * Σ over the rows of each group, over the divisor: a matrix of one row a group.
   *
   * @param kernel sums a part: {@code rows_sum}, {@code rows_weighted_sum}, …
   * @param program where it is
   * @param rows n rows of d columns
   * @param more the kernel's own arguments
   */
  GpuArray over(
      Program program,
      String kernel,
      GpuArray rows,
      int n,
      int d,
      Groups groups,
      double divisor,
      Object... more) {
    LaunchShape shape = LaunchShape.ofRows(groups.longest(), d);
    int parts = shape.parts(groups.longest());
    boolean last = parts == 1;
    GpuArray sums = memory.allocate((long) groups.count() * parts * d, format.bytes());
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                rows,
                n,
                d,
                groups.size(),
                groups.more(),
                shape.team(),
                shape.part(),
                format.argument(last ? divisor : 1),
                sums));
    arguments.addAll(List.of(more));
    int blocks = Math.multiplyExact(Math.ceilDiv(d, shape.team()), groups.count() * parts);
    memory.gpu().launch(program, kernel, blocks, shape.threads(), arguments.toArray());
    return last
        ? sums
        : over(
            Program.ROWS,
            format.kernel("rows_sum"),
            sums,
            groups.count() * parts,
            d,
            Groups.ofSize(groups.count() * parts, parts),
            divisor);
  }

  /** Σ of the partial sums in the rows of a matrix, over the divisor. */
  GpuArray total(GpuArray partial, int parts, int d, double divisor) {
    return over(
        Program.ROWS, format.kernel("rows_sum"), partial, parts, d, Groups.whole(parts), divisor);
  }

  /** The additions behind a sum over so many rows. */
  static int depth(int rows, int d) {
    LaunchShape shape = LaunchShape.ofRows(rows, d);
    int parts = shape.parts(rows);
    return shape.chain(rows) + (parts == 1 ? 0 : depth(parts, d));
  }

  /**
   * Σ over the d entries of each row, in doubles.
   *
   * @param kernel sums a segment: {@code rows_squares}, …
   * @param program where it is
   * @param more the kernel's own arguments
   */
  GpuArray ofEntries(Program program, String kernel, GpuArray rows, int n, int d, Object... more) {
    LaunchShape shape = LaunchShape.ofEntries(n, d);
    int segments = shape.parts(d);
    GpuArray sums = memory.allocate((long) n * segments, Double.BYTES);
    List<Object> arguments = new ArrayList<>(List.of(rows, n, d, shape.team(), shape.part(), sums));
    arguments.addAll(List.of(more));
    int blocks = Math.multiplyExact(Math.ceilDiv(n, shape.teams()), segments);
    memory.gpu().launch(program, kernel, blocks, shape.threads(), arguments.toArray());
    return segments == 1 ? sums : ofEntries(Program.ROWS, "rows_totals_f64", sums, n, segments);
  }

  /** The additions behind a sum over the entries of rows. */
  static int entriesDepth(int n, int d) {
    LaunchShape shape = LaunchShape.ofEntries(n, d);
    int segments = shape.parts(d);
    return shape.entries(d) + (segments == 1 ? 0 : entriesDepth(n, segments));
  }
}
