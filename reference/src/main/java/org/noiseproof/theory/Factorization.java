package org.noiseproof.theory;

import java.util.Arrays;
import org.noiseproof.matrix.Matrix;

/**
 * The two layers of x ↦ UWx.
 *
 * @param u U, m × d
 * @param w W, d × n
 */
public record Factorization(Matrix u, Matrix w) {
  public Factorization {
    if (u.columns() != w.rows()) {
      throw new IllegalArgumentException(
          "u is %d × %d, w is %d × %d: expected U W"
              .formatted(u.rows(), u.columns(), w.rows(), w.columns()));
    }
  }

  /**
   * The layers of θ = (W, U), each row by row, as {@code DeepLinear.of(n, d, m)} has them.
   *
   * @param m outputs
   * @param d hidden units
   * @param n inputs
   */
  public static Factorization of(double[] theta, int m, int d, int n) {
    if (theta.length != d * (n + m)) {
      throw new IllegalArgumentException(
          "theta has %d entries, expected %d".formatted(theta.length, d * (n + m)));
    }
    return new Factorization(
        Matrix.of(m, d, Arrays.copyOfRange(theta, d * n, theta.length)),
        Matrix.of(d, n, Arrays.copyOfRange(theta, 0, d * n)));
  }

  /** m. */
  public int outputs() {
    return u.rows();
  }

  /** d. */
  public int width() {
    return u.columns();
  }

  /** n. */
  public int inputs() {
    return w.columns();
  }

  /** θ = (W, U). */
  public double[] parameters() {
    double[] theta = Arrays.copyOf(w.entries(), width() * (inputs() + outputs()));
    System.arraycopy(u.entries(), 0, theta, width() * inputs(), width() * outputs());
    return theta;
  }

  /** UW. */
  public Matrix product() {
    return u.times(w);
  }

  /** 𝒞 = UᵀU − WWᵀ: Tr[K𝒞] is the charge of the generator (U, W) ↦ (UK, −KW), K symmetric. */
  public Matrix charge() {
    return u.transpose().times(u).minus(w.times(w.transpose()));
  }

  /** (UB, B⁻¹W), another point of the orbit; B⁻¹ is given, and not checked. */
  public Factorization moved(Matrix b, Matrix inverse) {
    return new Factorization(u.times(b), inverse.times(w));
  }

  /** (e^λ U, e^{−λ} W). */
  public Factorization scaled(double lambda) {
    return new Factorization(u.times(StrictMath.exp(lambda)), w.times(StrictMath.exp(-lambda)));
  }

  /** This + factor · that, entry by entry. */
  Factorization plus(double factor, Factorization that) {
    return new Factorization(u.plus(that.u.times(factor)), w.plus(that.w.times(factor)));
  }
}
