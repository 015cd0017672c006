package org.noiseproof.loss;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.exact.Dyadic;

/**
 * ½‖W_L ⋯ W_1 x − y‖². θ has the matrices from W_1 on, each row by row; W_l is n_l × n_{l−1}.
 *
 * <p>Of widths (n, 1): a linear model; (1, 1, 1): the scalar two-layer net uw; (n, 1, 1): u wᵀx
 * with θ = (w, u); (n, d, m): matrix factorization UW with θ = (W, U).
 *
 * @param widths n_0 … n_L, L ≥ 1, each ≥ 1
 */
public record DeepLinear(List<Integer> widths) implements ExactSampleLoss {
  public DeepLinear {
    widths = List.copyOf(widths);
    if (widths.size() < 2 || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "widths = " + widths + " is out of range: two or more, each ≥ 1");
    }
  }

  /** Of these widths. */
  public static DeepLinear of(Integer... widths) {
    return new DeepLinear(List.of(widths));
  }

  /** L. */
  public int layers() {
    return widths.size() - 1;
  }

  /** Where W_l begins in θ, l from 1; of L + 1: d. */
  public int offset(int layer) {
    int offset = 0;
    for (int l = 1; l < layer; l++) {
      offset += widths.get(l) * widths.get(l - 1);
    }
    return offset;
  }

  @Override
  public int parameters() {
    return offset(layers() + 1);
  }

  @Override
  public int inputs() {
    return widths.getFirst();
  }

  @Override
  public int outputs() {
    return widths.getLast();
  }

  @Override
  public double value(double[] theta, Sample z) {
    requireFit(theta, z);
    double[] output = activations(theta, z)[layers()];
    double squares = 0;
    for (int i = 0; i < output.length; i++) {
      double residual = output[i] - z.y(i);
      squares += residual * residual;
    }
    return squares / 2;
  }

  /** δ_L = W_L ⋯ W_1 x − y, δ_{l−1} = W_lᵀδ_l; the gradient in W_l is δ_l a_{l−1}ᵀ. */
  @Override
  public double[] gradient(double[] theta, Sample z) {
    requireFit(theta, z);
    double[][] a = activations(theta, z);
    double[] gradient = new double[theta.length];
    double[] delta = a[layers()].clone();
    for (int i = 0; i < delta.length; i++) {
      delta[i] -= z.y(i);
    }
    for (int l = layers(); l >= 1; l--) {
      int columns = widths.get(l - 1);
      double[] before = new double[columns];
      for (int i = 0; i < delta.length; i++) {
        int row = offset(l) + i * columns;
        for (int j = 0; j < columns; j++) {
          gradient[row + j] = delta[i] * a[l - 1][j];
          before[j] += theta[row + j] * delta[i];
        }
      }
      delta = before;
    }
    return gradient;
  }

  private double[][] activations(double[] theta, Sample z) {
    double[][] a = new double[widths.size()][];
    a[0] = new double[inputs()];
    Arrays.setAll(a[0], z::x);
    for (int l = 1; l <= layers(); l++) {
      int columns = widths.get(l - 1);
      a[l] = new double[widths.get(l)];
      for (int i = 0; i < a[l].length; i++) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
          sum += theta[offset(l) + i * columns + j] * a[l - 1][j];
        }
        a[l][i] = sum;
      }
    }
    return a;
  }

  @Override
  public Dyadic exactValue(Dyadic[] theta, Sample z) {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public Dyadic[] exactGradient(Dyadic[] theta, Sample z) {
    throw new UnsupportedOperationException("not yet");
  }
}
