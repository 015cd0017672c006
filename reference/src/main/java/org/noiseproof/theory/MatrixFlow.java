package org.noiseproof.theory;

import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.noiseproof.exact.Tolerance;

/**
 * Where one-sample SGD of a small rate η goes on the minima UW = V of a {@link MatrixEquilibrium},
 * in the time τ = Σ η² over its steps (derived).
 *
 * <p>SGD stays within O(√η) of the minima, around which it has the covariance ηX, HX + XH = Σ, H
 * the Hessian and Σ the covariance of the gradient. The third derivatives of the mean loss L make a
 * mean force of that, of which what points along the minima, by the projection P, is not undone:
 *
 * <pre>
 * dθ/dτ = −½ P ∇³L[X].
 * </pre>
 *
 * (The projected drift of Katzenberger 1991; of Li, Wang and Arora 2021, arXiv 2110.06914, for SGD:
 * neither was read, the formula is derived.) The charges' mean change is d𝒞/dτ = D(θ), as for one
 * step.
 *
 * <p>D = 0 is therefore necessary for rest where 𝒞 alone says where θ is, and that is so up to
 * rotations (U, W) ↦ (UO, OᵀW). Where the flow turns, dθ/dτ = (UK, −KW) with K antisymmetric, it
 * rests up to rotations with D = 𝒞K − K𝒞 ≠ 0: a relative equilibrium. Only where nothing turns,
 * as for d = 1, for Σ_ε ∝ I, or for V, Σ_x and Σ_ε diagonal together, is that the equilibrium D =
 * 0.
 */
public record MatrixFlow(MatrixEquilibrium problem) {
  private static final double LARGEST_STEP = 1 / 16.0;

  /** dθ/dτ at a minimum. */
  public Factorization velocity(Factorization point) {
    int d = point.width();
    int n = point.inputs();
    int m = point.outputs();
    int size = d * (n + m);
    RealMatrix jacobian = jacobian(point);
    RealMatrix features = MatrixEquilibrium.real(problem.features());
    RealMatrix hessian =
        jacobian.transpose().multiply(kronecker(identity(m), features)).multiply(jacobian);
    RealMatrix noise =
        jacobian
            .transpose()
            .multiply(kronecker(MatrixEquilibrium.real(problem.noise()), features))
            .multiply(jacobian);
    EigenDecomposition eigen =
        new EigenDecomposition(hessian.add(hessian.transpose()).scalarMultiply(0.5));
    double[] values = eigen.getRealEigenvalues();
    double least = Math.sqrt(Tolerance.UNIT_ROUNDOFF) * values[0];
    RealMatrix x = eigen.getVT().multiply(noise).multiply(eigen.getV());
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        boolean across = values[i] > least && values[j] > least;
        x.setEntry(i, j, across ? x.getEntry(i, j) / (values[i] + values[j]) : 0);
      }
    }
    RealVector force =
        force(jacobian, features, eigen.getV().multiply(x).multiply(eigen.getVT()), d, n, m);
    RealVector velocity = new ArrayRealVector(size);
    for (int i = 0; i < size; i++) {
      if (values[i] <= least) {
        RealVector along = eigen.getEigenvector(i);
        velocity.combineToSelf(1, force.dotProduct(along), along);
      }
    }
    return Factorization.of(velocity.toArray(), m, d, n);
  }

  /** Where the flow is after τ. */
  public Factorization after(double tau, Factorization start) {
    long steps = (long) Math.ceil(tau / LARGEST_STEP);
    Factorization point = start;
    for (long i = 0; i < steps; i++) {
      point = step(tau / steps, point);
    }
    return point;
  }

  /** Runge and Kutta's step of fourth order. */
  private Factorization step(double h, Factorization point) {
    Factorization a = velocity(point);
    Factorization b = velocity(point.plus(h / 2, a));
    Factorization c = velocity(point.plus(h / 2, b));
    Factorization e = velocity(point.plus(h, c));
    return point.plus(h / 6, a).plus(h / 3, b).plus(h / 3, c).plus(h / 6, e);
  }

  /** −½∇³L[X], without what is normal to the minima: −E(EΣ_xdWᵀ, dUᵀEΣ_x), E = dU W + U dW. */
  private static RealVector force(
      RealMatrix jacobian, RealMatrix features, RealMatrix x, int d, int n, int m) {
    RealVector force = new ArrayRealVector(d * (n + m));
    for (int b = 0; b < d * (n + m); b++) {
      double[] flat = jacobian.operate(x.getColumn(b));
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double entry = 0; // of EΣ_x
          for (int k = 0; k < n; k++) {
            entry += flat[i * n + k] * features.getEntry(k, j);
          }
          if (b < d * n && b % n == j) {
            force.addToEntry(d * n + i * d + b / n, -entry);
          } else if (b >= d * n && (b - d * n) / d == i) {
            force.addToEntry((b - d * n) % d * n + j, -entry);
          }
        }
      }
    }
    return force;
  }

  /** Of (W, U) ↦ UW, row by row: mn × d(n + m). */
  private static RealMatrix jacobian(Factorization point) {
    int d = point.width();
    int n = point.inputs();
    int m = point.outputs();
    RealMatrix jacobian = MatrixUtils.createRealMatrix(m * n, d * (n + m));
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < d; k++) {
          jacobian.setEntry(i * n + j, k * n + j, point.u().at(i, k));
          jacobian.setEntry(i * n + j, d * n + i * d + k, point.w().at(k, j));
        }
      }
    }
    return jacobian;
  }

  private static RealMatrix kronecker(RealMatrix a, RealMatrix b) {
    int rows = b.getRowDimension();
    RealMatrix product =
        MatrixUtils.createRealMatrix(a.getRowDimension() * rows, a.getRowDimension() * rows);
    for (int i = 0; i < a.getRowDimension(); i++) {
      for (int j = 0; j < a.getRowDimension(); j++) {
        product.setSubMatrix(b.scalarMultiply(a.getEntry(i, j)).getData(), i * rows, j * rows);
      }
    }
    return product;
  }

  private static RealMatrix identity(int size) {
    return MatrixUtils.createRealIdentityMatrix(size);
  }
}
