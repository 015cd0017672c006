package org.noiseproof.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.QuadraticForm;

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
    double parameters = 0;
    for (int l = 1; l < widths.size(); l++) {
      parameters += (double) widths.get(l) * widths.get(l - 1);
    }
    if (parameters > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "widths = %s is out of range: at most %d parameters"
              .formatted(widths, Integer.MAX_VALUE));
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
    requireFit(theta.length, z);
    Dyadic squares = Dyadic.ZERO;
    for (Dyadic residual : exactResidual(exactActivations(theta, z), z)) {
      squares = squares.plus(residual.square());
    }
    return squares.scale(-1);
  }

  @Override
  public Dyadic[] exactGradient(Dyadic[] theta, Sample z) {
    requireFit(theta.length, z);
    Dyadic[][] a = exactActivations(theta, z);
    Dyadic[] gradient = new Dyadic[theta.length];
    Dyadic[] delta = exactResidual(a, z);
    for (int l = layers(); l >= 1; l--) {
      int columns = widths.get(l - 1);
      Dyadic[] before = new Dyadic[columns];
      Arrays.fill(before, Dyadic.ZERO);
      for (int i = 0; i < delta.length; i++) {
        int row = offset(l) + i * columns;
        for (int j = 0; j < columns; j++) {
          gradient[row + j] = delta[i].times(a[l - 1][j]);
          before[j] = before[j].plus(theta[row + j].times(delta[i]));
        }
      }
      delta = before;
    }
    return gradient;
  }

  private Dyadic[] exactResidual(Dyadic[][] activations, Sample z) {
    Dyadic[] residual = activations[layers()].clone();
    Arrays.setAll(residual, i -> activations[layers()][i].minus(Dyadic.of(z.y(i))));
    return residual;
  }

  private Dyadic[][] exactActivations(Dyadic[] theta, Sample z) {
    Dyadic[][] a = new Dyadic[widths.size()][];
    a[0] = new Dyadic[inputs()];
    Arrays.setAll(a[0], j -> Dyadic.of(z.x(j)));
    for (int l = 1; l <= layers(); l++) {
      int columns = widths.get(l - 1);
      a[l] = new Dyadic[widths.get(l)];
      for (int i = 0; i < a[l].length; i++) {
        Dyadic sum = Dyadic.ZERO;
        for (int j = 0; j < columns; j++) {
          sum = sum.plus(theta[offset(l) + i * columns + j].times(a[l - 1][j]));
        }
        a[l][i] = sum;
      }
    }
    return a;
  }

  /**
   * For each hidden layer, one for each K of the basis E_ii, E_ij + E_ji of the symmetric matrices;
   * of width 1, the rescaling of its two layers.
   */
  @Override
  public List<Symmetry> symmetries() {
    List<Symmetry> symmetries = new ArrayList<>();
    for (int l = 1; l < layers(); l++) {
      int width = widths.get(l);
      for (int i = 0; i < width; i++) {
        for (int j = i; j < width; j++) {
          double[] k = new double[width * width];
          k[i * width + j] = 1;
          k[j * width + i] = 1;
          symmetries.add(rotation(l, Matrix.of(width, width, k)));
        }
      }
    }
    return symmetries;
  }

  /** W_{l+1} ↦ e^λ W_{l+1}, W_l ↦ e^{−λ} W_l, of charge ‖W_{l+1}‖² − ‖W_l‖²: K = I. */
  public Symmetry rescaling(int layer) {
    requireHidden(layer);
    int width = widths.get(layer);
    double[] identity = new double[width * width];
    for (int i = 0; i < width; i++) {
      identity[i * width + i] = 1;
    }
    return rotation(layer, Matrix.of(width, width, identity));
  }

  /**
   * Double rotation: A maps W_{l+1} to W_{l+1}K and W_l to −K W_l; its charge is tr K(W_{l+1}ᵀ
   * W_{l+1} − W_l W_lᵀ).
   *
   * @param layer l, hidden: 1 ≤ l &lt; L
   * @param k K, symmetric, n_l × n_l
   */
  public Symmetry rotation(int layer, Matrix k) {
    requireHidden(layer);
    int width = widths.get(layer);
    QuadraticForm.requireSymmetric("k", k);
    if (k.rows() != width) {
      throw new IllegalArgumentException(
          "k is %d × %d, expected %d × %d".formatted(k.rows(), k.columns(), width, width));
    }
    int d = parameters();
    double[] generator = new double[d * d];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        for (int out = 0; out < widths.get(layer + 1); out++) {
          int row = offset(layer + 1) + out * width;
          generator[(row + i) * d + row + j] = k.at(i, j);
        }
        for (int in = 0; in < widths.get(layer - 1); in++) {
          int from = offset(layer) + i * widths.get(layer - 1) + in;
          int to = offset(layer) + j * widths.get(layer - 1) + in;
          generator[from * d + to] = 0 - k.at(i, j);
        }
      }
    }
    String name =
        width == 1
            ? "rescaling of layers %d and %d".formatted(layer, layer + 1)
            : "layers %d and %d by K = %s".formatted(layer, layer + 1, k);
    return new Symmetry(name, Matrix.of(d, d, generator));
  }

  private void requireHidden(int layer) {
    if (!(1 <= layer && layer < layers())) {
      throw new IllegalArgumentException(
          "layer = %d is out of range: 1 ≤ layer < %d, a hidden layer".formatted(layer, layers()));
    }
  }
}
