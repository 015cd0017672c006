package org.noiseproof.criteria;

import org.noiseproof.matrix.Matrix;

/**
 * The left vector p that nucgd's power iterations track, and how far off it may be, in units of γ.
 * Of p ← m mᵀp/‖m mᵀp‖ an error e in p and γ‖G‖ in m make σ₁²e + 2σ₁γ‖G‖ in the numerator, to first
 * order, and that divided by ‖m mᵀp‖ in the quotient, and one rounding more (derived).
 */
final class Tracking {
  private Matrix p;
  private double error;

  Tracking(int rows) {
    p = Matrix.zero(rows, 1);
  }

  /**
   * A step of so many iterations.
   *
   * @return how far off the direction p vᵀ may be
   */
  double step(Matrix m, double terms, int iterations) {
    if (m.largest() == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double most = Sensitivity.of(m).largest();
    Matrix back = m.transpose();
    if (back.times(p).largest() == 0) {
      start(m, terms);
    }
    for (int q = 0; q < iterations; q++) {
      Matrix image = m.times(back.times(p));
      double length = norm(image);
      error = 1 + (most * most * error + 2 * most * terms) / length;
      p = image.times(1 / length);
    }
    return 1 + error + (most * error + terms) / norm(back.times(p));
  }

  /** At the longest column, which is not unique where another is as long. */
  private void start(Matrix m, double terms) {
    Matrix columns = m.transpose();
    Matrix longest = Matrix.zero(1, m.rows());
    double second = 0;
    for (int j = 0; j < m.columns(); j++) {
      Matrix column = Matrix.of(1, m.rows(), columns.row(j));
      if (norm(column) > norm(longest)) {
        second = norm(longest);
        longest = column;
      } else if (!column.equals(longest)) {
        second = Math.max(second, norm(column));
      }
    }
    double length = norm(longest);
    error = 1 + 2 * terms / length + 2 * terms / (length - second);
    p = longest.transpose().times(1 / length);
  }

  private static double norm(Matrix matrix) {
    return Math.sqrt(matrix.inner(matrix));
  }
}
