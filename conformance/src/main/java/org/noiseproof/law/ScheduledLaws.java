package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;

/** The laws of optimizers whose hyperparameters change from step to step. */
final class ScheduledLaws {
  private ScheduledLaws() {}

  static List<Check> all() {
    Laws.Kind scheduled = Laws.Kind.SCHEDULED;
    return List.of(
        scheduled.law(
            "constant-schedules",
            "under constant schedules it is the optimizer itself, to the bit",
            (subject, input) -> {
              Scheduled s = (Scheduled) input.spec();
              Case constant =
                  input.with(new Scheduled(s.optimizer(), new Constant(), new Constant()));
              return Probe.same(
                  Probe.trajectory(subject, input.with(s.optimizer())),
                  Probe.trajectory(subject, constant));
            }),
        scheduled.law(
            "horizon-is-one-factor",
            "a schedule of the horizon alone is one optimizer with other hyperparameters, to the"
                + " bit",
            scheduled
                .cases()
                .where(
                    input -> ((Scheduled) input.spec()).learningRateSchedule() instanceof Horizon),
            (subject, input) -> {
              Scheduled s = (Scheduled) input.spec();
              Case horizon =
                  input.with(
                      new Scheduled(s.optimizer(), s.learningRateSchedule(), new Constant()));
              return Probe.same(
                  Probe.trajectory(subject, input.with(((Scheduled) horizon.spec()).at(1))),
                  Probe.trajectory(subject, horizon));
            }),
        scheduled.law(
            "each-step-is-the-optimizer-of-its-time",
            "step k is that of the optimizer with the k-th hyperparameters from the same state, to"
                + " the bit",
            ScheduledLaws::stepByStep),
        scheduled.law(
            "plain-step",
            "without momentum step k of sgd is θ ← θ − η f(k) g, f the schedule, k from 1",
            scheduled
                .cases()
                .where(
                    input ->
                        Laws.optimizer(input) instanceof Sgd s
                            && s.momentum() == 0
                            && s.weightDecay() == 0),
            ScheduledLaws::plainSteps));
  }

  private static Outcome stepByStep(Subject subject, Case input) {
    Scheduled s = (Scheduled) input.spec();
    Session session = Probe.start(subject, input);
    double[][] expected = new double[input.count() + 1][];
    double[][] actual = new double[input.count() + 1][];
    expected[0] = input.parameters();
    actual[0] = input.parameters();
    for (int t = 0; t < input.count(); t++) {
      Session bare =
          session
              .state()
              .flatMap(Probe.optimizer(subject, input.with(s.at(t + 1)))::resume)
              .orElseThrow(() -> new NotImplemented("does not open its memory"));
      expected[t + 1] = bare.step(input.rows()[t]).clone();
      actual[t + 1] = session.step(input.rows()[t]).clone();
    }
    return Probe.same(expected, actual);
  }

  private static Outcome plainSteps(Subject subject, Case input) {
    Scheduled s = (Scheduled) input.spec();
    double[][] expected = new double[input.count() + 1][];
    expected[0] = input.parameters();
    for (int t = 1; t < expected.length; t++) {
      double[] gradient = input.rows()[t - 1];
      double rate = s.learningRate() * s.learningRateSchedule().factor(t);
      expected[t] = expected[t - 1].clone();
      for (int j = 0; j < gradient.length; j++) {
        expected[t][j] -= rate * gradient[j];
      }
    }
    return Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, input));
  }
}
