package org.noiseproof.law;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.spec.OptimizerSpec.Adam;

/**
 * The laws of Adam (Kingma and Ba 2015, arXiv 1412.6980) with bias correction. None depends on
 * where ε sits, but for the exact vectors.
 */
final class AdamLaws {
  private AdamLaws() {}

  static List<Check> all() {
    Laws.Kind adam = Laws.Kind.ADAM;
    return List.of(
        adam.law(
            "first-step-bound",
            "the first step moves no coordinate by more than η",
            where(a -> a.weightDecay() == 0),
            (subject, input) ->
                stepBound(
                    subject, input.with(input.parameters(), new double[][] {input.rows()[0]}))),
        adam.law(
            "step-bound",
            "step t moves no coordinate by more than η √Σ wᵢ²/qᵢ, wᵢ and qᵢ the weights of gradient i in"
                + " m̂ and v̂ (Cauchy-Schwarz)",
            where(a -> a.weightDecay() == 0),
            AdamLaws::stepBound),
        adam.law(
            "constant-gradient",
            "without ε a constant gradient moves every coordinate by η each step: the bias correction"
                + " makes m̂ = g and v̂ = g² from the first",
            nonzero(),
            (subject, input) -> {
              double[] first = input.rows()[0];
              double[][] rows =
                  Stream.generate(() -> first).limit(input.count()).toArray(double[][]::new);
              return signDescent(subject, input.with(input.parameters(), rows));
            }),
        adam.law(
            "no-averaging-is-sign-descent",
            "with β₁ = β₂ = ε = 0 each step is −η sign(g)",
            nonzero(),
            (subject, input) -> {
              Adam a = (Adam) input.spec();
              return signDescent(
                  subject, input.with(new Adam(a.learningRate(), 0, 0, a.epsilon(), 0)));
            }),
        adam.law(
            "weight-decay-is-decoupled",
            "weight decay multiplies θ by 1 − ηλ and leaves the rest of the step as it is",
            where(a -> a.weightDecay() > 0),
            AdamLaws::decoupledDecay));
  }

  private static Cases where(Predicate<Adam> assumption) {
    return Laws.Kind.ADAM.cases().where(input -> assumption.test((Adam) input.spec()));
  }

  /** Cases without a zero among the gradients. */
  private static Cases nonzero() {
    return Laws.Kind.ADAM
        .cases()
        .where(
            input ->
                Stream.of(input.rows())
                    .allMatch(row -> DoubleStream.of(row).allMatch(x -> x != 0)));
  }

  private static Outcome stepBound(Subject subject, Case input) {
    Adam a = (Adam) input.spec();
    double[][] run = Probe.trajectory(subject, input);
    Outcome worst = Outcome.EXACT;
    for (int t = 1; t < run.length; t++) {
      double bound = a.learningRate() * largestRatio(a.beta1(), a.beta2(), t);
      TestRatio ratio = Agreement.afterSteps(subject, input, t);
      for (int j = 0; j < run[t].length; j++) {
        double moved = Math.abs(run[t][j] - run[t - 1][j]);
        double gauge = cancellation(a) * bound + Math.abs(run[t][j]) + Math.abs(run[t - 1][j]);
        String observed =
            "step %d moved coordinate %d by %s, expected at most %s".formatted(t, j, moved, bound);
        worst =
            worst.worst(
                Laws.judged(
                    bound == Double.POSITIVE_INFINITY ? 0 : ratio.above(moved, bound, gauge),
                    () -> observed));
      }
    }
    return worst;
  }

  /** sup |m̂|/√v̂ after t steps: √Σ wᵢ²/qᵢ, attained at gᵢ ∝ wᵢ/qᵢ. */
  private static double largestRatio(double beta1, double beta2, int t) {
    double sum = 0;
    for (int age = 0; age < t; age++) {
      double w = (1 - beta1) * Math.pow(beta1, age) / (1 - Math.pow(beta1, t));
      double q = (1 - beta2) * Math.pow(beta2, age) / (1 - Math.pow(beta2, t));
      sum += w == 0 ? 0 : w * w / q;
    }
    return Math.sqrt(sum);
  }

  private static Outcome signDescent(Subject subject, Case input) {
    Adam a = (Adam) input.spec();
    Case bare = input.with(new Adam(a.learningRate(), a.beta1(), a.beta2(), 0, 0));
    double[][] rows = bare.rows();
    double[][] expected = new double[rows.length + 1][];
    expected[0] = bare.parameters();
    for (int t = 1; t < expected.length; t++) {
      expected[t] = expected[t - 1].clone();
      for (int j = 0; j < expected[t].length; j++) {
        expected[t][j] -= a.learningRate() * Math.signum(rows[t - 1][j]);
      }
    }
    return Agreement.ofRuns(subject, bare, expected, Probe.trajectory(subject, bare));
  }

  private static Outcome decoupledDecay(Subject subject, Case input) {
    Adam a = (Adam) input.spec();
    double[][] plain =
        Probe.trajectory(
            subject,
            input
                .with(new Adam(a.learningRate(), a.beta1(), a.beta2(), a.epsilon(), 0))
                .mapParameters(x -> 0));
    double[][] expected = new double[plain.length][];
    expected[0] = input.parameters();
    for (int t = 1; t < plain.length; t++) {
      expected[t] = Laws.difference(plain[t], plain[t - 1]);
      for (int j = 0; j < expected[t].length; j++) {
        expected[t][j] += (1 - a.learningRate() * a.weightDecay()) * expected[t - 1][j];
      }
    }
    return Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, input));
  }

  private static double cancellation(Adam a) {
    return 1 / (1 - a.beta1()) + 1 / (1 - a.beta2());
  }
}
