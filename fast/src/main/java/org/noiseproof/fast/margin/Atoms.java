package org.noiseproof.fast.margin;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.noiseproof.margin.MarginProblem;

/**
 * The linear map p ↦ A p of a margin problem and its adjoint W ↦ (⟨A_ic, W⟩), in plain doubles on
 * flat arrays. Pairs are in the order of {@link MarginProblem}.
 */
final class Atoms {
  private final int n;
  private final int k;
  private final int d;
  private final int[] label;
  private final double[][] x;

  Atoms(MarginProblem problem) {
    n = problem.samples();
    k = problem.classes();
    d = problem.features();
    label = new int[n];
    x = new double[n][];
    for (int i = 0; i < n; i++) {
      label[i] = problem.data().label(i);
      x[i] = problem.data().input(i);
    }
  }

  int rows() {
    return k;
  }

  int columns() {
    return d;
  }

  int pairs() {
    return n * (k - 1);
  }

  /** ⟨A_ic, W⟩ for every pair. */
  double[] margins(double[] w) {
    double[] margins = new double[pairs()];
    double[] scores = new double[k];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < k; c++) {
        double score = 0;
        for (int j = 0; j < d; j++) {
          score += w[c * d + j] * x[i][j];
        }
        scores[c] = score;
      }
      for (int c = 0; c < k; c++) {
        if (c != label[i]) {
          margins[pair++] = scores[label[i]] - scores[c];
        }
      }
    }
    return margins;
  }

  /** A p, row-major. */
  double[] combination(double[] p) {
    double[] sum = new double[k * d];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      double whole = 0;
      for (int c = 0; c < k; c++) {
        if (c != label[i]) {
          double weight = p[pair++];
          whole += weight;
          add(sum, c * d, -weight, x[i]);
        }
      }
      add(sum, label[i] * d, whole, x[i]);
    }
    return sum;
  }

  /**
   * A diag(w) Aᵀ, kd × kd. With M_yc = Σ w_ic x_i x_iᵀ over the samples of class y, its block (c,
   * c) is Σ_{y≠c} (M_yc + M_cy), and its block (y, c) is −(M_yc + M_cy).
   */
  DMatrixRMaj gram(double[] w) {
    double[][] moments = new double[k * k][];
    double[] square = new double[d * d];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int a = 0; a < d; a++) {
        Arrays.fill(square, a * d, (a + 1) * d, 0);
        add(square, a * d, x[i][a], x[i]);
      }
      for (int c = 0; c < k; c++) {
        if (c != label[i]) {
          int at = Math.min(label[i], c) * k + Math.max(label[i], c);
          if (moments[at] == null) {
            moments[at] = new double[d * d];
          }
          add(moments[at], 0, w[pair++], square);
        }
      }
    }
    DMatrixRMaj gram = new DMatrixRMaj(k * d, k * d);
    for (int y = 0; y < k; y++) {
      for (int c = y + 1; c < k; c++) {
        double[] both = moments[y * k + c];
        if (both != null) {
          addBlock(gram, y, y, 1, both);
          addBlock(gram, c, c, 1, both);
          addBlock(gram, y, c, -1, both);
          addBlock(gram, c, y, -1, both);
        }
      }
    }
    return gram;
  }

  private void addBlock(DMatrixRMaj into, int row, int column, double sign, double[] block) {
    for (int a = 0; a < d; a++) {
      int at = (row * d + a) * k * d + column * d;
      for (int b = 0; b < d; b++) {
        into.data[at + b] += sign * block[a * d + b];
      }
    }
  }

  private static void add(double[] sum, int at, double weight, double[] x) {
    for (int j = 0; j < x.length; j++) {
      sum[at + j] += weight * x[j];
    }
  }
}
