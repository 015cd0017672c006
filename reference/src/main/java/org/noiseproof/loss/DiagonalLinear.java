package org.noiseproof.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.exact.Dyadic;

/**
 * ½(xv − y)² with v = Σ_k Π_l u_kl: a sum of subnets, each a product over layers. θ has the subnets
 * one after the other, each from layer 1 on. Of two layers and one subnet: the scalar two-layer
 * net.
 *
 * <p>In doubles: each product from layer 1 on, v from subnet 1 on, h = (xv − y)x; ∂ℓ/∂u_kl begins
 * with h and is multiplied by the other layers of the subnet, from layer 1 on.
 *
 * @param layers factors of a product, ≥ 1
 * @param subnets products, ≥ 1
 */
public record DiagonalLinear(int layers, int subnets) implements ExactSampleLoss {
  public DiagonalLinear {
    if (layers < 1) {
      throw new IllegalArgumentException("layers = " + layers + " is out of range: layers ≥ 1");
    }
    if (subnets < 1) {
      throw new IllegalArgumentException("subnets = " + subnets + " is out of range: subnets ≥ 1");
    }
    if ((long) layers * subnets > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "layers · subnets = %d is out of range: at most %d, the parameters"
              .formatted((long) layers * subnets, Integer.MAX_VALUE));
    }
  }

  @Override
  public int parameters() {
    return layers * subnets;
  }

  @Override
  public int inputs() {
    return 1;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double value(double[] theta, Sample z) {
    requireFit(theta, z);
    double residual = z.x(0) * slope(theta) - z.y(0);
    return residual * residual / 2;
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    requireFit(theta, z);
    double h = (z.x(0) * slope(theta) - z.y(0)) * z.x(0);
    double[] gradient = new double[theta.length];
    Arrays.fill(gradient, h);
    for (int i = 0; i < theta.length; i++) {
      int first = i - i % layers;
      for (int j = first; j < first + layers; j++) {
        if (j != i) {
          gradient[i] *= theta[j];
        }
      }
    }
    return gradient;
  }

  /** v. */
  private double slope(double[] theta) {
    double sum = 0;
    for (int first = 0; first < theta.length; first += layers) {
      double product = theta[first];
      for (int j = first + 1; j < first + layers; j++) {
        product *= theta[j];
      }
      sum += product;
    }
    return sum;
  }

  @Override
  public Dyadic exactValue(Dyadic[] theta, Sample z) {
    return exactResidual(theta, z).square().scale(-1);
  }

  @Override
  public Dyadic[] exactGradient(Dyadic[] theta, Sample z) {
    Dyadic[] gradient = new Dyadic[theta.length];
    Arrays.fill(gradient, exactResidual(theta, z).times(Dyadic.of(z.x(0))));
    for (int i = 0; i < theta.length; i++) {
      int first = i - i % layers;
      for (int j = first; j < first + layers; j++) {
        if (j != i) {
          gradient[i] = gradient[i].times(theta[j]);
        }
      }
    }
    return gradient;
  }

  private Dyadic exactResidual(Dyadic[] theta, Sample z) {
    requireFit(theta.length, z);
    Dyadic slope = Dyadic.ZERO;
    for (int first = 0; first < theta.length; first += layers) {
      Dyadic product = theta[first];
      for (int j = first + 1; j < first + layers; j++) {
        product = product.times(theta[j]);
      }
      slope = slope.plus(product);
    }
    return Dyadic.of(z.x(0)).times(slope).minus(Dyadic.of(z.y(0)));
  }

  /** One for each subnet and each pair of its layers l &lt; m, of charge u_km² − u_kl². */
  @Override
  public List<Symmetry> symmetries() {
    List<Symmetry> symmetries = new ArrayList<>();
    for (int k = 0; k < subnets; k++) {
      for (int l = 0; l < layers; l++) {
        for (int m = l + 1; m < layers; m++) {
          double[] entries = new double[parameters()];
          entries[k * layers + l] = -1;
          entries[k * layers + m] = 1;
          symmetries.add(
              Symmetry.diagonal(
                  "layers %d and %d of subnet %d".formatted(l + 1, m + 1, k + 1), entries));
        }
      }
    }
    return symmetries;
  }
}
