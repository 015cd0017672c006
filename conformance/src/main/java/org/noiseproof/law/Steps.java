package org.noiseproof.law;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.spec.OptimizerSpec;

/** What is demanded of single steps: how long they are, and how long they may be. */
final class Steps {
  private Steps() {}

  /** A number for each step, from 1, and coordinate, from 0. */
  interface PerStep {
    double at(int t, int j);
  }

  /** A number for each step, from 1, and gradient. */
  interface PerGradient {
    double at(int t, double g);
  }

  /**
   * Whether no step is longer than a bound that its coordinates have.
   *
   * @param cancellation the factor by which rounding errors of the hyperparameters may grow
   * @param bound of |θ_t − θ_{t−1}|; where it is infinite the step is not judged
   */
  static Outcome atMost(Subject subject, Case input, double cancellation, PerStep bound) {
    double[][] run = Probe.trajectory(subject, input);
    Outcome worst = Outcome.EXACT;
    for (int t = 1; t < run.length; t++) {
      TestRatio ratio = Agreement.afterSteps(subject, input, t);
      for (int j = 0; j < run[t].length; j++) {
        double moved = Math.abs(run[t][j] - run[t - 1][j]);
        double most = bound.at(t, j);
        double gauge = cancellation * most + Math.abs(run[t][j]) + Math.abs(run[t - 1][j]);
        String observed =
            "step %d moved coordinate %d by %s, expected at most %s".formatted(t, j, moved, most);
        worst =
            worst.worst(
                Laws.judged(
                    most == Double.POSITIVE_INFINITY ? 0 : ratio.above(moved, most, gauge),
                    () -> observed));
      }
    }
    return worst;
  }

  /** Whether every step is −Δ for a Δ known in closed form. */
  static Outcome are(Subject subject, Case input, PerStep move) {
    double[][] expected = new double[input.count() + 1][];
    expected[0] = input.parameters();
    for (int t = 1; t < expected.length; t++) {
      expected[t] = expected[t - 1].clone();
      for (int j = 0; j < expected[t].length; j++) {
        expected[t][j] -= move.at(t, j);
      }
    }
    return Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, input));
  }

  /** Whether every step is −Δ where the first gradient of a case is that of all its steps. */
  static Outcome ofConstantGradient(Subject subject, Case input, PerGradient move) {
    double[] first = input.rows()[0];
    Case constant =
        input.with(
            input.parameters(),
            Stream.generate(() -> first).limit(input.count()).toArray(double[][]::new));
    return are(subject, constant, (t, j) -> first[j] == 0 ? 0 : move.at(t, first[j]));
  }

  /** Whether every step is −Δ where only the first has a gradient, the first of a case. */
  static Outcome ofOneGradient(Subject subject, Case input, PerGradient move) {
    double[] first = input.rows()[0];
    double[][] rows = new double[input.count()][input.dimension()];
    rows[0] = first;
    return are(
        subject,
        input.with(input.parameters(), rows),
        (t, j) -> first[j] == 0 ? 0 : move.at(t, first[j]));
  }

  /** Whether the first step is −Δ. */
  static Outcome beginWith(Subject subject, Case input, DoubleUnaryOperator move) {
    double[] first = input.rows()[0];
    return are(subject, Laws.firstStep(input), (t, j) -> move.applyAsDouble(first[j]));
  }

  /** Whether every step moves every coordinate by η, or not at all. */
  static Outcome areOfOneSize(Subject subject, Case input) {
    double rate = ((OptimizerSpec) input.spec()).learningRate();
    double[][] run = Probe.trajectory(subject, input);
    TestRatio ratio = Agreement.afterSteps(subject, input, 1);
    Outcome worst = Outcome.EXACT;
    for (int t = 1; t < run.length; t++) {
      for (int j = 0; j < run[t].length; j++) {
        double moved = Math.abs(run[t][j] - run[t - 1][j]);
        double gauge = rate + Math.abs(run[t][j]) + Math.abs(run[t - 1][j]);
        String observed =
            "step %d moved coordinate %d by %s, expected %s or 0".formatted(t, j, moved, rate);
        worst =
            worst.worst(
                Laws.judged(moved == 0 ? 0 : ratio.between(rate, moved, gauge), () -> observed));
      }
    }
    return worst;
  }

  /** Whether each coordinate's gradients in units of its own give the same run, to the bit. */
  static Outcome ignoreScale(Subject subject, Case input) {
    int exponent = Laws.largeExponent(subject);
    double[][] rows = input.rows();
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.scalb(row[j], j % 2 == 0 ? exponent : -exponent);
      }
    }
    return Probe.same(
        Probe.trajectory(subject, input),
        Probe.trajectory(subject, input.with(input.parameters(), rows)));
  }

  /** The largest |g| of a coordinate up to a step. */
  static double largest(Case input, int t, int j) {
    double largest = 0;
    for (int i = 0; i < t; i++) {
      largest = Math.max(largest, Math.abs(input.rows()[i][j]));
    }
    return largest;
  }
}
