package org.noiseproof.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.noiseproof.check.Check;
import org.noiseproof.check.Implementation;
import org.noiseproof.conformance.Checks;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Who watches the watchmen: the kit, run by JUnit on right and on wrong implementations. */
class ConformanceTestsTest {
  private static final String SKIPPED = "skipped: ";
  private static final String FAILED = "failed: ";

  private static EngineExecutionResults run(Class<?> kit, String factory) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectMethod(kit, factory)).execute();
  }

  /** What became of every test, by its display name: empty where it passed. */
  private static Map<String, String> outcomes(Class<?> kit, String factory) {
    Map<String, String> outcomes = new TreeMap<>();
    run(kit, factory)
        .testEvents()
        .finished()
        .list()
        .forEach(event -> outcomes.put(event.getTestDescriptor().getDisplayName(), outcome(event)));
    return outcomes;
  }

  private static String outcome(Event event) {
    var result = event.getRequiredPayload(TestExecutionResult.class);
    String message = result.getThrowable().map(Throwable::getMessage).orElse("");
    return switch (result.getStatus()) {
      case SUCCESSFUL -> "";
      case ABORTED -> SKIPPED + message;
      case FAILED -> FAILED + message;
    };
  }

  private static long count(Map<String, String> outcomes, String kind) {
    return outcomes.values().stream().filter(outcome -> outcome.startsWith(kind)).count();
  }

  @Test
  void a_right_optimizer_passes_and_each_skip_has_its_reason() {
    Map<String, String> outcomes = outcomes(Kits.Right.class, "conforms");
    assertThat(count(outcomes, FAILED)).isZero();
    assertThat(outcomes.keySet())
        .isEqualTo(
            Checks.about(List.of("sgd")).stream().map(Check::id).collect(Collectors.toSet()));
    assertThat(outcomes)
        .containsEntry("vector/sgd/first-step", "")
        .containsEntry("law/sgd/sign-symmetry", "")
        .containsEntry(
            "law/sgd/refuses-bad-gradients", SKIPPED + "no promise (https://example.org/terms)");
    assertThat(outcomes.get("vector/sgd/weight-decay"))
        .startsWith(SKIPPED + "does not implement {\"type\":\"sgd\"")
        .contains("\"weight_decay\":");
  }

  @Test
  void tests_lie_in_folders_by_kind_and_type() {
    assertThat(
            run(Kits.Right.class, "conforms")
                .containerEvents()
                .started()
                .map(event -> event.getTestDescriptor().getDisplayName()))
        .contains("law/sgd", "vector/sgd", "criterion/A");
  }

  @Test
  void a_wrong_step_fails_with_demand_counterexample_observation_and_replay() {
    Map<String, String> outcomes = outcomes(Kits.TwiceTheStep.class, "conforms");
    assertThat(outcomes.get("vector/sgd/first-step"))
        .startsWith(FAILED + "vector/sgd/first-step VIOLATED")
        .contains(
            "demanded:",
            "input:    {\"type\":\"sgd\",",
            "observed: after step 1 expected",
            "replay:   the same test with -Dnoiseproof.check=vector/sgd/first-step"
                + " -Dnoiseproof.seed=");
  }

  @Test
  void what_stands_on_a_broken_check_is_not_judged_and_says_on_which() {
    Map<String, String> outcomes = outcomes(Kits.TwiceTheStep.class, "conforms");
    assertThat(outcomes)
        .containsEntry(
            "vector/sgd/momentum", SKIPPED + "not judged: vector/sgd/first-step is broken")
        .containsEntry("criterion/A/sgd", SKIPPED + "not judged: vector/sgd/first-step is broken")
        .containsEntry("law/sgd/sign-symmetry", "");
  }

  @Test
  void a_demand_that_is_misspelt_is_refused_with_the_closest() {
    Implementation misspelt =
        Kits.sgd(sgd -> Kits.steps(sgd, 1)).notPromising("law/sgd/zero-gradeint", "no promise", "");
    assertThatThrownBy(() -> Kits.under(misspelt))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean \"law/sgd/zero-gradient\"?");
  }

  @Test
  void state_that_is_wrong_and_exceptions_are_found() {
    assertThat(outcomes(Kits.FirstGradientForgotten.class, "conforms"))
        .hasEntrySatisfying("vector/sgd/first-step", o -> assertThat(o).startsWith(FAILED));
    assertThat(outcomes(Kits.Throwing.class, "conforms").get("law/sgd/sign-symmetry"))
        .startsWith(FAILED)
        .contains("it threw java.lang.IllegalStateException: out of order");
  }

  @Test
  void an_estimator_is_a_function_from_batch_to_gradient() {
    Map<String, String> right = outcomes(Kits.Averages.class, "right");
    assertThat(count(right, FAILED)).isZero();
    assertThat(right).containsEntry("vector/mean/average", "");
    Map<String, String> wrong = outcomes(Kits.Averages.class, "doubled");
    assertThat(wrong.get("vector/mean/average")).startsWith(FAILED);
  }

  @Test
  void a_failure_as_expected_is_skipped_with_its_issue() {
    assertThat(outcomes(Kits.Expected.class, "asExpected"))
        .containsEntry(
            "vector/sgd/first-step",
            SKIPPED + "violated, expected: steps are twice as long (https://example.org/issues/1)");
  }

  @Test
  void an_expectation_that_is_off_fails() {
    assertThat(outcomes(Kits.Expected.class, "mended").get("vector/sgd/first-step"))
        .startsWith(FAILED)
        .contains("holds now, and its pinned counterexample no longer fails: take the entry out");
    assertThat(outcomes(Kits.Expected.class, "otherwise").get("law/sgd/plain-step"))
        .contains("its pinned counterexample no longer fails, another does: pin {\"type\":\"sgd\"");
    assertThat(outcomes(Kits.Expected.class, "expired").get("vector/sgd/first-step"))
        .contains("expired on 2025-01-01");
    assertThat(outcomes(Kits.Expected.class, "unknown").get("vector/sgd/first-stop"))
        .contains("did you mean \"vector/sgd/first-step\"?");
  }

  @Test
  void hyperparameters_are_named_as_in_json_and_those_without_a_default_are_needed() {
    assertThatThrownBy(
            () ->
                Implementation.named("mine")
                    .optimizer(Sgd.class, sgd -> Kits.steps(sgd, 1), "learning_rat"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean \"learning_rate\"?");
    assertThatThrownBy(
            () ->
                Implementation.named("mine")
                    .optimizer(Sgd.class, sgd -> Kits.steps(sgd, 1), "momentum"))
        .hasMessage("hyperparameter \"learning_rate\" has no default and must be settable");
    assertThat(
            Implementation.named("mine")
                .estimator(Mean.class, mean -> batch -> Kits.mean(batch, 1))
                .types())
        .containsExactly("mean");
  }
}
