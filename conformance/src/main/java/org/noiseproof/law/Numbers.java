package org.noiseproof.law;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.SpecJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which numbers come out: those of the declared precision, and finite ones wherever they exist. */
final class Numbers {
  private Numbers() {}

  /**
   * Both ends of each hyperparameter's range, as far as a float32 has room for what comes of it.
   */
  private static final Map<String, List<Double>> ENDS =
      Map.of(
          "learning_rate", List.of(0x1p-60, 0x1p20),
          "momentum", List.of(0.0, 1 - 0x1p-20),
          "beta1", List.of(0.0, 1 - 0x1p-20),
          "beta2", List.of(0.0, 1 - 0x1p-20),
          "decay", List.of(0.0, 1 - 0x1p-20),
          "epsilon", List.of(0x1p-50, 0x1p20),
          "weight_decay", List.of(0.0, 0x1p-20),
          "threshold", List.of(0.0, 0x1p40),
          "initial_accumulator", List.of(0.0, 0x1p40));

  static List<Check> of(Laws.Kind kind) {
    return List.of(
        kind.law(
            "declared-precision",
            "every position is a number of the declared precision",
            Numbers::inPrecision),
        kind.law(
            "finite-at-the-ends",
            "hyperparameters at the ends of their ranges give finite parameters",
            Cases.drawn(draw -> atTheEnds(kind, draw)),
            (subject, input) -> FixedPoints.finite(Probe.trajectory(subject, input))));
  }

  private static Outcome inPrecision(Subject subject, Case input) {
    Precision precision = subject.describe().precision();
    double[][] run = Probe.trajectory(subject, input);
    for (int t = 1; t < run.length; t++) {
      if (DoubleStream.of(run[t]).anyMatch(x -> x != precision.round(x))) {
        return Outcome.broken(
            "after step %d the parameters are %s, which %s does not have"
                .formatted(t, Arrays.toString(run[t]), precision));
      }
    }
    return Outcome.EXACT;
  }

  /** A case whose hyperparameters are each at one end. */
  private static Case atTheEnds(Laws.Kind kind, Draw draw) {
    Case any = kind.draw(draw);
    return any.with(SpecJson.optimizer(atTheEnds(SpecJson.write(any.spec()), draw)));
  }

  private static ObjectNode atTheEnds(ObjectNode json, Draw draw) {
    ObjectNode ends = json.deepCopy();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      List<Double> end = ENDS.get(field.getKey());
      if (field.getValue() instanceof ObjectNode nested && field.getKey().equals("optimizer")) {
        ends.set(field.getKey(), atTheEnds(nested, draw));
      } else if (end != null && field.getValue().isNumber() && !isNesterov(json, field.getKey())) {
        ends.put(field.getKey(), draw.oneOf(end));
      }
    }
    return ends;
  }

  /** Nesterov momentum needs some momentum. */
  private static boolean isNesterov(ObjectNode json, String field) {
    return field.equals("momentum") && json.path("nesterov").asBoolean(false);
  }
}
