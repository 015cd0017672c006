package org.noiseproof.criteria;

import java.util.Arrays;
import org.noiseproof.check.Case;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * The gauge of a whole run: the optimizer's recursion with every term replaced by its absolute
 * value. After t steps of depth d it is the scale of what t·d roundings may cost, since sgd is
 * linear in (parameters, gradients), clipped_sgd in (parameters, clipped gradients), and Adam
 * divides a recursion linear in the gradients by one without cancellation.
 *
 * <p>Of what is made of a buffer m with the gauge G, whose error is δ, ‖δ‖ ≤ γ‖G‖ (derived): a
 * direction m/‖m‖ moves by at most 2‖δ‖/‖m‖, so that the gauge of a step is 2η ‖G‖/‖m‖; a sign by 2
 * where |δ_j| ≥ |m_j|, which makes 2η G_j/|m_j|; both are infinite where terms cancel to 0. A
 * clipped buffer moves by at most ‖δ‖: η‖G‖. What knows rows from columns is {@link MatrixGauge}'s.
 */
public final class OptimizerGauge {
  private OptimizerGauge() {}

  /**
   * Beside every coordinate of every position of a run its gauge; row 0 is the start.
   *
   * @param run a case of an optimizer
   */
  public static double[][] ofRun(Case run) {
    OptimizerSpec spec = (OptimizerSpec) run.spec();
    double[] parameters = run.parameters();
    double[][] gradients = run.rows();
    double[][] gauges = new double[gradients.length + 1][parameters.length];
    Arrays.setAll(gauges[0], j -> Math.abs(parameters[j]));
    OptimizerSpec[] at = new OptimizerSpec[gradients.length];
    Arrays.setAll(at, t -> spec instanceof Scheduled scheduled ? scheduled.at(t + 1) : spec);
    switch (at[0]) {
      case Sgd _ -> sgd(at, gradients, gauges);
      case ClippedSgd _, NormalizedSgd _, SignSgd _ -> average(at, gradients, gauges);
      case Adam _ -> adam(at, gradients, gauges);
      case MatrixOptimizerSpec _ -> MatrixGauge.ofRun(run, gauges);
      case CoordinatewiseOptimizerSpec other -> throw new AssertionError(other);
      case Scheduled twice -> throw new AssertionError(twice);
    }
    return gauges;
  }

  private static void sgd(OptimizerSpec[] at, double[][] gradients, double[][] gauges) {
    for (int j = 0; j < gauges[0].length; j++) {
      double buffer = 0;
      for (int t = 0; t < at.length; t++) {
        Sgd spec = (Sgd) at[t];
        double gradient = Math.abs(gradients[t][j]) + spec.weightDecay() * gauges[t][j];
        double share = t == 0 ? 1 : Math.abs(1 - spec.dampening());
        buffer = spec.momentum() * buffer + share * gradient;
        double move =
            spec.nesterov()
                ? gradient + spec.momentum() * buffer
                : spec.momentum() == 0 ? gradient : buffer;
        gauges[t + 1][j] = gauges[t][j] + spec.learningRate() * move;
      }
    }
  }

  private static void average(OptimizerSpec[] at, double[][] gradients, double[][] gauges) {
    double[] buffer = new double[gauges[0].length];
    double[] terms = new double[buffer.length];
    for (int t = 0; t < at.length; t++) {
      double momentum =
          switch (at[t]) {
            case ClippedSgd clipped -> clipped.momentum();
            case NormalizedSgd normalized ->
                normalized.warmStart() && t == 0 ? 0 : normalized.momentum();
            case SignSgd sign -> sign.momentum();
            case OptimizerSpec other -> throw new AssertionError(other);
          };
      double factor =
          at[t] instanceof ClippedSgd clipped && !clipped.clipAfterMomentum()
              ? factor(clipped.threshold(), gradients[t])
              : 1;
      for (int j = 0; j < buffer.length; j++) {
        double fresh = factor * gradients[t][j];
        buffer[j] = momentum * buffer[j] + (1 - momentum) * fresh;
        terms[j] = momentum * terms[j] + (1 - momentum) * Math.abs(fresh);
      }
      double size = norm(buffer);
      double whole = norm(terms);
      for (int j = 0; j < buffer.length; j++) {
        double move =
            switch (at[t]) {
              case ClippedSgd clipped -> clipped.clipAfterMomentum() ? whole : terms[j];
              case NormalizedSgd _ -> 2 * whole / size;
              case SignSgd _ -> 2 * terms[j] / Math.abs(buffer[j]);
              case OptimizerSpec other -> throw new AssertionError(other);
            };
        double rate = at[t].learningRate();
        gauges[t + 1][j] = gauges[t][j] + (rate == 0 || terms[j] == 0 ? 0 : rate * move);
      }
    }
  }

  private static double factor(double threshold, double[] gradient) {
    double norm = norm(gradient);
    return norm == 0 ? 1 : Math.min(1, threshold / norm);
  }

  private static double norm(double[] x) {
    double norm = 0;
    for (double value : x) {
      norm = Math.hypot(norm, value);
    }
    return norm;
  }

  private static void adam(OptimizerSpec[] at, double[][] gradients, double[][] gauges) {
    for (int j = 0; j < gauges[0].length; j++) {
      double first = 0;
      double second = 0;
      for (int t = 0; t < at.length; t++) {
        Adam spec = (Adam) at[t];
        double gradient = Math.abs(gradients[t][j]);
        // 1 − β and 1 − βᵗ cancel: an error of u in β is one of u/(1−β) in them.
        double cancellation = 1 / (1 - spec.beta1()) + 1 / (1 - spec.beta2());
        first = spec.beta1() * first + (1 - spec.beta1()) * gradient;
        second = spec.beta2() * second + (1 - spec.beta2()) * gradient * gradient;
        double corrected = first / (1 - Math.pow(spec.beta1(), t + 1.0));
        double root = Math.sqrt(second / (1 - Math.pow(spec.beta2(), t + 1.0)));
        double move = corrected == 0 ? 0 : cancellation * corrected / (root + spec.epsilon());
        double rate = spec.learningRate();
        gauges[t + 1][j] = gauges[t][j] * (1 + rate * spec.weightDecay()) + rate * move;
      }
    }
  }
}
