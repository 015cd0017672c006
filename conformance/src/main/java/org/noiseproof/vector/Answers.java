package org.noiseproof.vector;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.noiseproof.backend.Norm.Direction;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.OptimizerGauge;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.reference.ExactVector;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.vector.Answer.Expected;

/**
 * The answers to a vector, each exact value beside its tolerances. Where a type has dialects they
 * are the {@link Spoken} ones; else the one answer is the reference's, and a tolerance is twice the
 * γ_D · gauge + floor of {@link TestRatio}, D the roundings that a plain program makes: the
 * reference rounds its state once a step, and may be off as well.
 */
final class Answers {
  private Answers() {}

  /**
   * Roundings beside those of left-to-right sums: of the inputs, and of a handful of operations.
   */
  private static final int OWN_ROUNDINGS = 16;

  /** Digits of a tolerance; they are rounded up. */
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.UP);

  static List<Answer> to(Vector vector) {
    return switch (vector.input().spec()) {
      case EstimatorSpec estimator ->
          vector.isSpoken() ? Spoken.answers(vector) : List.of(estimate(vector, estimator));
      case NormSpec norm -> List.of(direction(vector, norm));
      case OptimizerSpec _ -> vector.isSpoken() ? Spoken.answers(vector) : List.of(run(vector));
      case ScheduleSpec part -> throw Case.part(part);
    };
  }

  private static Answer estimate(Vector vector, EstimatorSpec spec) {
    Case input = vector.input();
    int depth = input.count() + input.dimension() + OWN_ROUNDINGS;
    ExactVector exact = ExactEstimator.estimate(spec, input.batch());
    double[] gauges = IntStream.range(0, exact.dimension()).mapToDouble(exact::gauge).toArray();
    return answer(vector, List.of(expected(vector, "gradient", 0, exact.rounded(), gauges, depth)));
  }

  private static Answer direction(Vector vector, NormSpec norm) {
    Case input = vector.input();
    Direction exact = new ExactNorm(norm).direction(input.matrices().getFirst());
    int depth = Directions.DEPTH + 2 * input.dimension();
    return answer(
        vector,
        List.of(
            expected(
                vector, "direction", 0, exact.matrix().entries(), Directions.gauge(input), depth),
            expected(
                vector,
                "dual_norm",
                0,
                new double[] {exact.dualNorm()},
                new double[] {Directions.dualGauge(input)},
                depth)));
  }

  private static Answer run(Vector vector) {
    Case input = vector.input();
    double[][] positions = Agreement.reference(input);
    double[][] gauges = OptimizerGauge.ofRun(input);
    int depth = 2 * OWN_ROUNDINGS + 2 * input.dimension();
    List<Expected> expected = new ArrayList<>();
    for (int t = 1; t < positions.length; t++) {
      expected.add(expected(vector, "parameters", t, positions[t], gauges[t], t * depth));
    }
    return answer(vector, expected);
  }

  private static Answer answer(Vector vector, List<Expected> expected) {
    return new Answer(List.of(vector.type()), expected, List.of());
  }

  private static Expected expected(
      Vector vector, String quantity, long after, double[] values, double[] gauges, int depth) {
    return expected(
        vector,
        quantity,
        after,
        values,
        precision ->
            Arrays.stream(gauges)
                .map(
                    gauge ->
                        gauge == Double.POSITIVE_INFINITY
                            ? gauge
                            : 2 * new TestRatio(precision, depth).allowed(gauge).toDouble())
                .toArray());
  }

  /** Values beside the bounds that a precision has for each. */
  static Expected expected(
      Vector vector,
      String quantity,
      long after,
      double[] values,
      Function<Precision, double[]> bounds) {
    return new Expected(
        quantity,
        after,
        DoubleStream.of(values).map(x -> x + 0.0).boxed().toList(),
        tolerances(values, bounds.apply(Precision.FLOAT64)),
        vector.input().isInRangeOf(Precision.FLOAT32)
            ? Optional.of(tolerances(values, bounds.apply(Precision.FLOAT32)))
            : Optional.empty());
  }

  /** Half an ulp more, as the value itself is rounded. */
  private static List<Double> tolerances(double[] values, double[] bounds) {
    List<Double> tolerances = new ArrayList<>();
    for (int j = 0; j < values.length; j++) {
      double whole = (bounds[j] + Math.ulp(values[j]) / 2) * (1 + Tolerance.BOUND_ROUNDING);
      tolerances.add(
          Double.isFinite(whole) && whole > 0
              ? new BigDecimal(whole).round(DIGITS).doubleValue()
              : whole);
    }
    return tolerances;
  }
}
