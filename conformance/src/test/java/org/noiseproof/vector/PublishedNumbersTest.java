package org.noiseproof.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Norm.Direction;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.dialect.ExactNumber;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.vector.Answer.Expected;
import org.noiseproof.zoo.PlainOptimizers;

/** Right programs meet the published numbers, and no wrong one of long runs does. */
final class PublishedNumbersTest {

  static Stream<Named<Backend>> right() {
    return Stream.concat(Backends.all().stream(), Stream.<Backend>of(new PlainOptimizers()))
        .filter(backend -> !backend.name().equals("reference"))
        .map(backend -> Named.of(backend.name(), backend));
  }

  @ParameterizedTest
  @MethodSource("right")
  void a_right_program_is_within_every_published_tolerance(Backend backend) {
    Optional<String> reason = backend.unavailable();
    assumeTrue(reason.isEmpty(), () -> backend.name() + ": " + reason.orElseThrow());
    Subject subject = Subject.of(backend);
    Precision precision = subject.describe().precision();
    for (Vector vector : Vectors.all()) {
      if (vector.isLong() || !vector.input().isInRangeOf(precision)) {
        continue;
      }
      Optional<List<double[]>> given = answers(vector, subject);
      List<Expected> expected = Answers.to(vector).getFirst().expected();
      for (int i = 0; i < expected.size() && given.isPresent(); i++) {
        assertThat(isMet(expected.get(i), given.get().get(i), precision))
            .as("%s: %s", vector.id(), expected.get(i))
            .isTrue();
      }
    }
  }

  @Test
  void a_state_in_single_precision_passes_no_long_run_but_of_signs() {
    for (Vector vector : LongVectors.all()) {
      Dialect dialect = Dialects.named(vector.spoken());
      Subject right = new Interpreter(dialect, state -> state);
      Subject wrong = new Interpreter(dialect, state -> (float) state);
      Outcome found = Trial.judge(vector, wrong);
      assertThat(Trial.judge(vector, right).holds()).as(vector.id()).isTrue();
      // Lion's steps are signs, and these are decided by far.
      assertThat(found.holds()).as(vector.id()).isEqualTo(vector.spoken().equals("lion"));
    }
  }

  @Test
  void each_dialect_of_a_type_fails_where_another_is_declared() {
    for (Vector vector : Vectors.all()) {
      if (vector.name().equals("everything-at-once") && vector.isSpoken()) {
        Subject hat = new Interpreter(Dialects.of(vector.spoken()).getLast(), state -> state);
        assertThat(Trial.judge(vector, hat).holds()).as(vector.id()).isTrue();
        Subject mute =
            new Interpreter(Dialects.of(vector.spoken()).getLast(), x -> x, vector.spoken());
        assertThat(Trial.judge(vector, mute).holds()).as(vector.id()).isFalse();
      }
    }
  }

  @Test
  void a_rate_that_changes_on_the_way_is_set_and_told_from_one_inside_the_velocity() {
    Vector vector =
        Vectors.all().stream()
            .filter(one -> one.id().equals("sgd/rate-changes"))
            .findFirst()
            .orElseThrow();
    Dialect inside = Dialects.named("sgd.rate_inside");
    assertThat(Trial.judge(vector, new Interpreter(inside, x -> x)).holds()).isTrue();
    assertThat(Trial.judge(vector, new Interpreter(inside, x -> x, "sgd")).holds()).isFalse();
  }

  @Test
  void double_double_runs_are_those_of_exact_numbers_in_all_bits_of_a_double() {
    List<Long> moments = List.of(1L, 10L, 60L);
    for (Vector vector : LongVectors.all()) {
      for (Dialect dialect : Dialects.of(vector.spoken())) {
        var fast =
            new Trace<>(vector, (OptimizerDialect) dialect, DoubleDouble.FROM_DOUBLES)
                .states(moments);
        var exact =
            new Trace<>(vector, (OptimizerDialect) dialect, ExactNumber.FROM_DOUBLES)
                .states(moments);
        for (int t = 0; t < moments.size(); t++) {
          for (int j = 0; j < vector.input().dimension(); j++) {
            Coordinate<ExactNumber> expected = exact.get(t).get(j);
            assertThat(fast.get(t).get(j).parameter().nearest())
                .as("%s %s step %d", vector.id(), dialect.id(), moments.get(t))
                .isEqualTo(expected.parameter().value().toDouble());
          }
        }
      }
    }
  }

  private static Optional<List<double[]>> answers(Vector vector, Subject subject) {
    Case input = vector.input();
    try {
      return Optional.of(
          switch (input.spec()) {
            case EstimatorSpec _ -> List.of(Probe.estimate(subject, input));
            case NormSpec _ -> {
              Direction direction =
                  Probe.norm(subject, input).direction(input.matrices().getFirst());
              yield List.of(direction.matrix().entries(), new double[] {direction.dualNorm()});
            }
            case OptimizerSpec _ -> Trial.positions(vector, subject);
            case ScheduleSpec part -> throw Case.part(part);
          });
    } catch (NotImplemented | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static boolean isMet(Expected expected, double[] given, Precision precision) {
    List<Double> tolerances = expected.tolerances(precision).orElseThrow();
    boolean met = given.length == expected.values().size();
    for (int j = 0; j < given.length; j++) {
      double value = expected.values().get(j);
      met &= given[j] == value || Math.abs(given[j] - value) <= tolerances.get(j);
    }
    return met;
  }
}
