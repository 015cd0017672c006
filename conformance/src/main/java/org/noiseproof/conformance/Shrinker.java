package org.noiseproof.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.SpecJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Finds a simple case that fails as a given one does: fewer rows, fewer columns, rounder numbers,
 * rounder hyperparameters. Greedy: any simpler case that still fails takes the place of the current
 * one, until none does. Deterministic.
 */
final class Shrinker {
  /** Enough for ten rows of ten columns; a bound for subjects that are slow to ask. */
  private static final int MOST_ATTEMPTS = 5_000;

  private static final List<Double> SIMPLE = List.of(0.0, 1.0, 2.0, 0.5, 0.1, 0.9, 10.0);

  private static final String NORM = "norm";
  private static final JsonNode PLAINEST = StringNode.valueOf(SpecJson.type(new Frobenius()));

  private final Predicate<Case> fails;
  private int attempts;

  private Shrinker(Predicate<Case> fails) {
    this.fails = fails;
  }

  static Case minimal(Case failing, Predicate<Case> fails) {
    return new Shrinker(fails).shrink(failing);
  }

  private Case shrink(Case start) {
    Case current = start;
    for (Case simpler = simplerFailure(current); simpler != current; ) {
      current = simpler;
      simpler = simplerFailure(current);
    }
    return current;
  }

  private Case simplerFailure(Case current) {
    double complexity = complexity(current);
    return Stream.<Supplier<Stream<Case>>>of(
            () -> fewerRows(current),
            () -> fewerColumns(current),
            () -> rounderSpec(current).stream(),
            () -> rounder(current))
        .flatMap(Supplier::get)
        .filter(candidate -> complexity(candidate) < complexity)
        .filter(candidate -> attempts++ < MOST_ATTEMPTS && fails.test(candidate))
        .findFirst()
        .orElse(current);
  }

  private static Stream<Case> fewerRows(Case current) {
    double[][] rows = current.rows();
    return keptOf(rows.length)
        .map(
            kept ->
                current.with(
                    current.parameters(),
                    IntStream.of(kept).mapToObj(i -> rows[i]).toArray(double[][]::new)));
  }

  private static Stream<Case> fewerColumns(Case current) {
    if (current.matrixColumns() > 1) {
      return Stream.concat(
          IntStream.range(0, current.matrixRows() > 1 ? current.matrixRows() : 0)
              .mapToObj(i -> current.mapMatrices(matrix -> withoutRow(matrix, i))),
          IntStream.range(0, current.matrixColumns())
              .mapToObj(j -> current.mapMatrices(m -> withoutRow(m.transpose(), j).transpose())));
    }
    return keptOf(current.rows()[0].length).map(kept -> columns(current, kept));
  }

  /** The first 1, 2, 4, … of several, then all but one; each made when it is asked for. */
  private static Stream<int[]> keptOf(int count) {
    return Stream.concat(
        IntStream.iterate(1, keep -> keep < count, keep -> 2 * keep)
            .mapToObj(keep -> IntStream.range(0, keep).toArray()),
        IntStream.range(0, count > 1 ? count : 0)
            .mapToObj(k -> IntStream.range(0, count).filter(i -> i != k).toArray()));
  }

  private static Matrix withoutRow(Matrix matrix, int dropped) {
    return Matrix.ofRows(
        IntStream.range(0, matrix.rows())
            .filter(i -> i != dropped)
            .mapToObj(matrix::row)
            .toArray(double[][]::new));
  }

  private static Case columns(Case current, int[] kept) {
    return current.with(
        current.parameters().length == 0 ? new double[0] : select(current.parameters(), kept),
        Stream.of(current.rows()).map(row -> select(row, kept)).toArray(double[][]::new));
  }

  private static double[] select(double[] values, int[] kept) {
    return IntStream.of(kept).mapToDouble(j -> values[j]).toArray();
  }

  private static Stream<Case> rounder(Case current) {
    double[] parameters = current.parameters();
    double[][] rows = current.rows();
    Stream<Case> start = Stream.of(current.with(new double[parameters.length], rows));
    Stream<Case> ofParameters =
        IntStream.range(0, parameters.length)
            .boxed()
            .flatMap(
                j ->
                    simplerNumbers(parameters[j]).stream()
                        .map(simple -> current.with(with(parameters, j, simple), rows)));
    Stream<Case> ofRows =
        IntStream.range(0, rows.length)
            .boxed()
            .flatMap(
                k ->
                    IntStream.range(0, rows[k].length)
                        .boxed()
                        .flatMap(
                            j ->
                                simplerNumbers(rows[k][j]).stream()
                                    .map(
                                        simple -> {
                                          double[][] changed = rows.clone();
                                          changed[k] = with(rows[k], j, simple);
                                          return current.with(parameters, changed);
                                        })));
    return Stream.of(start, ofParameters, ofRows).flatMap(part -> part);
  }

  private static double[] with(double[] values, int j, double value) {
    double[] changed = values.clone();
    changed[j] = value;
    return changed;
  }

  /**
   * One hyperparameter changed at a time, through the JSON form, so that no spec needs its own
   * rule.
   */
  private static List<Case> rounderSpec(Case current) {
    List<Case> candidates = new ArrayList<>();
    for (ObjectNode json : rounder(SpecJson.write(current.spec()))) {
      try {
        candidates.add(
            current.with(
                switch (current.spec()) {
                  case EstimatorSpec estimator -> SpecJson.estimator(json);
                  case OptimizerSpec optimizer -> SpecJson.optimizer(json);
                  case NormSpec norm -> SpecJson.norm(json);
                  case ScheduleSpec part -> throw Case.part(part);
                }));
      } catch (IllegalArgumentException outOfRange) {
        // No spec, and so no candidate.
      }
    }
    return candidates;
  }

  private static List<ObjectNode> rounder(ObjectNode json) {
    List<ObjectNode> candidates = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      JsonNode value = field.getValue();
      if (field.getKey().equals(NORM) && !value.equals(PLAINEST)) {
        candidates.add(json.deepCopy().set(NORM, PLAINEST));
      }
      if (value instanceof ObjectNode nested) {
        for (ObjectNode simple : rounder(nested)) {
          candidates.add(json.deepCopy().set(field.getKey(), simple));
        }
      } else if (value.isBoolean()) {
        candidates.add(json.deepCopy().put(field.getKey(), false));
      } else if (value.isIntegralNumber()) {
        for (int simple = 0; simple < value.intValue(); simple++) {
          candidates.add(json.deepCopy().put(field.getKey(), simple));
        }
      } else if (value.isNumber()) {
        for (double simple : simplerNumbers(value.doubleValue())) {
          candidates.add(json.deepCopy().put(field.getKey(), simple));
        }
      }
    }
    return candidates;
  }

  private static List<Double> simplerNumbers(double value) {
    List<Double> simpler = new ArrayList<>(SIMPLE);
    if (Double.isFinite(value)) {
      simpler.add(Math.abs(value));
      simpler.add(Math.rint(value));
      simpler.add(Math.copySign(Math.ceil(Math.abs(value)), value));
      simpler.add(Double.parseDouble("%.0e".formatted(value)));
      simpler.add(Math.copySign(Math.scalb(1.0, Math.getExponent(value)), value));
    }
    simpler.removeIf(
        candidate -> !Double.isFinite(candidate) || complexity(candidate) >= complexity(value));
    return simpler;
  }

  /** What a reader has to take in: first the entries, then the length of the numbers. */
  static double complexity(Case input) {
    double[][] rows = input.rows();
    double total = 1000.0 * rows.length * rows[0].length;
    for (double parameter : input.parameters()) {
      total += complexity(parameter);
    }
    for (double[] row : rows) {
      for (double value : row) {
        total += complexity(value);
      }
    }
    return total + complexity(SpecJson.write(input.spec()));
  }

  private static double complexity(JsonNode value) {
    if (value.isObject()) {
      JsonNode norm = value.path(NORM);
      return value.valueStream().mapToDouble(Shrinker::complexity).sum()
          + (norm.isMissingNode() || norm.equals(PLAINEST) ? 0 : norm.isObject() ? 2 : 1);
    }
    if (value.isNumber()) {
      return complexity(value.doubleValue());
    }
    return value.isBoolean() && value.booleanValue() ? 1 : 0;
  }

  private static double complexity(double value) {
    if (value == 0) {
      return 1 / value < 0 ? 0.5 : 0;
    }
    int simple = SIMPLE.indexOf(value);
    return simple >= 0
        ? 1 + simple / 10.0
        : 1 + Double.toString(value).replaceFirst("\\.0$", "").length();
  }
}
