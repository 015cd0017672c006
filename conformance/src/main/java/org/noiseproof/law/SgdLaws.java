package org.noiseproof.law;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.OptimizerGauge;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** The laws of stochastic gradient descent as PyTorch defines it. */
final class SgdLaws {
  private SgdLaws() {}

  static final String COASTING =
      "once the gradients are 0, each step is the momentum times the step before";

  static List<Check> all() {
    Laws.Kind sgd = Laws.Kind.SGD;
    return List.of(
        sgd.law(
            "first-step-is-plain",
            "without Nesterov momentum the first step is plain gradient descent, whatever momentum"
                + " and dampening",
            where(s -> !s.nesterov() && (s.momentum() != 0 || s.dampening() != 0)),
            Laws.unless(
                (subject, input) -> {
                  Sgd s = (Sgd) input.spec();
                  return Laws.sameAs(
                      subject,
                      Laws.firstStep(input),
                      new Sgd(s.learningRate(), 0, 0, false, s.weightDecay()));
                },
                "first_dampened")),
        sgd.law(
            "plain-step",
            "without momentum every step is θ ← θ − η g",
            where(s -> s.momentum() == 0 && s.weightDecay() == 0),
            SgdLaws::plainSteps),
        sgd.law(
            "no-momentum-no-dampening",
            "without momentum dampening does nothing",
            where(s -> s.momentum() == 0 && s.dampening() != 0),
            (subject, input) -> {
              Sgd s = (Sgd) input.spec();
              Case plain = input.with(new Sgd(s.learningRate(), 0, 0, false, s.weightDecay()));
              return Probe.same(Probe.trajectory(subject, plain), Probe.trajectory(subject, input));
            }),
        sgd.law(
            "weight-decay-is-coupled",
            "weight decay λ does what adding λθ to the gradient does",
            where(s -> s.weightDecay() > 0),
            Laws.unless(
                SgdLaws::coupledDecay,
                "decoupled_decay",
                "decay_without_rate",
                "decay_after_step")),
        sgd.law(
            "nesterov-looks-ahead",
            "Nesterov momentum is where plain momentum will be after one more gradient of 0",
            where(s -> s.nesterov() && s.weightDecay() == 0),
            Laws.unless(SgdLaws::looksAhead, "mean_of_gradients", "gradient_looks_ahead")),
        sgd.law(
            "coasting",
            COASTING,
            where(s -> s.momentum() > 0 && s.weightDecay() == 0),
            (subject, input) -> coasts(subject, input, ((Sgd) input.spec()).momentum())));
  }

  private static Cases where(Predicate<Sgd> assumption) {
    return Laws.Kind.SGD.cases().where(input -> assumption.test((Sgd) input.spec()));
  }

  private static Outcome plainSteps(Subject subject, Case input) {
    double rate = ((Sgd) input.spec()).learningRate();
    double[][] expected = new double[input.count() + 1][];
    expected[0] = input.parameters();
    for (int t = 1; t < expected.length; t++) {
      expected[t] = expected[t - 1].clone();
      for (int j = 0; j < input.dimension(); j++) {
        expected[t][j] -= rate * input.rows()[t - 1][j];
      }
    }
    return Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, input));
  }

  private static Outcome coupledDecay(Subject subject, Case input) {
    Sgd s = (Sgd) input.spec();
    Case plain =
        input.with(new Sgd(s.learningRate(), s.momentum(), s.dampening(), s.nesterov(), 0));
    Session session = Probe.start(subject, plain);
    double[][] expected = new double[input.count() + 1][];
    expected[0] = input.parameters();
    for (int t = 1; t < expected.length; t++) {
      double[] gradient = input.rows()[t - 1];
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += s.weightDecay() * expected[t - 1][j];
      }
      expected[t] = session.step(gradient).clone();
    }
    return Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, input));
  }

  private static Outcome looksAhead(Subject subject, Case input) {
    Sgd s = (Sgd) input.spec();
    double[][] ahead = Probe.trajectory(subject, input);
    double[][] expected = new double[ahead.length][];
    expected[0] = input.parameters();
    Sgd plain = new Sgd(s.learningRate(), s.momentum(), 0, false, 0);
    for (int t = 1; t < ahead.length; t++) {
      double[][] coasting = Arrays.copyOf(input.rows(), t + 1);
      coasting[t] = new double[input.dimension()];
      double[][] run =
          Probe.trajectory(subject, input.with(plain).with(input.parameters(), coasting));
      expected[t] = run[t + 1];
    }
    return Agreement.ofRuns(subject, input, expected, ahead);
  }

  /** After the gradients have stopped, each step is so many times the one before. */
  static Outcome coasts(Subject subject, Case input, double times) {
    int steps = input.count();
    double[][] rows = Arrays.copyOf(input.rows(), steps + 2);
    rows[steps] = new double[input.dimension()];
    rows[steps + 1] = new double[input.dimension()];
    Case longer = input.with(input.parameters(), rows);
    double[][] run = Probe.trajectory(subject, longer);
    double[][] gauge = OptimizerGauge.ofRun(subject, longer);
    TestRatio ratio = Agreement.afterSteps(subject, longer, rows.length);
    double[] step = Laws.difference(run[steps + 1], run[steps]);
    double[] next = Laws.difference(run[steps + 2], run[steps + 1]);
    String observed =
        "followed by gradients of 0 it moved by %s and then by %s, expected %s times that"
            .formatted(Arrays.toString(step), Arrays.toString(next), times);
    Outcome worst = Outcome.EXACT;
    for (int j = 0; j < step.length; j++) {
      worst =
          worst.worst(
              Laws.judged(
                  ratio.between(
                      times * step[j],
                      next[j],
                      Math.max(gauge[steps + 2][j], Math.abs(run[steps][j]))),
                  () -> observed));
    }
    return worst;
  }
}
