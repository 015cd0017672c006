package org.noiseproof.criteria;

import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * The gauge of a whole run: the optimizer's recursion with every term replaced by its absolute
 * value. After t steps of depth d it is the scale of what t·d roundings may cost, since sgd is
 * linear in (parameters, gradients), clipped_sgd in (parameters, clipped gradients), and Adam
 * divides a recursion linear in the gradients by one without cancellation.
 */
public final class OptimizerGauge {
  private OptimizerGauge() {}

  /**
   * Beside every coordinate of every position of a run its gauge; row 0 is the start.
   *
   * @param gradients of the steps, each of the parameters' length
   */
  public static double[][] ofRun(OptimizerSpec spec, double[] parameters, double[][] gradients) {
    int dimension = parameters.length;
    double[][] gauges = new double[gradients.length + 1][dimension];
    for (int j = 0; j < dimension; j++) {
      double[] position = new double[gradients.length + 1];
      position[0] = Math.abs(parameters[j]);
      double[] column = column(spec, gradients, j);
      switch (spec) {
        case Sgd sgd -> sgd(sgd, column, position);
        case ClippedSgd clipped -> average(clipped, column, position);
        case Adam adam -> adam(adam, column, position);
      }
      for (int t = 0; t < position.length; t++) {
        gauges[t][j] = position[t];
      }
    }
    return gauges;
  }

  /** |g_j| of every step, clipped where the optimizer clips. */
  private static double[] column(OptimizerSpec spec, double[][] gradients, int j) {
    double[] column = new double[gradients.length];
    for (int t = 0; t < column.length; t++) {
      double factor =
          spec instanceof ClippedSgd clipped ? factor(clipped.threshold(), gradients[t]) : 1;
      column[t] = factor * Math.abs(gradients[t][j]);
    }
    return column;
  }

  private static double factor(double threshold, double[] gradient) {
    double norm = 0;
    for (double x : gradient) {
      norm = Math.hypot(norm, x);
    }
    return norm == 0 ? 1 : Math.min(1, threshold / norm);
  }

  private static void sgd(Sgd spec, double[] column, double[] position) {
    double buffer = 0;
    for (int t = 0; t < column.length; t++) {
      double gradient = column[t] + spec.weightDecay() * position[t];
      double share = t == 0 ? 1 : Math.abs(1 - spec.dampening());
      buffer = spec.momentum() * buffer + share * gradient;
      double move =
          spec.nesterov()
              ? gradient + spec.momentum() * buffer
              : spec.momentum() == 0 ? gradient : buffer;
      position[t + 1] = position[t] + spec.learningRate() * move;
    }
  }

  private static void average(ClippedSgd spec, double[] column, double[] position) {
    double momentum = 0;
    for (int t = 0; t < column.length; t++) {
      momentum = spec.momentum() * momentum + (1 - spec.momentum()) * column[t];
      position[t + 1] = position[t] + spec.learningRate() * momentum;
    }
  }

  private static void adam(Adam spec, double[] column, double[] position) {
    // 1 − β and 1 − βᵗ cancel: an error of u in β is one of u/(1−β) in them.
    double cancellation = 1 / (1 - spec.beta1()) + 1 / (1 - spec.beta2());
    double first = 0;
    double second = 0;
    for (int t = 0; t < column.length; t++) {
      first = spec.beta1() * first + (1 - spec.beta1()) * column[t];
      second = spec.beta2() * second + (1 - spec.beta2()) * column[t] * column[t];
      double corrected = first / (1 - Math.pow(spec.beta1(), t + 1.0));
      double root = Math.sqrt(second / (1 - Math.pow(spec.beta2(), t + 1.0)));
      double move = corrected == 0 ? 0 : cancellation * corrected / (root + spec.epsilon());
      position[t + 1] =
          position[t] * (1 + spec.learningRate() * spec.weightDecay()) + spec.learningRate() * move;
    }
  }
}
