package org.noiseproof.check;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.SpecJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cases as JSON, so that a counterexample can be kept and run again to the bit: {@code
 * {"optimizer": …, "parameters": […], "gradients": [[…]]}}, {@code {"estimator": …, "rows":
 * [[…]]}}, {@code {"norm": …, "matrices": [[[…]]]}}. Parameters and gradients that are matrices are
 * arrays of rows; what is not finite is a string.
 */
public final class CaseJson {
  private static final String PARAMETERS = "parameters";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CaseJson() {}

  /** What a case's spec and its rows are called. */
  private enum Family {
    OPTIMIZER("optimizer", "gradients"),
    ESTIMATOR("estimator", "rows"),
    NORM("norm", "matrices");

    private final String spec;
    private final String rows;

    Family(String spec, String rows) {
      this.spec = spec;
      this.rows = rows;
    }
  }

  /** The JSON form. */
  public static ObjectNode write(Case input) {
    Family family =
        switch (input.spec()) {
          case OptimizerSpec _ -> Family.OPTIMIZER;
          case EstimatorSpec _ -> Family.ESTIMATOR;
          case NormSpec _ -> Family.NORM;
          case ScheduleSpec part -> throw Case.part(part);
        };
    boolean matrices =
        family == Family.NORM || (family == Family.OPTIMIZER && input.matrixColumns() > 1);
    ObjectNode json = NODES.objectNode();
    json.set(family.spec, SpecJson.write(input.spec()));
    if (family == Family.OPTIMIZER) {
      json.set(PARAMETERS, matrices ? matrix(input.start()) : vector(input.parameters()));
    }
    ArrayNode rows = NODES.arrayNode();
    if (matrices) {
      input.matrices().forEach(matrix -> rows.add(matrix(matrix)));
    } else {
      Stream.of(input.rows()).forEach(row -> rows.add(vector(row)));
    }
    json.set(family.rows, rows);
    return json;
  }

  /**
   * A case from its JSON form.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public static Case read(JsonNode json) {
    Family family =
        Stream.of(Family.values())
            .filter(candidate -> json.has(candidate.spec))
            .findFirst()
            .orElseThrow(() -> bad("a case has an optimizer, an estimator or a norm", json));
    List<String> known =
        family == Family.OPTIMIZER
            ? List.of(family.spec, PARAMETERS, family.rows)
            : List.of(family.spec, family.rows);
    if (json.size() != known.size() || !known.stream().allMatch(json::has)) {
      throw bad("a case has " + String.join(", ", known) + " and nothing else", json);
    }
    JsonNode spec = json.get(family.spec);
    List<JsonNode> rows = elements(json.get(family.rows));
    return switch (family) {
      case OPTIMIZER -> run(SpecJson.optimizer(spec), json.get(PARAMETERS), rows);
      case ESTIMATOR -> Case.of(SpecJson.estimator(spec), equallyLong(vectors(rows), json));
      case NORM ->
          Case.of(SpecJson.norm(spec), rows.stream().map(CaseJson::matrix).toArray(Matrix[]::new));
    };
  }

  private static Case run(OptimizerSpec spec, JsonNode parameters, List<JsonNode> gradients) {
    if (parameters.path(0).isArray()) {
      return Case.of(
          spec,
          matrix(parameters),
          gradients.stream().map(CaseJson::matrix).toArray(Matrix[]::new));
    }
    double[] start = vector(parameters);
    double[][] rows = vectors(gradients);
    if (Stream.of(rows).anyMatch(row -> row.length != start.length)) {
      throw bad("gradients are as long as the parameters", parameters);
    }
    return Case.of(spec, start, rows);
  }

  private static double[][] vectors(List<JsonNode> rows) {
    return rows.stream().map(CaseJson::vector).toArray(double[][]::new);
  }

  private static double[][] equallyLong(double[][] rows, JsonNode json) {
    if (Stream.of(rows).anyMatch(row -> row.length != rows[0].length)) {
      throw bad("rows are equally long", json);
    }
    return rows;
  }

  private static ArrayNode vector(double[] values) {
    ArrayNode json = NODES.arrayNode();
    for (double value : values) {
      if (Double.isFinite(value)) {
        json.add(value);
      } else {
        json.add(Double.toString(value));
      }
    }
    return json;
  }

  private static ArrayNode matrix(Matrix matrix) {
    ArrayNode json = NODES.arrayNode();
    for (int i = 0; i < matrix.rows(); i++) {
      json.add(vector(matrix.row(i)));
    }
    return json;
  }

  private static Matrix matrix(JsonNode json) {
    return Matrix.ofRows(equallyLong(vectors(elements(json)), json));
  }

  private static double[] vector(JsonNode json) {
    return elements(json).stream().mapToDouble(CaseJson::number).toArray();
  }

  private static List<JsonNode> elements(JsonNode json) {
    if (!json.isArray() || json.isEmpty()) {
      throw bad("expected an array of at least one", json);
    }
    return json.valueStream().toList();
  }

  private static double number(JsonNode json) {
    if (json.isNumber()) {
      return json.doubleValue();
    }
    return switch (json.isString() ? json.stringValue() : "") {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw bad("expected a number, \"NaN\", \"Infinity\" or \"-Infinity\"", json);
    };
  }

  private static IllegalArgumentException bad(String expected, JsonNode json) {
    return new IllegalArgumentException(expected + ", got " + json);
  }
}
