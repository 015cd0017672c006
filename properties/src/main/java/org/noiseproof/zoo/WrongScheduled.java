package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.zoo.WrongOptimizer.Rule;

/** Wrong ways of changing hyperparameters from step to step. */
final class WrongScheduled {
  private WrongScheduled() {}

  static List<Specimen> all() {
    return List.of(
        schedule(
            "steps-from-zero",
            "the steps count 0, 1, 2, …: from the second on each takes the factors of the one before",
            (s, k) -> s.at(Math.max(1, k - 1))),
        schedule("one-step-ahead", "step k takes the factors of step k + 1", (s, k) -> s.at(k + 1)),
        schedule(
            "never-scheduled", "the schedules are read and forgotten", (s, k) -> s.optimizer()),
        schedule(
            "stuck-at-the-first-step", "every step takes the factors of step 1", (s, k) -> s.at(1)),
        schedule(
            "cumulative",
            "η is multiplied by the factors of all steps so far",
            (s, k) -> {
              double rate = s.learningRate();
              for (long i = 1; i <= k; i++) {
                rate *= s.learningRateSchedule().factor(i);
              }
              return s.at(k).withLearningRate(rate);
            }),
        schedule(
            "factor-squared",
            "the factor goes into η twice",
            (s, k) ->
                s.at(k)
                    .withLearningRate(s.at(k).learningRate() * s.learningRateSchedule().factor(k))),
        schedule(
            "threshold-not-scheduled",
            "the learning rate is scheduled, the threshold is not",
            (s, k) ->
                s.optimizer() instanceof ClippedSgd clipped
                    ? ((ClippedSgd) s.at(k)).withThreshold(clipped.threshold())
                    : s.at(k)),
        schedule(
            "one-schedule-for-both",
            "the threshold goes with the learning rate's schedule",
            (s, k) ->
                s.optimizer() instanceof ClippedSgd
                    ? new Scheduled(
                            s.optimizer(), s.learningRateSchedule(), s.learningRateSchedule())
                        .at(k)
                    : s.at(k)),
        specimen(
            "rate-in-the-velocity",
            "sgd keeps v = μv + ηg, as Sutskever has it: the same until η changes",
            (s, state, g) ->
                s.at(state.steps() + 1) instanceof Sgd sgd
                    ? velocity(sgd, state, g)
                    : Steps.of(s, state, g)),
        specimen(
            "memory-lost",
            "a new optimizer is made at every step, and starts afresh",
            (s, state, g) -> {
              OptimizerState fresh = state.with(0, state.parameters(), Map.of());
              OptimizerState next = Steps.of(s.at(state.steps() + 1), fresh, g);
              Map<String, double[]> buffers = new TreeMap<>();
              next.buffers().forEach(name -> buffers.put(name, next.buffer(name)));
              return state.next(next.parameters(), buffers);
            }));
  }

  private static OptimizerState velocity(Sgd spec, OptimizerState state, double[] gradient) {
    double[] theta = state.parameters();
    double[] rated = new double[theta.length];
    Arrays.setAll(rated, j -> spec.learningRate() * (gradient[j] + spec.weightDecay() * theta[j]));
    Sgd plain = new Sgd(1, spec.momentum(), spec.dampening(), spec.nesterov(), 0);
    return Steps.of(plain, state, rated);
  }

  /** Which optimizer it is at a step. */
  private interface At {
    OptimizerSpec step(Scheduled spec, long k);
  }

  private static Specimen schedule(String name, String wrong, At at) {
    return specimen(
        name, wrong, (s, state, g) -> Steps.of(at.step(s, state.steps() + 1), state, g));
  }

  private static Specimen specimen(String name, String wrong, Rule<Scheduled> rule) {
    return WrongOptimizer.specimen(
        "scheduled-" + name,
        wrong,
        Scheduled.class,
        (spec, state, gradient) -> rule.step(spec, state, state.requireGradient(gradient)));
  }
}
