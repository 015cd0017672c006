package org.noiseproof.criteria;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * How far a direction moves for every unit, in the Frobenius norm, by which its matrix does; ∞
 * where it is not unique.
 *
 * <p>A direction of a norm of singular values is U f(Σ) Vᵀ, and such a function of a matrix has the
 * largest of the divided differences (f_i − f_j)/(σ_i − σ_j) and (f_i + f_j)/(σ_i + σ_j) for its
 * Lipschitz constant, a missing singular value of a matrix that is not square counting as 0
 * (derived: in the bases of U and V the derivative multiplies the symmetric and the skew part of
 * each pair of entries by one of them). So the polar factor has 1/σ_min, the k leading pairs 1/(σ_k
 * − σ_{k+1}).
 */
final class Sensitivity {
  private final double[] values;
  private final boolean square;
  private final int rank;

  private Sensitivity(double[] values, boolean square) {
    this.values = values;
    this.square = square;
    this.rank = values.length;
  }

  /** Of a matrix whose largest entry is moderate. */
  static Sensitivity of(Matrix matrix) {
    return new Sensitivity(singularValues(matrix), matrix.rows() == matrix.columns());
  }

  /** σ₁ ≥ σ₂ ≥ …, as many as the shorter side. */
  static double[] singularValues(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][];
    Arrays.setAll(rows, matrix::row);
    return matrix.largest() == 0
        ? new double[Math.min(matrix.rows(), matrix.columns())]
        : new SingularValueDecomposition(new Array2DRowRealMatrix(rows, false)).getSingularValues();
  }

  /** σ₁. */
  double largest() {
    return values[0];
  }

  /** Of the direction under a norm that is not entry by entry. */
  double of(NormSpec norm) {
    if (values[0] == 0) {
      return Double.POSITIVE_INFINITY;
    }
    if (rank == 1) {
      return 2 / values[0];
    }
    return switch (norm) {
      case Frobenius _ -> 2 / Math.sqrt(Arrays.stream(values).map(x -> x * x).sum());
      case Spectral _ -> polarFactor();
      case Nuclear _ -> leading(1);
      case KyFanDual(int k) -> leading(k);
      case KyFan(int k) -> kyFan(k);
      case Schatten s -> schatten(s);
      case Max _, L1 _ -> throw new IllegalArgumentException(norm + " is entry by entry");
    };
  }

  /** Of the polar factor. */
  double polarFactor() {
    return 1 / values[rank - 1];
  }

  /** Of ‖m‖ in the nuclear norm times the polar factor: the norm moves by √r, the factor is √r. */
  double polarGradient() {
    double nuclear = Arrays.stream(values).sum();
    return rank + (nuclear == 0 ? rank : nuclear * polarFactor());
  }

  private double leading(int k) {
    return k >= rank ? polarFactor() : 1 / (values[k - 1] - values[k]);
  }

  /** Where the two cases of the direction meet, it jumps. */
  private double kyFan(int k) {
    double mean = Arrays.stream(values).sum() / k;
    double jump = (1 + rank) / Math.abs(values[0] - mean);
    return jump + (values[0] > mean ? leading(1) : polarFactor() / k);
  }

  /** Of h(m)/‖h(m)‖, h = σ^{q−1}: what h has, and that once more for each σ in the norm. */
  private double schatten(Schatten norm) {
    double power = norm.conjugate() - 1;
    double q = norm.conjugate();
    double whole = Math.pow(Arrays.stream(values).map(x -> Math.pow(x, q)).sum(), power / q);
    return (1 + rank)
        * lipschitz(x -> Math.pow(x, power), x -> power * Math.pow(x, power - 1))
        / whole;
  }

  /** The largest divided difference. */
  private double lipschitz(DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
    double[] all =
        square ? values : DoubleStream.concat(Arrays.stream(values), DoubleStream.of(0)).toArray();
    double most = 0;
    for (int i = 0; i < rank; i++) {
      most = Math.max(most, derivative.applyAsDouble(all[i]));
      for (int j = i; j < all.length; j++) {
        double difference = all[i] - all[j];
        double sum = all[i] + all[j];
        double fi = f.applyAsDouble(all[i]);
        double fj = f.applyAsDouble(all[j]);
        most = Math.max(most, difference > 0 ? (fi - fj) / difference : 0);
        most = Math.max(most, sum > 0 ? (fi + fj) / sum : 0);
      }
    }
    return most;
  }
}
