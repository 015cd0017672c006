package org.noiseproof.fast.gpu;

import org.noiseproof.fast.gpu.GpuEntries.Largest;

/**
 * Muon's iteration on a device: X₀ = M/‖M‖_F, X ← aX + b(XXᵀ)X + c(XXᵀ)²X with (a, b, c) = (3.4445,
 * −4.7750, 2.0315) (Jordan and others, 2024), three products a step, all in the format. The
 * polynomial is one of the smaller of XXᵀ and XᵀX; both it and its square are symmetric to the bit.
 */
final class GpuNewtonSchulz {
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;

  private GpuNewtonSchulz() {}

  /** X_K, row by row, in an array of its own; 0 of 0. */
  static GpuArray of(GpuEntries on, GpuMatrix m, int steps, Largest largest) {
    int rows = m.rows();
    int columns = m.columns();
    GpuGemm gemm = new GpuGemm(on.gpu(), on.format());
    boolean wide = rows <= columns;
    int side = Math.min(rows, columns);
    GpuArray square = on.room((long) side * side);
    GpuArray polynomial = on.room((long) side * side);
    GpuMatrix squared = GpuMatrix.of(square, side, side);
    GpuMatrix factor = GpuMatrix.of(polynomial, side, side);
    GpuArray x = on.normalized(m.entries(), largest);
    GpuArray next = on.room(m.entries().length());
    for (int step = 0; step < steps; step++) {
      GpuMatrix now = GpuMatrix.of(x, rows, columns);
      GpuMatrix first = wide ? now : now.transposed();
      gemm.multiplySymmetric(first, first.transposed(), 1, 0, square, square);
      gemm.multiplySymmetric(squared, squared, C, B, square, polynomial);
      gemm.multiply(wide ? factor : now, wide ? now : factor, 1, A, x, next);
      GpuArray last = x;
      x = next;
      next = last;
    }
    return x;
  }

  /** The roundings of K steps on so many entries: those of the norm, and of three sums a step. */
  static int depth(int entries, int steps) {
    // The longest of the three chains are rows + columns + min(rows, columns) ≤ entries + 3 terms.
    long chain = GpuEntries.depth(Math.max(1, entries)) + 4L + steps * (entries + 8L);
    return (int) Math.min(chain, Integer.MAX_VALUE);
  }
}
