package org.noiseproof.loss;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.QuadraticForm;

/**
 * An exponential symmetry: ℓ(e^{λA}θ; z) = ℓ(θ; z) for all λ and z, with A = Aᵀ. Its Noether charge
 * is C(θ) = θᵀAθ. Rescaling has A = diag(I, −I), scale invariance A = I.
 *
 * <p>It is what is claimed of a loss; {@code org.noiseproof.symmetry.Invariance} measures whether a
 * loss has it. The eigenvectors of A are computed once, here.
 */
public final class Symmetry {
  /** d, such that d² entries have an index. */
  private static final int MOST = 46_340;

  private final String name;
  private final Matrix generator;
  private final QuadraticForm charge;
  private final List<Double> exponents;
  private final Matrix basis;
  private final boolean isDiagonal;

  /**
   * Of a generator.
   *
   * @param name what a reader calls it
   * @param generator A, d × d, symmetric, 2A finite
   * @throws IllegalArgumentException where A is not; of an antisymmetric one the message says that
   *     its charge is identically 0
   */
  public Symmetry(String name, Matrix generator) {
    this.name = name;
    this.generator = symmetric(generator);
    charge = QuadraticForm.of(this.generator);
    int d = generator.rows();
    isDiagonal = isDiagonal(this.generator);
    if (isDiagonal) {
      exponents = IntStream.range(0, d).mapToObj(j -> this.generator.at(j, j)).toList();
      basis = diagonal(IntStream.range(0, d).mapToDouble(j -> 1).toArray());
    } else {
      EigenDecomposition eigen = new EigenDecomposition(real(this.generator));
      double rounding = Tolerance.gamma((long) d * d, Tolerance.UNIT_ROUNDOFF);
      double floor = rounding * d * this.generator.largest();
      exponents =
          Arrays.stream(eigen.getRealEigenvalues())
              .map(a -> Math.abs(a) <= floor ? 0 : a)
              .boxed()
              .toList();
      basis = Matrix.ofRows(eigen.getV().getData());
    }
  }

  /** With a diagonal generator of these entries, at least one and at most 46340 of them. */
  public static Symmetry diagonal(String name, double... entries) {
    if (entries.length == 0 || entries.length > MOST) {
      throw new IllegalArgumentException(
          "%d entries are out of range: from 1 to %d, of a diagonal"
              .formatted(entries.length, MOST));
    }
    return new Symmetry(name, diagonal(entries));
  }

  /** What a reader calls it. */
  public String name() {
    return name;
  }

  /** A. */
  public Matrix generator() {
    return generator;
  }

  /** d, the length of the points it acts on. */
  public int dimension() {
    return generator.rows();
  }

  /**
   * Whether A is diagonal, its eigenvectors the axes: then nothing is rounded on the way to them.
   */
  public boolean isDiagonal() {
    return isDiagonal;
  }

  /** C as data: θᵀAθ. */
  public QuadraticForm charge() {
    return charge;
  }

  /** C(θ). */
  public double charge(double[] theta) {
    requirePoint(theta);
    return charge.of(theta);
  }

  /**
   * The eigenvalues a_1 … a_d of A: for a diagonal A its entries in their order, otherwise the
   * largest first, and 0 where rounding cannot tell one from 0.
   */
  public List<Double> exponents() {
    return exponents;
  }

  /** V, whose column i is the unit eigenvector of a_i: A = V diag(a) Vᵀ; I for a diagonal A. */
  public Matrix basis() {
    return basis;
  }

  /** Vᵀv: the components of a vector along the eigenvectors. */
  public double[] components(double[] vector) {
    requireLength("vector", vector);
    return turned(vector);
  }

  private double[] turned(double[] vector) {
    return isDiagonal ? vector.clone() : real(basis).preMultiply(vector);
  }

  /** e^{λA}θ, the point of θ's orbit at λ; for a diagonal A coordinate by coordinate. */
  public double[] act(double lambda, double[] theta) {
    requirePoint(theta);
    double[] components = turned(theta);
    for (int i = 0; i < components.length; i++) {
      components[i] *= factor(lambda, i);
    }
    return isDiagonal ? components : real(basis).operate(components);
  }

  /** e^{λA}. */
  public Matrix exponential(double lambda) {
    double[] factors = new double[dimension()];
    Arrays.setAll(factors, i -> factor(lambda, i));
    return basis.times(diagonal(factors)).times(basis.transpose());
  }

  private double factor(double lambda, int i) {
    if (!Double.isFinite(lambda)) {
      throw new IllegalArgumentException("lambda = " + lambda + " is out of range: finite");
    }
    return StrictMath.exp(lambda * exponents.get(i));
  }

  private void requireLength(String what, double[] vector) {
    if (vector.length != dimension()) {
      throw new IllegalArgumentException(
          "%s has %d entries, expected %d".formatted(what, vector.length, dimension()));
    }
  }

  private void requirePoint(double[] theta) {
    requireLength("theta", theta);
    if (!Arrays.stream(theta).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "theta = %s is out of range: finite".formatted(Arrays.toString(theta)));
    }
  }

  private static Matrix symmetric(Matrix a) {
    if (a.rows() != a.columns() || !a.isFinite()) {
      throw new IllegalArgumentException(
          "generator = " + a + " is out of range: finite, square and symmetric");
    }
    if (!a.times(2).isFinite()) {
      throw new IllegalArgumentException(
          "generator = " + a + " is out of range: |entries| < 2^1023, so that 2A is finite");
    }
    Matrix transposed = a.transpose();
    if (a.plus(transposed).largest() == 0 && a.largest() > 0) {
      throw new IllegalArgumentException(
          "generator = "
              + a
              + " is antisymmetric: its charge θᵀAθ is identically 0; expected A = Aᵀ");
    }
    if (a.minus(transposed).largest() > 0) {
      throw new IllegalArgumentException(
          "generator = " + a + " is out of range: symmetric, A = Aᵀ");
    }
    return a.plus(Matrix.zero(a.rows(), a.columns())); // −0 becomes 0
  }

  private static boolean isDiagonal(Matrix a) {
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        if (i != j && a.at(i, j) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static Matrix diagonal(double... entries) {
    double[] all = new double[Math.multiplyExact(entries.length, entries.length)];
    for (int j = 0; j < entries.length; j++) {
      all[j * entries.length + j] = entries[j];
    }
    return Matrix.of(entries.length, entries.length, all);
  }

  private static RealMatrix real(Matrix matrix) {
    return MatrixUtils.createRealMatrix(
        IntStream.range(0, matrix.rows()).mapToObj(matrix::row).toArray(double[][]::new));
  }

  /** Of the same name and generator. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Symmetry that
        && name.equals(that.name)
        && generator.equals(that.generator);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + generator.hashCode();
  }

  @Override
  public String toString() {
    return name + " " + generator;
  }
}
