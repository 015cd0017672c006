package org.noiseproof.claim.bias;

import java.util.Arrays;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;

/**
 * A matrix whose singular values and vectors are known, since it is made from them.
 *
 * @param left U, orthonormal columns
 * @param values σ₁ ≥ σ₂ ≥ … ≥ 0
 * @param right V, orthonormal columns
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Prescribed(Matrix left, double[] values, Matrix right) {

  /** Random singular vectors: coordinates after as many reflections as there are values. */
  static Prescribed random(int rows, int columns, RandomStream random, double... values) {
    return new Prescribed(
        orthonormal(rows, values.length, random),
        values,
        orthonormal(columns, values.length, random));
  }

  private static Matrix orthonormal(int dimension, int count, RandomStream random) {
    double[][] vectors = new double[count][dimension];
    for (int i = 0; i < count; i++) {
      vectors[i][i] = 1;
    }
    for (int i = 0; i < count; i++) {
      double[] normal = Vectors.gaussian(dimension, 1, random);
      double[] unit = Vectors.times(1 / Vectors.norm(normal), normal);
      for (int j = 0; j < count; j++) {
        vectors[j] = Vectors.reflect(unit, vectors[j]);
      }
    }
    return Matrix.ofRows(vectors).transpose();
  }

  /** U diag(σ) Vᵀ. */
  Matrix matrix() {
    return weighted(values);
  }

  /** U diag(w) Vᵀ. */
  Matrix weighted(double... weights) {
    double[] diagonal = new double[values.length * values.length];
    for (int i = 0; i < weights.length; i++) {
      diagonal[i * (values.length + 1)] = weights[i];
    }
    Matrix middle = Matrix.of(values.length, values.length, diagonal);
    return left.times(middle).times(right.transpose());
  }

  /** The j leading pairs, Σ_{i ≤ j} u_i v_iᵀ. */
  Matrix pairs(int j) {
    double[] ones = new double[values.length];
    Arrays.fill(ones, 0, j, 1);
    return weighted(ones);
  }

  /** u_i, from 0. */
  double[] left(int i) {
    return left.transpose().row(i);
  }

  /** How many singular values are as large as the first. */
  int multiplicity() {
    int count = 1;
    while (count < values.length && values[count] == values[0]) {
      count++;
    }
    return count;
  }

  /** σ₂/σ₁, σ₂ the first that is smaller than σ₁; 0 where there is none. */
  double kappa() {
    int next = multiplicity();
    return next < values.length ? values[next] / values[0] : 0;
  }

  /** tan of the angle between a vector and the span of the leading left vectors. */
  double tangent(double[] p) {
    double[] beyond = p;
    double along = 0;
    for (int i = 0; i < multiplicity(); i++) {
      double[] u = left(i);
      double share = Vectors.dot(u, p);
      along += share * share;
      beyond = Vectors.minus(beyond, Vectors.times(share, u));
    }
    return Vectors.norm(beyond) / Math.sqrt(along);
  }
}
