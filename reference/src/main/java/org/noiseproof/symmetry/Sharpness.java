package org.noiseproof.symmetry;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.loss.TwiceDifferentiable;
import org.noiseproof.matrix.Matrix;

/**
 * How sharp the population's loss L is at a point.
 *
 * @param hessian H = ∇²L, d × d, finite and symmetric
 */
public record Sharpness(Matrix hessian) {
  /**
   * h is ‖θ‖/√d times this, or this at θ = 0; about u^{1/5}, at which what a difference of fourth
   * order leaves out and what it loses by rounding are alike.
   */
  private static final double STEP = 0x1p-11;

  public Sharpness {
    if (hessian.rows() != hessian.columns()
        || !hessian.isFinite()
        || hessian.minus(hessian.transpose()).largest() > 0) {
      throw new IllegalArgumentException(
          "hessian = " + hessian + " is out of range: finite, square and symmetric");
    }
  }

  /**
   * At θ: the mean of the losses' Hessians where the loss is {@link TwiceDifferentiable}, otherwise
   * differences of the mean gradient, (8(g(θ+he) − g(θ−he)) − (g(θ+2he) − g(θ−2he)))/12h along each
   * axis e, made symmetric. These are exact but for rounding (about 2⁻⁴⁰ of the largest gradient
   * near θ over ‖θ‖/√d) where the gradient is a polynomial of degree 4 or less, and off by O(h⁴)
   * elsewhere; beside a kink of the loss they mean nothing.
   */
  public static Sharpness of(SampleLoss loss, Population population, double[] theta) {
    return loss instanceof TwiceDifferentiable smooth
        ? of(smooth, population, theta)
        : new Sharpness(differences(loss, population, theta));
  }

  private static Sharpness of(TwiceDifferentiable loss, Population population, double[] theta) {
    int d = theta.length;
    Matrix sum = Matrix.zero(d, d);
    for (Sample z : population.samples()) {
      loss.requireFit(theta, z);
      Matrix hessian = loss.hessian(theta.clone(), z);
      if (hessian.rows() != d || hessian.columns() != d) {
        throw new IllegalArgumentException(
            "hessian is %d × %d, expected %d × %d"
                .formatted(hessian.rows(), hessian.columns(), d, d));
      }
      sum = sum.plus(hessian);
    }
    return new Sharpness(sum.times(1.0 / population.size()));
  }

  private static Matrix differences(SampleLoss loss, Population population, double[] theta) {
    for (int k = 0; k < population.size(); k++) {
      GradientNoise.gradient(loss, population.get(k), theta, k); // refused where there is none
    }
    int d = theta.length;
    double length = Math.sqrt(Arrays.stream(theta).map(x -> x * x).sum() / d);
    double h = length == 0 ? STEP : STEP * Math.scalb(1.0, Math.getExponent(length));
    double[][] rows = new double[d][];
    for (int j = 0; j < d; j++) {
      double[] near = difference(loss, population, theta, j, h);
      double[] far = difference(loss, population, theta, j, 2 * h);
      rows[j] = new double[d];
      Arrays.setAll(rows[j], i -> (8 * near[i] - far[i]) / (12 * h));
    }
    Matrix hessian = Matrix.ofRows(rows);
    return hessian.plus(hessian.transpose()).times(0.5);
  }

  /** g(θ + he_j) − g(θ − he_j), g the population's gradient. */
  private static double[] difference(
      SampleLoss loss, Population population, double[] theta, int j, double h) {
    double[] above = theta.clone();
    double[] below = theta.clone();
    above[j] += h;
    below[j] -= h;
    double[] sum = new double[theta.length];
    for (int k = 0; k < population.size(); k++) {
      double[] upper = GradientNoise.gradient(loss, population.get(k), above, k);
      double[] lower = GradientNoise.gradient(loss, population.get(k), below, k);
      Arrays.setAll(sum, i -> sum[i] + (upper[i] - lower[i]));
    }
    return Arrays.stream(sum).map(s -> s / population.size()).toArray();
  }

  /** Tr H. */
  public double trace() {
    return IntStream.range(0, hessian.rows()).mapToDouble(j -> hessian.at(j, j)).sum();
  }

  /** The largest eigenvalue of H: gradient descent is stable up to η = 2 over it. */
  public double largest() {
    double[][] rows =
        IntStream.range(0, hessian.rows()).mapToObj(hessian::row).toArray(double[][]::new);
    double[] eigenvalues =
        new EigenDecomposition(MatrixUtils.createRealMatrix(rows)).getRealEigenvalues();
    return Arrays.stream(eigenvalues).max().orElseThrow();
  }

  /** At e^{λA}θ, if the loss has the symmetry: e^{−λA}He^{−λA}. */
  public Sharpness along(Symmetry symmetry, double lambda) {
    Matrix factor = symmetry.exponential(-lambda);
    Matrix moved = factor.times(hessian).times(factor);
    return new Sharpness(moved.plus(moved.transpose()).times(0.5));
  }

  /**
   * Where on the orbit of this point Tr H(θ_λ) = Σ (VᵀHV)_ii e^{−2λa_i} is least, if the loss has
   * the symmetry: the flattest point of the orbit. It need not be where the noise drives θ. A
   * curvature below {@link Tolerance#CURVATURE} of the largest counts as none, so ask from a point
   * that is not far out on its orbit.
   *
   * @throws IllegalArgumentException where H curves downwards along an eigenvector of A, so that
   *     the trace is not convex; at a minimum it does not
   */
  public OrbitEquilibrium flattest(Symmetry symmetry) {
    double[] curvatures = Eigenframe.diagonal(symmetry, hessian);
    double floor = Tolerance.CURVATURE * hessian.largest();
    for (int i = 0; i < curvatures.length; i++) {
      if (curvatures[i] < -floor) {
        throw new IllegalArgumentException(
            "the curvature along eigenvector %d of the generator is %s, expected at least 0"
                .formatted(i, curvatures[i]));
      }
      curvatures[i] = curvatures[i] <= floor ? 0 : curvatures[i];
    }
    return Eigenframe.sum(symmetry, curvatures, -2).least();
  }
}
