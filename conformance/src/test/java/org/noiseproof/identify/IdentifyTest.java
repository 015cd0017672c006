package org.noiseproof.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.dialect.ExactNumber;
import org.noiseproof.dialect.RunningError;
import org.noiseproof.zoo.Specimen;
import org.noiseproof.zoo.WrongOptimizers;

final class IdentifyTest {

  static Stream<Arguments> types() {
    return Identify.types().stream()
        .flatMap(
            type -> Stream.of(Precision.values()).map(precision -> Arguments.of(type, precision)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_speaker_of_any_dialect_is_told_from_those_of_all_others(String type, Precision precision) {
    for (Dialect dialect : Dialects.of(type)) {
      Identification found = Identify.of(new Speaker(dialect, precision), type);
      assertThat(found.spoken()).as(dialect.id()).containsExactly(dialect);
      assertThat(found.unanswered()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_two_dialects_answer_some_question_apart_by_more_than_both_may_be_off(
      String type, Precision precision) {
    List<String> together = new ArrayList<>();
    List<Dialect> dialects = Dialects.of(type);
    for (Dialect one : dialects) {
      for (Dialect other : dialects.subList(dialects.indexOf(one) + 1, dialects.size())) {
        if (Questions.of(type).stream().noneMatch(q -> apart(q, one, other, precision))) {
          together.add(one.id() + " and " + other.id());
        }
      }
    }
    assertThat(together).isEmpty();
  }

  private static boolean apart(Question question, Dialect one, Dialect other, Precision precision) {
    List<List<ExactNumber>> here = question.answer(one, ExactNumber.FROM_DOUBLES);
    List<List<ExactNumber>> there = question.answer(other, ExactNumber.FROM_DOUBLES);
    List<List<RunningError>> bound = question.answer(one, RunningError.in(precision));
    List<List<RunningError>> otherBound = question.answer(other, RunningError.in(precision));
    for (int t = 0; t < here.size(); t++) {
      for (int j = 0; j < here.get(t).size(); j++) {
        double distance =
            here.get(t).get(j).value().minus(there.get(t).get(j).value()).abs().toDouble();
        if (distance > bound.get(t).get(j).bound() + otherBound.get(t).get(j).bound()) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void the_reference_speaks_what_the_specs_mean() {
    Subject reference = Subject.of(Backends.named("reference"));
    for (String type : Identify.types()) {
      assertThat(Identify.of(reference, type).spoken()).as(type).contains(Dialects.named(type));
    }
  }

  @Test
  void what_multiplies_by_the_root_speaks_no_dialect_and_the_first_step_tells() {
    Specimen wrong = specimen("adam-multiplied-by-the-root");
    Identification found = Identify.of(Subject.of(wrong.backend()), "adam");
    assertThat(found.spoken()).isEmpty();
    assertThat(found.nearest()).isPresent();
    assertThat(found.nearest().orElseThrow().difference().row()).isEqualTo(1);
  }

  @Test
  void a_specimen_that_puts_epsilon_inside_the_root_speaks_that_dialect() {
    Specimen wrong = specimen("adam-epsilon-inside-the-root");
    assertThat(Identify.of(Subject.of(wrong.backend()), "adam").spoken())
        .contains(Dialects.named("adam.epsilon_inside"))
        .allMatch(dialect -> dialect.id().contains("epsilon_inside"));
  }

  @Test
  void what_takes_no_weight_decay_is_named_but_for_the_decay() {
    Dialect hat = Dialects.named("adam.epsilon_hat");
    Subject shy =
        new Refusing(
            new Speaker(hat, Precision.FLOAT64),
            json -> json.path("weight_decay").doubleValue() > 0);
    Identification found = Identify.of(shy, "adam");
    assertThat(found.spoken()).contains(hat).hasSizeGreaterThan(1);
    assertThat(found.choices().getFirst()).hasSize(1);
    assertThat(found.unanswered()).isNotEmpty();
  }

  @Test
  void what_implements_nothing_speaks_nothing() {
    Subject silent =
        new Refusing(new Speaker(Dialects.named("adam"), Precision.FLOAT64), _ -> true);
    Identification found = Identify.of(silent, "adam");
    assertThat(found.isImplemented()).isFalse();
    assertThat(found.spoken()).isEmpty();
    assertThat(found.nearest()).isEmpty();
  }

  @Test
  void a_type_without_dialects_is_refused_with_the_closest_that_has_some() {
    assertThatThrownBy(() -> Questions.of("adm"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean \"adam\"");
  }

  private static Specimen specimen(String name) {
    return WrongOptimizers.all().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
