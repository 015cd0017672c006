package org.noiseproof.loss;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.QuadraticForm;

/**
 * An exponential symmetry: ℓ(e^{λA}θ; z) = ℓ(θ; z) for all λ and z, with A = Aᵀ. Its Noether charge
 * is C(θ) = θᵀAθ. Rescaling has A = diag(I, −I), scale invariance A = I.
 *
 * @param name what a reader calls it
 * @param generator A, d × d and symmetric
 */
public record Symmetry(String name, Matrix generator) {
  public Symmetry {
    QuadraticForm.requireSymmetric("generator", generator);
  }

  /** With a diagonal generator. */
  public static Symmetry diagonal(String name, double... entries) {
    Matrix generator = Matrix.zero(entries.length, entries.length);
    double[] all = generator.entries();
    for (int j = 0; j < entries.length; j++) {
      all[j * entries.length + j] = entries[j];
    }
    return new Symmetry(name, Matrix.of(entries.length, entries.length, all));
  }

  /** C as data: θᵀAθ. */
  public QuadraticForm charge() {
    return QuadraticForm.of(generator);
  }

  /** C(θ). */
  public double charge(double[] theta) {
    return charge().of(theta);
  }

  /** e^{λA}θ, the point of θ's orbit at λ; through the eigenvectors of A, to rounding. */
  public double[] act(double lambda, double[] theta) {
    EigenDecomposition eigen =
        new EigenDecomposition(
            MatrixUtils.createRealMatrix(
                IntStream.range(0, generator.rows())
                    .mapToObj(generator::row)
                    .toArray(double[][]::new)));
    double[] coordinates = eigen.getVT().operate(theta);
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] *= StrictMath.exp(lambda * eigen.getRealEigenvalue(i));
    }
    return eigen.getV().operate(coordinates);
  }
}
