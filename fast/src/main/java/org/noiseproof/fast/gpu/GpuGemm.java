package org.noiseproof.fast.gpu;

/**
 * Products of matrices on a device. Their bits are a contract, whatever the grid: an entry of A B
 * is the chain s ← fma(a_ik, b_kj, s), k ascending from s = 0, as in {@link
 * org.noiseproof.fast.matrix.Gemm}, within γ_K Σ_k |a_ik| |b_kj| of its real value, K the length of
 * the chain (Higham 2002, §3.1). NaN and infinity go in and come out.
 *
 * @param gpu where
 * @param format of all matrices
 */
public record GpuGemm(Gpu gpu, Format format) {
  /** Rows and columns of C that a block computes, and its threads. */
  private static final int TILE = 64;

  private static final int THREADS = 256;

  /**
   * C ← A B, row by row.
   *
   * @param c neither A's array nor B's
   * @throws IllegalArgumentException where A has not as many columns as B has rows, or C not as
   *     many entries as the product
   */
  public void multiply(GpuMatrix a, GpuMatrix b, GpuArray c) {
    launch(a, b, 1, 0, c, false, c);
  }

  /**
   * C ← αA B + βD, by one product αs and one fused operation more an entry.
   *
   * @param d row by row, as C is
   * @throws IllegalArgumentException as {@link #multiply}
   */
  public void multiply(
      GpuMatrix a, GpuMatrix b, double alpha, double beta, GpuArray d, GpuArray c) {
    launch(a, b, alpha, beta, d, false, c);
  }

  /**
   * The same where A B and D are symmetric to the bit, as A Aᵀ is and the square of a symmetric A:
   * half the work, the same bits.
   *
   * @throws IllegalArgumentException as {@link #multiply}
   */
  void multiplySymmetric(
      GpuMatrix a, GpuMatrix b, double alpha, double beta, GpuArray d, GpuArray c) {
    launch(a, b, alpha, beta, d, true, c);
  }

  private void launch(
      GpuMatrix a,
      GpuMatrix b,
      double alpha,
      double beta,
      GpuArray d,
      boolean symmetric,
      GpuArray c) {
    if (a.columns() != b.rows() || c.length() != (long) a.rows() * b.columns()) {
      throw new IllegalArgumentException(
          "a %d × %d matrix times a %d × %d one into %d entries"
              .formatted(a.rows(), a.columns(), b.rows(), b.columns(), c.length()));
    }
    gpu.launch(
        Program.PRODUCTS,
        format.kernel("product"),
        Math.multiplyExact(Math.ceilDiv(a.rows(), TILE), Math.ceilDiv(b.columns(), TILE)),
        THREADS,
        a.entries(),
        a.rowStride(),
        a.columnStride(),
        b.entries(),
        b.rowStride(),
        b.columnStride(),
        a.rows(),
        b.columns(),
        a.columns(),
        format.argument(alpha),
        format.argument(beta),
        d,
        symmetric ? 1 : 0,
        c);
  }
}
