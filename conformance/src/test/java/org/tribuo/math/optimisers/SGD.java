package org.tribuo.math.optimisers;

import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.Tensor;

/** Gradient descent as Tribuo has it, which adds its updates, for tests without Tribuo. */
public final class SGD implements StochasticGradientOptimiser {
  private final double learningRate;
  private final double rho;
  private final Momentum kind;
  private double[] momentum = new double[0];

  private SGD(double learningRate, double rho, Momentum kind) {
    this.learningRate = learningRate;
    this.rho = rho;
    this.kind = kind;
  }

  /** The kinds of momentum. */
  public enum Momentum {
    NONE,
    STANDARD,
    NESTEROV
  }

  /** With a constant learning rate. */
  public static SGD getSimpleSGD(double learningRate, double rho, Momentum kind) {
    return new SGD(learningRate, rho, kind);
  }

  @Override
  public void initialise(Parameters parameters) {
    momentum = ((DenseVector) parameters.getEmptyCopy()[0]).toArray();
  }

  @Override
  public Tensor[] step(Tensor[] gradients, double weight) {
    DenseVector gradient = (DenseVector) gradients[0];
    double[] g = gradient.toArray();
    for (int j = 0; j < g.length; j++) {
      momentum[j] = rho * momentum[j] + g[j];
      double direction =
          switch (kind) {
            case NONE -> g[j];
            case STANDARD -> momentum[j];
            case NESTEROV -> g[j] + rho * momentum[j];
          };
      gradient.set(j, learningRate * weight * direction);
    }
    return gradients;
  }
}
