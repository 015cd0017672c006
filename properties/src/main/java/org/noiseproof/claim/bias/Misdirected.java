package org.noiseproof.claim.bias;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;

/** Wrong directions of steepest descent, and backends that take them for the right ones. */
final class Misdirected {
  private Misdirected() {}

  /** A wrong direction. */
  interface Rule {
    Matrix direction(Backend right, NormSpec norm, Matrix gradient);
  }

  /** Uphill. */
  static final Rule WRONG_SIGN =
      (right, norm, gradient) -> steepest(right, norm, gradient).times(-1);

  /** The last singular pair with σ &gt; 0 up to rounding, for the first. */
  static final Rule BOTTOM_PAIR =
      (_, _, gradient) -> {
        SingularValueDecomposition svd = svd(gradient);
        int last = Math.max(svd.getRank(), 1) - 1;
        return pair(svd, last, last);
      };

  /** The second singular pair for the first. */
  static final Rule SECOND_PAIR = (_, _, gradient) -> pair(svd(gradient), 1, 1);

  /** u₁v₂ᵀ: vectors of different pairs. */
  static final Rule MIXED_PAIR = (_, _, gradient) -> pair(svd(gradient), 0, 1);

  /** The direction of another norm, at length 1 in the right one. */
  static Rule of(NormSpec other) {
    return (right, norm, gradient) -> {
      Matrix direction = steepest(right, other, gradient);
      double length = right.norm(norm).orElseThrow().of(direction);
      return length == 0 ? direction : direction.times(1 / length);
    };
  }

  private static Matrix steepest(Backend right, NormSpec norm, Matrix gradient) {
    return right.norm(norm).orElseThrow().direction(gradient).matrix();
  }

  private static SingularValueDecomposition svd(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix.row(i);
    }
    return new SingularValueDecomposition(new Array2DRowRealMatrix(rows, false));
  }

  private static Matrix pair(SingularValueDecomposition svd, int left, int right) {
    double[] u = svd.getU().getColumn(left);
    double[] v = svd.getV().getColumn(right);
    return Matrix.of(u.length, 1, u).times(Matrix.of(1, v.length, v));
  }

  /** The backend whose steepest descent goes in that direction. */
  static Backend by(Rule rule, Backend right) {
    return new Counterfeit(
        right, (backend, spec, m, _) -> Wrong.of(rule.direction(backend, ((Nsd) spec).norm(), m)));
  }
}
