package org.noiseproof.fast.cpu;

/**
 * The two kernels in which the time goes, on arrays {@code A} of doubles or of floats. Their bits
 * are a contract, which scalar and vector code of any width meet alike; {@link ScalarRows64} is its
 * readable form.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
interface RowKernels<A> {

  /** Logical lanes: the number of partial sums of a row's squares. A power of two, at least 8. */
  int logicalLanes();

  /**
   * Σ_j x_j² of consecutive rows. Square j is added by one fma to partial sum j mod L, j ascending;
   * the L partial sums are added in halves: l and l + L/2, then l and l + L/4, … Not finite where
   * an entry is not, or where the sum overflows.
   *
   * @param from the first row's first entry
   * @param into the sums, the first row's first
   */
  void sumsOfSquares(A x, int from, int d, int rows, double[] into);

  /**
   * sum_j ← fma(scale_r, x_rj, sum_j) for consecutive rows r, ascending, so that each coordinate is
   * one chain in the order of the rows. A scale is rounded to A's precision first.
   *
   * @param from the first row's first entry
   * @param scales the first row's first
   */
  void accumulate(A sum, A x, int from, int d, int rows, double[] scales);
}
