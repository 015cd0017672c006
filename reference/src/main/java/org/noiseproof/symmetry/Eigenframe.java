package org.noiseproof.symmetry;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.symmetry.ExponentialSum.Term;

/** Positive semidefinite matrices and points, seen from the eigenvectors of a generator. */
final class Eigenframe {
  private Eigenframe() {}

  /** (VᵀBV)_ii, with 0 for what rounding cannot tell from it: nothing where V = I. */
  static double[] diagonal(Symmetry symmetry, Matrix b) {
    Matrix v = symmetry.basis();
    if (b.rows() != v.rows() || b.columns() != v.rows()) {
      throw new IllegalArgumentException(
          "generator is %d × %d, the matrix %d × %d"
              .formatted(v.rows(), v.rows(), b.rows(), b.columns()));
    }
    Matrix turned = v.transpose().times(b).times(v);
    double[] diagonal = new double[v.rows()];
    double floor = rounding(symmetry) * b.largest() * v.rows();
    for (int i = 0; i < diagonal.length; i++) {
      double entry = turned.at(i, i);
      diagonal[i] = Math.abs(entry) <= floor ? 0 : entry;
    }
    return diagonal;
  }

  /** (Vᵀθ)_i², with 0 for what rounding cannot tell from it: nothing where V = I. */
  static double[] squares(Symmetry symmetry, double[] theta) {
    double[] squares = symmetry.components(theta);
    double most = 0;
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
      most = Math.max(most, squares[i]);
    }
    double floor = rounding(symmetry) * rounding(symmetry) * most;
    for (int i = 0; i < squares.length; i++) {
      squares[i] = squares[i] <= floor ? 0 : squares[i];
    }
    return squares;
  }

  /** Σ w_i e^{factor · a_i λ}, a_i the eigenvalues of the generator. */
  static ExponentialSum sum(Symmetry symmetry, double[] weights, double factor) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      terms.add(new Term(weights[i], factor * symmetry.exponents().get(i)));
    }
    return new ExponentialSum(terms);
  }

  private static double rounding(Symmetry symmetry) {
    long d = symmetry.dimension();
    return symmetry.isDiagonal() ? 0 : Tolerance.gamma(d * d, Tolerance.UNIT_ROUNDOFF);
  }
}
