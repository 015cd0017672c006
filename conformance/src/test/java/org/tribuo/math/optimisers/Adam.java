package org.tribuo.math.optimisers;

import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.Tensor;

/** Adam with Tribuo 4.3.2's mistake, which multiplies by √v, for tests without Tribuo. */
public final class Adam implements StochasticGradientOptimiser {
  private final double learningRate;
  private final double betaOne;
  private final double betaTwo;
  private final double epsilon;
  private int iterations;
  private double[] first = new double[0];
  private double[] second = new double[0];

  /** With these hyperparameters. */
  public Adam(double learningRate, double betaOne, double betaTwo, double epsilon) {
    if (learningRate > 1000) {
      throw new IllegalArgumentException("learningRate = " + learningRate);
    }
    this.learningRate = learningRate;
    this.betaOne = betaOne;
    this.betaTwo = betaTwo;
    this.epsilon = epsilon;
  }

  @Override
  public void initialise(Parameters parameters) {
    first = ((DenseVector) parameters.getEmptyCopy()[0]).toArray();
    second = first.clone();
  }

  @Override
  public Tensor[] step(Tensor[] gradients, double weight) {
    iterations++;
    double rate =
        learningRate
            * Math.sqrt(1 - Math.pow(betaTwo, iterations))
            / (1 - Math.pow(betaOne, iterations));
    DenseVector gradient = (DenseVector) gradients[0];
    double[] g = gradient.toArray();
    for (int j = 0; j < g.length; j++) {
      first[j] = betaOne * first[j] + (1 - betaOne) * g[j];
      second[j] = betaTwo * second[j] + (1 - betaTwo) * g[j] * g[j];
      gradient.set(j, rate * first[j] * (Math.sqrt(second[j]) + epsilon));
    }
    return gradients;
  }
}
