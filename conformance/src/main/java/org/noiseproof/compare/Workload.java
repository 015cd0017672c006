package org.noiseproof.compare;

import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;

/**
 * What is timed: one estimate from a batch, or one step of an optimizer.
 *
 * @param spec of an estimator or an optimizer
 * @param rows samples of the batch; rows of the matrix of parameters, or parameters of a vector
 * @param columns coordinates of a sample; columns of the matrix, or 1 of a vector
 */
public record Workload(Spec spec, int rows, int columns) {
  /** Beyond so many entries no array of doubles is in a second-level cache. */
  private static final int CACHED = 1 << 16;

  /**
   * Refuses what cannot be timed.
   *
   * @throws IllegalArgumentException where there is no row or no column, or too many of both, or
   *     the spec is of something else
   */
  public Workload {
    if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE / Double.BYTES) {
      throw new IllegalArgumentException(
          "size %d × %d is out of range: at least 1 × 1, at most 2²⁸ entries"
              .formatted(rows, columns));
    }
    if (!(spec instanceof EstimatorSpec || spec instanceof OptimizerSpec)) {
      throw new IllegalArgumentException(
          "spec of type %s is out of range: an estimator's or an optimizer's"
              .formatted(SpecJson.type(spec)));
    }
  }

  /** The spec's type: {@code adam}. */
  public String type() {
    return SpecJson.type(spec);
  }

  /** {@code 64 × 1024}; the number of parameters of a vector. */
  public String size() {
    return columns == 1 ? Integer.toString(rows) : rows + " × " + columns;
  }

  /** Whether the entries are few enough for a cache. */
  public boolean isInCache() {
    return (long) rows * columns <= CACHED;
  }

  /** What it is timed on, in a history as in a message. */
  @Override
  public String toString() {
    return SpecJson.write(spec) + " on " + size();
  }
}
