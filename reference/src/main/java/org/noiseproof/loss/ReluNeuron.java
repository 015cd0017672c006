package org.noiseproof.loss;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.exact.Dyadic;

/**
 * ½(u max(0, w·x) − y)² with θ = (w, u). At the kink, as below it, the gradient is 0.
 *
 * <p>In doubles: a = w·x from the first coordinate on, r = u a − y; the gradient is ((r u)x, r a)
 * where a &gt; 0.
 *
 * @param inputs n, the length of w and x, ≥ 1
 */
public record ReluNeuron(int inputs) implements ExactSampleLoss {
  public ReluNeuron {
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs = " + inputs + " is out of range: inputs ≥ 1");
    }
  }

  @Override
  public int parameters() {
    return inputs + 1;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double value(double[] theta, Sample z) {
    requireFit(theta, z);
    double residual = theta[inputs] * Math.max(0, activation(theta, z)) - z.y(0);
    return residual * residual / 2;
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    requireFit(theta, z);
    double[] gradient = new double[theta.length];
    double a = activation(theta, z);
    if (a > 0) {
      double residual = theta[inputs] * a - z.y(0);
      double backward = residual * theta[inputs];
      for (int j = 0; j < inputs; j++) {
        gradient[j] = backward * z.x(j);
      }
      gradient[inputs] = residual * a;
    }
    return gradient;
  }

  private double activation(double[] theta, Sample z) {
    double sum = 0;
    for (int j = 0; j < inputs; j++) {
      sum += theta[j] * z.x(j);
    }
    return sum;
  }

  @Override
  public Dyadic exactValue(Dyadic[] theta, Sample z) {
    requireFit(theta.length, z);
    Dyadic active = exactActivation(theta, z).max(Dyadic.ZERO);
    return theta[inputs].times(active).minus(Dyadic.of(z.y(0))).square().scale(-1);
  }

  @Override
  public Dyadic[] exactGradient(Dyadic[] theta, Sample z) {
    requireFit(theta.length, z);
    Dyadic[] gradient = new Dyadic[theta.length];
    Arrays.fill(gradient, Dyadic.ZERO);
    Dyadic a = exactActivation(theta, z);
    if (a.signum() > 0) {
      Dyadic residual = theta[inputs].times(a).minus(Dyadic.of(z.y(0)));
      for (int j = 0; j < inputs; j++) {
        gradient[j] = residual.times(theta[inputs]).times(Dyadic.of(z.x(j)));
      }
      gradient[inputs] = residual.times(a);
    }
    return gradient;
  }

  private Dyadic exactActivation(Dyadic[] theta, Sample z) {
    Dyadic sum = Dyadic.ZERO;
    for (int j = 0; j < inputs; j++) {
      sum = sum.plus(theta[j].times(Dyadic.of(z.x(j))));
    }
    return sum;
  }

  /** Rescaling, of charge u² − ‖w‖². */
  @Override
  public List<Symmetry> symmetries() {
    double[] entries = new double[parameters()];
    Arrays.fill(entries, -1);
    entries[inputs] = 1;
    return List.of(Symmetry.diagonal("rescaling", entries));
  }
}
