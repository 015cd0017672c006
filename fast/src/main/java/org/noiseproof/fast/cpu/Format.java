package org.noiseproof.fast.cpu;

import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Precision;

/**
 * Arrays {@code A} of one floating-point format and what is done to them entry by entry. The loops
 * are plain: the compiler vectorises them without changing a bit, and they run at the speed of
 * memory.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
interface Format<A> {

  /** The format. */
  Precision precision();

  /** The smallest normal number: below it a factor would lose bits. */
  double smallestNormal();

  /** The kernels for rows. */
  RowKernels<A> rows();

  /** The kernels for optimizers. */
  Updates<A> updates();

  /** The kernels for optimizers that divide by what they remember. */
  AdaptiveUpdates<A> adaptive();

  /** d zeros. */
  A zeros(int d);

  /**
   * A batch's entries in this format, row-major.
   *
   * @throws IllegalArgumentException that names the first entry that is beyond the format's range
   */
  A rounded(Batch gradients);

  /** Entry i. */
  double get(A x, int i);

  /** x_i ← value, rounded to this format. */
  void set(A x, int i, double value);

  /** The same values as doubles. */
  double[] widened(A x);

  /** Each value rounded to this format. */
  A narrowed(double[] x);

  /** sum_j ← sum_j + x_j. */
  void add(A sum, A x);

  /** sum_j ← sum_j + |x_{from+j}|. */
  void addAbsolute(A sum, A x, int from);

  /**
   * sum_j ← sum_j + max(−τ, min(τ, x_{from+j})), and NaN where the entry is not finite, which
   * clipping alone would hide.
   */
  void addClipped(A sum, A x, int from, double threshold);

  /** x_j ← x_j / divisor. */
  void divide(A x, double divisor);

  /** x_{from+j} · 2ᵉ, a new array of length d. */
  A scaled(A x, int from, int d, int exponent);
}
