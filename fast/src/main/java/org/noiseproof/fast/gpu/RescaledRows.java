package org.noiseproof.fast.gpu;

import org.noiseproof.backend.Precision;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.fast.Thresholds;

/**
 * Σ_k f(‖x_k‖) x_k on the device. A row that fits the registers of a block is read once: it stays
 * there between its norm and its sum; a longer one is read twice. NaN where a factor is in doubt,
 * since a norm leaves the range or is too close to the threshold that decides whether the row
 * stays; {@link #careful} then has it from exact arithmetic on the host, the row and nothing else.
 *
 * @param entries what kernels for the rows' own format end in: _f64, _f32 or _bf16
 * @param format that sums are in
 * @param careful whether the host looks at the factors
 */
record RescaledRows(GpuMemory memory, String entries, Format format, boolean careful) {
  private static final int BLOCK = 256;

  /** Of rows in the format that their sums are in. */
  static RescaledRows of(GpuMemory memory, Format format, boolean careful) {
    return new RescaledRows(memory, format.kernel(""), format, careful);
  }

  /** The sum over the divisor. */
  GpuArray sum(GpuArray rows, int n, int d, RowFactor factor, double divisor) {
    if (careful || d > BLOCK * each(format)) {
      return twice(rows, n, d, squares(rows, n, d), factor, divisor);
    }
    LaunchShape shape = LaunchShape.ofRescaled(n, d, each(format));
    int parts = shape.parts(n);
    boolean last = parts == 1;
    GpuArray sums = memory.allocate((long) parts * d, format.bytes());
    memory
        .gpu()
        .launch(
            Program.ROWS,
            "rows_rescaled_sum" + entries,
            parts,
            shape.threads(),
            rows,
            n,
            d,
            shape.team(),
            shape.part(),
            factor.kind(),
            factor.thresholds(memory, n),
            factor.growing() ? 1 : 0,
            slack(factor, n, d),
            format.argument(last ? divisor : 1),
            sums);
    return last ? sums : new RowSums(memory, format).total(sums, parts, d, divisor);
  }

  /** The sum where the norms are known already. */
  GpuArray twice(GpuArray rows, int n, int d, GpuArray squares, RowFactor factor, double divisor) {
    GpuArray factors = factors(squares, n, d, factor);
    RowSums sums = new RowSums(memory, format);
    if (!careful) {
      String kernel = "rows_weighted_sum" + entries;
      return sums.over(Program.ROWS, kernel, rows, n, d, Groups.whole(n), divisor, factors);
    }
    double[] weights = memory.doubles(factors);
    int[] exponents = new int[n];
    for (int k = 0; k < n; k++) {
      if (Double.isNaN(weights[k])) {
        memory.gpu().fallbacks.incrementAndGet();
        Dyadic exact = factor.exactly(k + 1, square(rows, k, d));
        exponents[k] = exact.signum() == 0 ? 0 : exact.binaryExponent();
        weights[k] = exact.scale(-exponents[k]).toDouble();
      }
    }
    return sums.over(
        Program.ROWS,
        "rows_shifted_sum" + entries,
        rows,
        n,
        d,
        Groups.whole(n),
        divisor,
        memory.upload(weights),
        memory.upload(exponents));
  }

  /** ‖x_k‖² of each row, in doubles. */
  GpuArray squares(GpuArray rows, int n, int d) {
    return new RowSums(memory, format)
        .ofEntries(Program.ROWS, "rows_squares" + entries, rows, n, d);
  }

  private GpuArray factors(GpuArray squares, int n, int d, RowFactor factor) {
    GpuArray factors = memory.allocate(n, Double.BYTES);
    memory
        .gpu()
        .launch(
            Program.ROWS,
            format.kernel("rows_factors"),
            Math.ceilDiv(n, BLOCK),
            BLOCK,
            squares,
            n,
            factor.kind(),
            factor.thresholds(memory, n),
            factor.growing() ? 1 : 0,
            slack(factor, n, d),
            factors);
    return factors;
  }

  private Dyadic square(GpuArray rows, int k, int d) {
    ExactSum squares = new ExactSum();
    for (double entry : format.download(memory, rows.part((long) k * d, d))) {
      squares.addProduct(entry, entry);
    }
    return squares.value();
  }

  /** Entries of a row that a thread holds. */
  private static int each(Format format) {
    return switch (format) {
      case FLOAT64 -> 8;
      case FLOAT32 -> 16;
    };
  }

  /** How far a computed τ/‖x‖ may be from the real one, relatively; τ may be a norm, too. */
  private double slack(RowFactor factor, int n, int d) {
    int norms = factor instanceof RowFactor.ClipAtRoot ? 2 : 1;
    return norms * (quotientDepth(format, n, d) + 2) * Tolerance.UNIT_ROUNDOFF;
  }

  /** The roundings in doubles behind τ/‖x‖; the root halves those of the squares' sum. */
  private static int quotientDepth(Format format, int n, int d) {
    int once = d > BLOCK * each(format) ? 0 : LaunchShape.ofRescaled(n, d, each(format)).entries(d);
    int chain = Math.max(once, RowSums.entriesDepth(n, d));
    return (chain + 1) / 2 + 1 + 2 * Thresholds.ULPS + 1;
  }

  /** The roundings behind a factor; close to 1 it is off by as much again. */
  static int factorDepth(Format format, int n, int d) {
    return format.precision() == Precision.FLOAT64 ? 2 * (quotientDepth(format, n, d) + 2) : 2;
  }

  /** The roundings behind a sum of rescaled rows, beside those of the factors. */
  static int depth(Format format, int n, int d) {
    int twice = RowSums.depth(n, d);
    if (d > BLOCK * each(format)) {
      return twice;
    }
    LaunchShape shape = LaunchShape.ofRescaled(n, d, each(format));
    int parts = shape.parts(n);
    return Math.max(twice, shape.chain(n) + (parts == 1 ? 0 : RowSums.depth(parts, d)));
  }
}
