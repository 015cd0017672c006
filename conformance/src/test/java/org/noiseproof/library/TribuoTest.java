package org.noiseproof.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.CheckResult.Counterexample;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.statistics.Verdict;

/** The adapter on classes of Tribuo's shape, and on Tribuo itself where it can be had. */
final class TribuoTest {
  private static final Tribuo STAND_IN = new Tribuo(TribuoTest.class.getClassLoader());

  @Test
  void its_sgd_conforms_with_and_without_momentum() {
    assertThat(verdicts(STAND_IN, "law/sgd", "vector/sgd").values())
        .contains(Verdict.HOLDS, Verdict.NOT_APPLICABLE)
        .doesNotContain(Verdict.VIOLATED, Verdict.ERROR);
    assertThat(verdicts(STAND_IN, "law/sgd"))
        .containsEntry("law/sgd/nesterov-looks-ahead", Verdict.HOLDS)
        .containsEntry("law/sgd/coasting", Verdict.HOLDS)
        .containsEntry("law/sgd/weight-decay-is-coupled", Verdict.NOT_APPLICABLE);
  }

  @Test
  void its_adam_is_found_to_multiply_by_the_root() {
    adamIsFound(STAND_IN);
  }

  @Test
  void the_real_library_gets_the_same_verdicts() {
    Subject tribuo;
    try {
      tribuo = Libraries.named("tribuo");
    } catch (LibraryUnavailable unavailable) {
      Assumptions.abort(unavailable.getMessage());
      return;
    }
    adamIsFound(tribuo);
    assertThat(verdicts(tribuo, "law/sgd", "vector/sgd", "criterion/A/sgd"))
        .doesNotContainValue(Verdict.VIOLATED)
        .doesNotContainValue(Verdict.ERROR)
        .containsEntry("vector/sgd/momentum", Verdict.HOLDS)
        .containsEntry("vector/sgd/nesterov", Verdict.HOLDS);
  }

  private static void adamIsFound(Subject tribuo) {
    Counterexample firstStep = counterexample(tribuo, "vector/adam/first-step");
    assertThat(firstStep.minimal())
        .hasToString(
            "{\"type\":\"adam\",\"learning_rate\":0.1,\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":0.0,"
                + "\"weight_decay\":0.0}, θ = [0.0], gradients = [0.5]");
    assertThat(firstStep.observed())
        .startsWith("after step 1 expected [-0.1] up to rounding, got [-2.50000000000000")
        .endsWith("E-5]");
    assertThat(verdicts(tribuo, "law/adam"))
        .containsEntry("law/adam/first-step-bound", Verdict.VIOLATED)
        .containsEntry("law/adam/constant-gradient", Verdict.VIOLATED)
        .containsEntry("law/adam/units", Verdict.VIOLATED)
        .containsEntry("law/adam/sign-symmetry", Verdict.HOLDS)
        .containsEntry("law/adam/zero-gradient", Verdict.HOLDS)
        .containsEntry("law/adam/resume", Verdict.NOT_APPLICABLE)
        .containsEntry("law/adam/refuses-bad-gradients", Verdict.NOT_APPLICABLE);
  }

  @Test
  void what_tribuo_has_not_is_not_implemented() {
    assertThat(STAND_IN.estimator(new Mean())).isEmpty();
    assertThat(STAND_IN.optimizer(new ClippedSgd(1, 1, 0))).isEmpty();
    assertThat(STAND_IN.optimizer(new Sgd(1, 0.5, 0.5, false, 0))).isEmpty();
    assertThat(STAND_IN.optimizer(new Sgd(1, 0.5, 0, false, 0.1))).isEmpty();
    assertThat(STAND_IN.optimizer(new Adam(1, 0.9, 0.9, 0, 0.1))).isEmpty();
    assertThat(STAND_IN.optimizer(new Sgd(1, 0.5, 0, true, 0))).isPresent();
  }

  @Test
  void what_the_library_throws_is_passed_on() {
    Subject.OptimizerUnderTest adam =
        STAND_IN.optimizer(new Adam(2000, 0.9, 0.9, 0, 0)).orElseThrow();
    assertThatThrownBy(() -> adam.start(new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate = 2000.0");
  }

  @Test
  void another_tribuo_than_expected_is_said_to_be_that() {
    Tribuo empty = new Tribuo(ClassLoader.getPlatformClassLoader());
    Subject.OptimizerUnderTest sgd = empty.optimizer(new Sgd(1, 0, 0, false, 0)).orElseThrow();
    assertThatThrownBy(() -> sgd.start(new double[1]))
        .isInstanceOf(LibraryUnavailable.class)
        .hasMessageStartingWith("org.tribuo:tribuo-math:4.3.2 is not as expected: ")
        .hasMessageContaining("org.tribuo.math.optimisers.SGD");
  }

  @Test
  void an_unknown_library_is_refused_by_name() {
    assertThatThrownBy(() -> Libraries.named("tribu0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown library \"tribu0\": did you mean \"tribuo\"? Known: tribuo");
  }

  private static Counterexample counterexample(Subject subject, String id) {
    return run(subject, id).getFirst().counterexample().orElseThrow();
  }

  private static Map<String, Verdict> verdicts(Subject subject, String... ids) {
    return run(subject, ids).stream()
        .collect(Collectors.toMap(result -> result.check().id(), CheckResult::verdict));
  }

  private static List<CheckResult> run(Subject subject, String... ids) {
    return Conformance.run(subject, Checks.select(List.of(ids)), 42, 40, Listener.silent())
        .results();
  }
}
