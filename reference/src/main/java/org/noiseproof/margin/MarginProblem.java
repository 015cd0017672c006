package org.noiseproof.margin;

import org.noiseproof.data.LabelledData;
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
 * A linear classifier of k classes: a sample x of d features belongs to the class whose row of W (k
 * × d) has the largest product with it. To the sample i and a wrong class c belongs the atom A_ic =
 * (e_{y_i} − e_c) x_iᵀ and the margin m_ic(W) = ⟨A_ic, W⟩; the margin of W is the least of them,
 * m(W). For weights p on the N = n (k − 1) pairs (i, c), A p = Σ p_ic A_ic.
 *
 * <p>Pairs are ordered by sample, then by class, the right class left out. All is computed in
 * doubles, every sum of products one chain of fused operations, as kernels for matrices compute it,
 * too; bounds that nobody has to trust are made by {@code Certificate}.
 */
public final class MarginProblem {
  private final LabelledData data;

  /** The problem of these samples. */
  public MarginProblem(LabelledData data) {
    this.data = data;
  }

  /** The samples. */
  public LabelledData data() {
    return data;
  }

  /** The problem of these of its samples, in this order. */
  public MarginProblem select(int... samples) {
    return new MarginProblem(data.select(samples));
  }

  /** n. */
  public int samples() {
    return data.samples();
  }

  /** k, the rows of W. */
  public int classes() {
    return data.classes();
  }

  /** d, the columns of W. */
  public int features() {
    return data.features();
  }

  /** N = n (k − 1). */
  public int pairs() {
    return Math.multiplyExact(data.samples(), data.classes() - 1);
  }

  /** W = 0. */
  public Matrix zero() {
    return Matrix.zero(classes(), features());
  }

  /**
   * m_ic(W) for every pair.
   *
   * @throws IllegalArgumentException where W is not k × d
   */
  public double[] margins(Matrix w) {
    requireShape(w);
    int k = classes();
    double[] margins = new double[pairs()];
    double[] scores = new double[k];
    for (int i = 0; i < samples(); i++) {
      double[] x = data.input(i);
      for (int c = 0; c < k; c++) {
        double score = 0;
        for (int j = 0; j < x.length; j++) {
          score = Math.fma(x[j], w.at(c, j), score);
        }
        scores[c] = score;
      }
      int right = data.label(i);
      for (int c = 0; c < k; c++) {
        if (c != right) {
          margins[pair(i, c)] = scores[right] - scores[c];
        }
      }
    }
    return margins;
  }

  /** m(W), the least margin. */
  public double margin(Matrix w) {
    double least = Double.POSITIVE_INFINITY;
    for (double margin : margins(w)) {
      least = Math.min(least, margin);
    }
    return least;
  }

  /** Where the pair of a sample and a wrong class is. */
  public int pair(int sample, int wrongClass) {
    int skipped = wrongClass > data.label(sample) ? 1 : 0;
    return sample * (classes() - 1) + wrongClass - skipped;
  }

  /**
   * A p = Qᵀ X, Q (n × k) with −p_ic at a wrong class and Σ_c p_ic at the right one.
   *
   * @throws IllegalArgumentException where there are not N weights
   */
  public Matrix combination(double[] p) {
    if (p.length != pairs()) {
      throw new IllegalArgumentException("%d weights, expected %d".formatted(p.length, pairs()));
    }
    int d = features();
    double[] sum = new double[classes() * d];
    for (int i = 0; i < samples(); i++) {
      double[] x = data.input(i);
      int right = data.label(i);
      double whole = 0;
      for (int c = 0; c < classes(); c++) {
        if (c != right) {
          double weight = p[pair(i, c)];
          whole += weight;
          for (int j = 0; j < d; j++) {
            sum[c * d + j] = Math.fma(-weight, x[j], sum[c * d + j]);
          }
        }
      }
      for (int j = 0; j < d; j++) {
        sum[right * d + j] = Math.fma(whole, x[j], sum[right * d + j]);
      }
    }
    return Matrix.of(classes(), d, sum);
  }

  /**
   * R = max_ic ‖A_ic‖_*, the dual of this norm on W: √2 max‖x‖₂ under norms of singular values and
   * the Frobenius norm, 2 max‖x‖₁ under the largest entry, max‖x‖_∞ under the sum of entries.
   * Nothing over- or underflows on the way.
   *
   * @throws IllegalArgumentException where it is beyond the largest double
   */
  public double radius(NormSpec norm) {
    double largest = 0;
    for (int i = 0; i < samples(); i++) {
      largest = Math.max(largest, radius(norm, i));
    }
    return largest;
  }

  /** ‖A_ic‖_* of a sample, the same for every c. */
  double radius(NormSpec norm, int sample) {
    double[] x = data.input(sample);
    double most = 0;
    for (double feature : x) {
      most = Math.max(most, Math.abs(feature));
    }
    int exponent = Math.getExponent(most);
    double sum = 0;
    double squares = 0;
    for (double feature : x) {
      double scaled = Math.scalb(feature, -exponent);
      sum += Math.abs(scaled);
      squares += scaled * scaled;
    }
    double radius = Math.scalb(radius(norm, sum, squares, Math.scalb(most, -exponent)), exponent);
    if (radius == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "sample %d is too long: its radius is beyond the largest double, %.1e"
              .formatted(sample + 1, Double.MAX_VALUE));
    }
    return radius;
  }

  private static double radius(NormSpec norm, double sum, double squares, double most) {
    return switch (norm) {
      case Max _ -> 2 * sum;
      case L1 _ -> most;
      // An atom has rank one: its one singular value is every such norm of it.
      case Frobenius _, Spectral _, Nuclear _, Schatten _, KyFanDual _ -> Math.sqrt(2 * squares);
      // The dual is max(σ₁, Σσ/k), which is σ₁ here, too.
      case KyFan _ -> Math.sqrt(2 * squares);
    };
  }

  void requireShape(Matrix w) {
    if (w.rows() != classes() || w.columns() != features()) {
      throw new IllegalArgumentException(
          "W is %d × %d, expected %d × %d".formatted(w.rows(), w.columns(), classes(), features()));
    }
  }
}
