package org.noiseproof.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What it means to change hyperparameters on the way: all memory stays, and nothing else does. */
final class Setters {
  private Setters() {}

  /** Shares of something, which stay in their range when halved. */
  private static final Set<String> SHARES =
      Set.of("momentum", "beta1", "beta2", "decay", "learning_rate");

  /** Which may be any number that is not negative. */
  private static final Set<String> SIZES = Set.of("epsilon", "weight_decay", "threshold");

  static List<Check> of(Laws.Kind kind) {
    List<Check> laws = new ArrayList<>();
    laws.add(
        kind.law(
            "set-at-the-start",
            "hyperparameters set before the first step are as those it was made with, to the bit",
            (subject, input) -> {
              Session session = Probe.start(subject, input);
              OptimizerSpec other = altered((OptimizerSpec) input.spec());
              session.set(other);
              return Probe.same(
                  Probe.trajectory(subject, input.with(other)),
                  stepped(session, input, 0, new ArrayList<>(List.of(input.parameters()))));
            }));
    laws.add(
        kind.law(
            "set-keeps-the-memory",
            "hyperparameters set on the way are those of a run that is resumed there with them, to"
                + " the bit",
            Setters::asResumed));
    laws.add(
        kind.law(
            "set-learning-rate",
            "without weight decay, a learning rate set on the way makes every later step the step"
                + " of a run that had it all along",
            Laws.unless(Setters::newRate, "rate_inside", "without_rate")));
    return laws;
  }

  private static Outcome asResumed(Subject subject, Case input) {
    OptimizerSpec other = altered((OptimizerSpec) input.spec());
    int half = input.count() / 2;
    Session session = Probe.start(subject, input);
    for (int t = 0; t < half; t++) {
      session.step(input.rows()[t]);
    }
    OptimizerState state =
        session.state().orElseThrow(() -> new NotImplemented("does not open its memory"));
    Session resumed =
        Probe.optimizer(subject, input.with(other))
            .resume(state)
            .orElseThrow(() -> new NotImplemented("does not let its memory be set"));
    session.set(other);
    return Probe.same(
        stepped(resumed, input, half, new ArrayList<>()),
        stepped(session, input, half, new ArrayList<>()));
  }

  private static Outcome newRate(Subject subject, Case input) {
    Case before = FixedPoints.withoutWeightDecay(input);
    OptimizerSpec spec = (OptimizerSpec) before.spec();
    Case after = FixedPoints.withLearningRate(before, spec.learningRate() / 2);
    double[][] first = Probe.trajectory(subject, before);
    double[][] all = Probe.trajectory(subject, after.mapParameters(x -> 0));
    int half = input.count() / 2;
    Session session = Probe.start(subject, before);
    List<double[]> reached = new ArrayList<>(List.of(input.parameters()));
    double[][] expected = first.clone();
    for (int t = 0; t < half; t++) {
      reached.add(session.step(input.rows()[t]).clone());
    }
    session.set((OptimizerSpec) after.spec());
    for (int t = half + 1; t < expected.length; t++) {
      expected[t] = Laws.difference(all[t], all[half]);
      for (int j = 0; j < expected[t].length; j++) {
        expected[t][j] += first[half][j];
      }
    }
    return Agreement.ofRuns(subject, before, expected, stepped(session, input, half, reached));
  }

  /** The positions so far, and those after the steps that are left. */
  private static double[][] stepped(
      Session session, Case input, int from, List<double[]> positions) {
    for (int t = from; t < input.count(); t++) {
      positions.add(session.step(input.rows()[t]).clone());
    }
    return positions.toArray(double[][]::new);
  }

  /** Other hyperparameters of the same kind, wherever a number can be halved or doubled. */
  static OptimizerSpec altered(OptimizerSpec spec) {
    return SpecJson.optimizer(altered(SpecJson.write(spec)));
  }

  private static ObjectNode altered(ObjectNode json) {
    ObjectNode other = json.deepCopy();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      JsonNode value = field.getValue();
      if (field.getKey().equals("optimizer")) {
        other.set(field.getKey(), altered((ObjectNode) value));
      } else if (value.isNumber() && SHARES.contains(field.getKey())) {
        other.put(field.getKey(), value.doubleValue() / 2);
      } else if (value.isNumber() && SIZES.contains(field.getKey())) {
        other.put(field.getKey(), 2 * value.doubleValue());
      }
    }
    return other;
  }
}
