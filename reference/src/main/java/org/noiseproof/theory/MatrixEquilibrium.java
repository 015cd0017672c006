package org.noiseproof.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.QuadraticForm;

/**
 * ½‖UWx − y‖² with y = Vx + ε, ε independent of x and of mean zero: where one-sample SGD at UW = V
 * changes no charge in the mean.
 *
 * <p>With r = UWx − y, Γ_W = E[‖r‖²xxᵀ] and Γ_U = E[‖x‖²rrᵀ], the mean change of 𝒞 = UᵀU − WWᵀ in
 * a step of rate η is η²(WΓ_WWᵀ − UᵀΓ_UU). It vanishes where UᵀΣ_εU/Tr Σ_ε = WΣ_xWᵀ/Tr Σ_x.
 *
 * <pre>
 * Tr UᵀPU + Tr WQWᵀ over UW = V is least, 2‖P^½VQ^½‖_*, at U = P^{−½}L s^½, W = s^½RᵀQ^{−½},
 * P^½VQ^½ = L s Rᵀ (singular values), and at (UO, OᵀW), O orthogonal, alone.
 * </pre>
 *
 * With P = Tr Σ_x Σ_ε and Q = Tr Σ_ε Σ_x that is E‖ĝ‖², least where no charge drifts; with P = Tr
 * Σ_x I and Q = m Σ_x it is the trace of the Hessian. The two are proportional where Σ_ε ∝ I.
 *
 * <p>The condition is the special case for this model of Ziyin, Wang, Li and Wu (2024), arXiv
 * 2402.07193, as far as its abstract and captions say; closed forms derived. Where SGD comes to
 * rest is another question: {@link MatrixFlow}.
 *
 * @param target V, m × n
 * @param features Σ_x, n × n, positive definite
 * @param noise Σ_ε, m × m, positive definite
 * @param width d ≥ rank V; hidden units beyond the rank are silent, U and W zero there
 */
public record MatrixEquilibrium(Matrix target, Matrix features, Matrix noise, int width) {
  public MatrixEquilibrium {
    if (!target.isFinite()) {
      throw new IllegalArgumentException("target = " + target + " is out of range: finite");
    }
    QuadraticForm.requireSymmetric("features", features);
    QuadraticForm.requireSymmetric("noise", noise);
    if (features.rows() != target.columns() || noise.rows() != target.rows()) {
      throw new IllegalArgumentException(
          "target is %d × %d, features %d × %d, noise %d × %d"
              .formatted(
                  target.rows(),
                  target.columns(),
                  features.rows(),
                  features.rows(),
                  noise.rows(),
                  noise.rows()));
    }
    requireDefinite("features", features, "a feature that never varies says nothing of its weight");
    requireDefinite("noise", noise, "U grows without end in a direction that has no noise");
    int rank = svd(real(target)).getRank();
    Argument.require(width >= rank && width >= 1, "width", width, "width ≥ " + rank + ", rank V");
  }

  /** With x_j = ±a_j and ε_i = ±b_i: Σ_x = diag(a²), Σ_ε = diag(b²). */
  public static MatrixEquilibrium of(Matrix target, double[] scales, double[] noise, int width) {
    return new MatrixEquilibrium(target, squares("scales", scales), squares("noise", noise), width);
  }

  /** (U*, W*): no charge drifts. */
  public Factorization equilibrium() {
    return least(noise.times(trace(features)), features.times(trace(noise)));
  }

  /** The least trace of the Hessian among all minima. */
  public Factorization flattest() {
    return least(identity(noise.rows()).times(trace(features)), features.times(noise.rows()));
  }

  /** UᵀU = WWᵀ: ‖U‖² + ‖W‖² is least, which gradient noise does not care for. */
  public Factorization balancedNorms() {
    return least(identity(noise.rows()), identity(features.rows()));
  }

  /** min E‖ĝ‖² = 2√(Tr Σ_x Tr Σ_ε) ‖Σ_ε^½VΣ_x^½‖_*, at the equilibrium. */
  public double leastNoise() {
    return 2 * total(noise.times(trace(features)), features.times(trace(noise)));
  }

  /** min Tr H = 2√(m Tr Σ_x) ‖VΣ_x^½‖_*, at the flattest point. */
  public double leastSharpness() {
    return 2 * total(identity(noise.rows()).times(trace(features)), features.times(noise.rows()));
  }

  /**
   * s, descending: at the equilibrium E[hhᵀ]/E‖x‖² of the representation h = Wx and E[δδᵀ]/E‖r‖² of
   * the gradient δ = Uᵀr in it are the same matrix, with these eigenvalues.
   */
  public double[] spectrum() {
    double scale = Math.sqrt(trace(features) * trace(noise));
    double[] values =
        svd(root(noise).multiply(real(target)).multiply(root(features))).getSingularValues();
    return Arrays.stream(values).map(s -> s / scale).toArray();
  }

  /** WΣ_xWᵀ/Tr Σ_x − UᵀΣ_εU/Tr Σ_ε: 0 at the equilibrium alone, among the minima. */
  public Matrix imbalance(Factorization point) {
    Matrix representation = point.w().times(features).times(point.w().transpose());
    Matrix gradient = point.u().transpose().times(noise).times(point.u());
    return representation.times(1 / trace(features)).minus(gradient.times(1 / trace(noise)));
  }

  /** D = Tr Σ_ε WΣ_xWᵀ − Tr Σ_x UᵀΣ_εU: E[𝒞' − 𝒞] = η²D where UW = V. */
  public Matrix drift(Factorization point) {
    return imbalance(point).times(trace(features) * trace(noise));
  }

  /** E‖ĝ‖² = Tr Σ_ε Tr WΣ_xWᵀ + Tr Σ_x Tr UᵀΣ_εU where UW = V, of θ = (W, U). */
  public QuadraticForm squaredGradient() {
    return weighted(trace(noise), features, trace(features), noise);
  }

  /** Tr H = m Tr WΣ_xWᵀ + Tr Σ_x ‖U‖², of the mean loss, anywhere, of θ = (W, U). */
  public QuadraticForm sharpness() {
    return weighted(noise.rows(), features, trace(features), identity(noise.rows()));
  }

  /** E‖h‖² = Tr WΣ_xWᵀ of the representation h = Wx, of θ = (W, U). */
  public QuadraticForm representation() {
    return weighted(1, features, 0, noise);
  }

  /** Entry (i, j) of {@link #imbalance}, of θ = (W, U), both from 0 and below d. */
  public QuadraticForm imbalance(int i, int j) {
    Argument.require(0 <= i && i < width, "i", i, "0 ≤ i < " + width + ", the width");
    Argument.require(0 <= j && j < width, "j", j, "0 ≤ j < " + width + ", the width");
    Matrix unit = Matrix.zero(width, width);
    double[] entries = unit.entries();
    entries[i * width + j] += 0.5;
    entries[j * width + i] += 0.5;
    Matrix k = Matrix.of(width, width, entries);
    return form(k.times(1 / trace(features)), features, k.times(-1 / trace(noise)), noise);
  }

  private QuadraticForm weighted(double a, Matrix p, double b, Matrix q) {
    return form(identity(width).times(a), p, identity(width).times(b), q);
  }

  /** Tr[K W P Wᵀ] + Tr[K' Uᵀ Q U] as a form in (W, U). */
  private static QuadraticForm form(Matrix k, Matrix p, Matrix k2, Matrix q) {
    int d = k.rows();
    int n = p.rows();
    int m = q.rows();
    int size = d * (n + m);
    double[] b = new double[size * size];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (int a = 0; a < n; a++) {
          for (int c = 0; c < n; c++) {
            b[(i * n + a) * size + j * n + c] = k.at(i, j) * p.at(a, c);
          }
        }
        for (int a = 0; a < m; a++) {
          for (int c = 0; c < m; c++) {
            b[(d * n + a * d + i) * size + d * n + c * d + j] = k2.at(i, j) * q.at(a, c);
          }
        }
      }
    }
    return QuadraticForm.of(Matrix.of(size, size, b));
  }

  private double total(Matrix p, Matrix q) {
    return Arrays.stream(svd(root(p).multiply(real(target)).multiply(root(q))).getSingularValues())
        .sum();
  }

  private Factorization least(Matrix p, Matrix q) {
    RealMatrix left = root(p);
    RealMatrix right = root(q);
    SingularValueDecomposition svd = svd(left.multiply(real(target)).multiply(right));
    double[] s = svd.getSingularValues();
    int rank = svd.getRank();
    RealMatrix u = MatrixUtils.createRealMatrix(target.rows(), width);
    RealMatrix w = MatrixUtils.createRealMatrix(width, target.columns());
    for (int k = 0; k < rank; k++) {
      u.setColumnVector(k, svd.getU().getColumnVector(k).mapMultiply(Math.sqrt(s[k])));
      w.setRowVector(k, svd.getV().getColumnVector(k).mapMultiply(Math.sqrt(s[k])));
    }
    return new Factorization(
        matrix(MatrixUtils.inverse(left).multiply(u)),
        matrix(w.multiply(MatrixUtils.inverse(right))));
  }

  /** The decomposition, once it has been seen to be one. */
  private static SingularValueDecomposition svd(RealMatrix a) {
    SingularValueDecomposition svd = new SingularValueDecomposition(a);
    double residual =
        svd.getU().multiply(svd.getS()).multiply(svd.getVT()).subtract(a).getFrobeniusNorm();
    if (!(residual <= Tolerance.CLOSED_FORM * a.getFrobeniusNorm())) {
      throw new ArithmeticException("‖A − LsRᵀ‖ = " + residual + " for A = " + a);
    }
    return svd;
  }

  private static void requireDefinite(String name, Matrix matrix, String otherwise) {
    double[] values = new EigenDecomposition(real(matrix)).getRealEigenvalues();
    double least = Arrays.stream(values).min().orElseThrow();
    if (!(least > values.length * Tolerance.UNIT_ROUNDOFF * matrix.largest())) {
      throw new IllegalArgumentException(
          "%s = %s is out of range: positive definite; %s".formatted(name, matrix, otherwise));
    }
  }

  private static RealMatrix root(Matrix matrix) {
    return new EigenDecomposition(real(matrix)).getSquareRoot();
  }

  static double trace(Matrix matrix) {
    return IntStream.range(0, matrix.rows()).mapToDouble(i -> matrix.at(i, i)).sum();
  }

  static RealMatrix real(Matrix matrix) {
    return MatrixUtils.createRealMatrix(
        IntStream.range(0, matrix.rows()).mapToObj(matrix::row).toArray(double[][]::new));
  }

  static Matrix matrix(RealMatrix matrix) {
    return Matrix.ofRows(matrix.getData());
  }

  private static Matrix identity(int size) {
    return matrix(MatrixUtils.createRealIdentityMatrix(size));
  }

  private static Matrix squares(String name, double[] scales) {
    double[] squares = Arrays.stream(scales).map(a -> a * a).toArray();
    if (squares.length == 0 || !Arrays.stream(squares).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "%s = %s is out of range: at least one, of finite squares"
              .formatted(name, Arrays.toString(scales)));
    }
    return matrix(MatrixUtils.createRealDiagonalMatrix(squares));
  }
}
