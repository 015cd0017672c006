package org.noiseproof.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.noiseproof.backend.Precision;
import org.noiseproof.dialect.Arithmetic;
import org.noiseproof.dialect.Axis;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.dialect.EstimatorDialect;
import org.noiseproof.dialect.ExactNumber;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.dialect.RunningError;
import org.noiseproof.dialect.Scalar;
import org.noiseproof.vector.Answer.Expected;
import org.noiseproof.vector.Answer.Restart;
import org.noiseproof.vector.Course.Modular;

/**
 * What the dialects of a type answer. The values are those of exact arithmetic, the tolerances
 * those of {@link RunningError}. Dialects whose values are the same doubles share an answer, and
 * the larger of their tolerances.
 *
 * @param exact the arithmetic of the values
 * @param nearest double of a value
 */
record Spoken<S extends Scalar<S>>(
    Vector vector, OptimizerDialect dialect, Arithmetic<S> exact, ToDoubleFunction<S> nearest) {

  /**
   * The answers, that of the spec's own dialect first. Of long runs only those of dialects that are
   * the spec's own but for one choice at most, which somebody makes: the others are told apart by
   * short ones.
   */
  static List<Answer> answers(Vector vector) {
    List<Answer> answers = new ArrayList<>();
    for (Dialect dialect : Dialects.of(vector.spoken())) {
      if (vector.isLong() && !isCommon(dialect)) {
        continue;
      }
      Answer answer = of(vector, dialect);
      Optional<Answer> same = answers.stream().filter(answer::coincides).findFirst();
      if (same.isPresent()) {
        answers.set(answers.indexOf(same.get()), same.get().sharedWith(answer));
      } else {
        answers.add(answer);
      }
    }
    return answers;
  }

  private static Answer of(Vector vector, Dialect dialect) {
    return switch (dialect) {
      case OptimizerDialect optimizer -> of(vector, optimizer);
      case EstimatorDialect estimator -> of(vector, estimator);
    };
  }

  private static Answer of(Vector vector, OptimizerDialect dialect) {
    return vector.isLong()
        ? new Spoken<>(vector, dialect, DoubleDouble.FROM_DOUBLES, DoubleDouble::nearest).answer()
        : new Spoken<>(vector, dialect, ExactNumber.FROM_DOUBLES, x -> x.value().toDouble())
            .answer();
  }

  private static Answer of(Vector vector, EstimatorDialect dialect) {
    Expected expected =
        Answers.expected(
            vector,
            "gradient",
            0,
            EstimateTrial.estimate(vector, dialect, ExactNumber.FROM_DOUBLES).stream()
                .mapToDouble(x -> x.value().toDouble())
                .toArray(),
            precision ->
                EstimateTrial.estimate(vector, dialect, RunningError.in(precision)).stream()
                    .mapToDouble(RunningError::bound)
                    .toArray());
    return new Answer(List.of(dialect.id()), List.of(expected), List.of());
  }

  private static boolean isCommon(Dialect dialect) {
    List<Axis> unusual = dialect.choices().stream().filter(axis -> !axis.isCanonical()).toList();
    return unusual.isEmpty() || (unusual.size() == 1 && !unusual.getFirst().spokenBy().isEmpty());
  }

  private Answer answer() {
    List<Long> moments = vector.moments();
    List<List<Coordinate<S>>> states = new Trace<>(vector, dialect, exact).states(moments);
    List<List<Coordinate<RunningError>>> doubles = errors(Precision.FLOAT64).states(moments);
    List<List<Coordinate<RunningError>>> floats = errors(Precision.FLOAT32).states(moments);
    List<Expected> expected = new ArrayList<>();
    List<Restart> restarts = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      int at = i;
      expected.add(
          expected(
              moments.get(i),
              states.get(i),
              precision ->
                  switch (precision) {
                    case FLOAT64 -> doubles.get(at);
                    case FLOAT32 -> floats.get(at);
                  }));
      if (vector.course() instanceof Modular) {
        restarts.add(restart(moments.get(i), rounded(states.get(i))));
      }
    }
    return new Answer(List.of(dialect.id()), expected, restarts);
  }

  private Trace<RunningError> errors(Precision precision) {
    return new Trace<>(vector, dialect, RunningError.in(precision));
  }

  private Expected expected(
      long t,
      List<Coordinate<S>> state,
      Function<Precision, List<Coordinate<RunningError>>> errors) {
    return Answers.expected(
        vector,
        "parameters",
        t,
        state.stream().mapToDouble(c -> nearest.applyAsDouble(c.parameter())).toArray(),
        precision ->
            errors.apply(precision).stream().mapToDouble(c -> c.parameter().bound()).toArray());
  }

  /** One step more from a state that is written down. */
  private Restart restart(long t, List<double[]> state) {
    Map<String, List<Double>> buffers = new TreeMap<>();
    List<String> names = new Trace<>(vector, dialect, exact).buffers();
    for (int b = 0; b < names.size(); b++) {
      int of = b + 1;
      buffers.put(names.get(b), state.stream().map(coordinate -> coordinate[of]).toList());
    }
    List<Coordinate<S>> next = new Trace<>(vector, dialect, exact).step(t + 1, in(exact, state));
    return new Restart(
        t,
        state.stream().map(coordinate -> coordinate[0]).toList(),
        buffers,
        expected(
            t + 1,
            next,
            precision -> errors(precision).step(t + 1, in(RunningError.in(precision), state))));
  }

  /** Of each coordinate its parameter, and after it its buffers. */
  private List<double[]> rounded(List<Coordinate<S>> state) {
    List<double[]> rounded = new ArrayList<>();
    for (Coordinate<S> coordinate : state) {
      double[] numbers = new double[coordinate.buffers().size() + 1];
      numbers[0] = nearest.applyAsDouble(coordinate.parameter());
      for (int b = 1; b < numbers.length; b++) {
        numbers[b] = nearest.applyAsDouble(coordinate.buffers().get(b - 1));
      }
      rounded.add(numbers);
    }
    return rounded;
  }

  private static <T extends Scalar<T>> List<Coordinate<T>> in(
      Arithmetic<T> arithmetic, List<double[]> state) {
    List<Coordinate<T>> coordinates = new ArrayList<>();
    for (double[] numbers : state) {
      List<T> buffers = new ArrayList<>();
      for (int b = 1; b < numbers.length; b++) {
        buffers.add(arithmetic.of(numbers[b]));
      }
      coordinates.add(new Coordinate<>(arithmetic.of(numbers[0]), buffers));
    }
    return coordinates;
  }
}
