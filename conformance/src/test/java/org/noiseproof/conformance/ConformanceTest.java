package org.noiseproof.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.check.TestSubject;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.statistics.Verdict;

final class ConformanceTest {
  private static final Subject REFERENCE = Subject.of(Backends.named("reference"));
  private static final Cases MEANS =
      Cases.drawn(draw -> Case.of(new Mean(), draw.rows(draw.size(4), draw.size(4))));

  private static Check check(Cases cases, Check.Test test) {
    return new Check("law/mean/test", "is tested", "mean", true, cases, test);
  }

  private static CheckResult run(Check check) {
    return run(REFERENCE, check);
  }

  private static CheckResult run(Subject subject, Check check) {
    return Conformance.run(subject, List.of(check), 5, 30, Listener.silent()).results().getFirst();
  }

  @Test
  void every_id_is_unique_and_says_what_it_is_about() {
    Set<String> ids = new HashSet<>();
    for (Check check : Checks.all()) {
      assertThat(ids.add(check.id())).as(check.id()).isTrue();
      assertThat(check.id())
          .matches("(law|vector|norm)/[a-z_0-9]+/[a-z-]+|criterion/[A-F]/[a-z_]+");
      assertThat(List.of(check.id().split("/", -1))).contains(check.type());
      assertThat(check.demand()).isNotBlank();
    }
  }

  @Test
  void checks_are_selected_by_id_and_by_prefix() {
    assertThat(Checks.select(List.of())).isEqualTo(Checks.all());
    assertThat(Checks.select(List.of("law/adam/units"))).hasSize(1);
    assertThat(Checks.select(List.of("law/adam", "criterion/A")))
        .extracting(Check::id)
        .allMatch(id -> id.startsWith("law/adam/") || id.startsWith("criterion/A/"))
        .contains("law/adam/units", "criterion/A/mean");
    assertThatThrownBy(() -> Checks.select(List.of("law/adam/unit")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "unknown check \"law/adam/unit\": did you mean \"law/adam/units\"?");
  }

  @Test
  void the_largest_ratio_and_its_case_are_kept() {
    CheckResult result = run(check(MEANS, (subject, input) -> Outcome.within(input.count() / 8.0)));
    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.cases()).isEqualTo(30);
    assertThat(result.worstRatio()).isEqualTo(0.5);
    assertThat(result.worst().orElseThrow().count()).isEqualTo(4);
    assertThat(result.counterexample()).isEmpty();
  }

  @Test
  void a_violation_is_shrunk_and_its_replay_finds_it_again() {
    Check check =
        check(
            MEANS,
            (subject, input) -> Outcome.require(input.count() < 3, "rows: " + input.count()));
    CheckResult result = run(check);
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.counterexample().orElseThrow().minimal())
        .hasToString("{\"type\":\"mean\"}, rows = [0.0], [0.0], [0.0]");
    assertThat(result.counterexample().orElseThrow().observed()).isEqualTo("rows: 3");
    assertThat(result.counterexample().orElseThrow().drawn().count()).isGreaterThanOrEqualTo(3);
    assertThat(result.replay())
        .isEqualTo(
            "./noiseproof conform --backend reference --check law/mean/test --seed 5 --cases 30");
    assertThat(run(check).counterexample().orElseThrow().drawn())
        .hasToString(result.counterexample().orElseThrow().drawn().toString());
  }

  @Test
  void an_assumption_holds_for_every_case_drawn_or_shrunk() {
    CheckResult result =
        run(
            check(
                MEANS.where(input -> input.count() == 2),
                (subject, input) -> {
                  assertThat(input.count()).isEqualTo(2);
                  return Outcome.broken("always");
                }));
    assertThat(result.counterexample().orElseThrow().minimal().count()).isEqualTo(2);
  }

  @Test
  void listed_cases_are_run_as_they_are() {
    Cases listed =
        new Cases.Listed(
            List.of(
                Case.of(new Mean(), new double[][] {{1.5}}),
                Case.of(new Mean(), new double[][] {{2.5}, {3.5}})));
    CheckResult result =
        run(check(listed, (s, input) -> Outcome.require(input.count() == 1, "two")));
    assertThat(result.cases()).isEqualTo(2);
    assertThat(result.counterexample().orElseThrow().minimal().rows())
        .isDeepEqualTo(new double[][] {{2.5}, {3.5}});
    assertThat(listed.where(input -> input.count() == 1))
        .isEqualTo(new Cases.Listed(List.of(((Cases.Listed) listed).cases().getFirst())));
  }

  @Test
  void what_is_only_reported_never_violates() {
    Check report =
        new Check("law/mean/report", "", "mean", false, MEANS, (s, input) -> Outcome.within(7));
    CheckResult result = run(report);
    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.worstRatio()).isEqualTo(7);
  }

  @Test
  void an_exception_of_the_subject_is_a_violation_and_said() {
    Subject broken =
        TestSubject.estimating(
            batch -> {
              throw new IllegalStateException("out of order");
            });
    CheckResult result = run(broken, Checks.select(List.of("law/mean/oddness")).getFirst());
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.counterexample().orElseThrow().observed())
        .isEqualTo("it threw java.lang.IllegalStateException: out of order");
  }

  @Test
  void what_is_not_implemented_does_not_apply() {
    Subject nothing =
        new TestSubject(REFERENCE.describe(), s -> Optional.empty(), s -> Optional.empty());
    for (String id : List.of("law/mean/order", "vector/mean/average", "law/sgd/finite")) {
      CheckResult result = run(nothing, Checks.select(List.of(id)).getFirst());
      assertThat(result.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
      assertThat(result.note()).startsWith("does not implement {\"type\":");
      assertThat(result.cases()).isZero();
    }
    ConformanceRun run =
        Conformance.run(nothing, Checks.select(List.of("law/mean")), 5, 3, Listener.silent());
    assertThat(run.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void a_float32_subject_is_given_float32_numbers_only() {
    TestSubject floats =
        TestSubject.estimating(batch -> new double[batch.dimension()])
            .describedAs(new Description(Precision.FLOAT32, Determinism.REPRODUCIBLE, 1, 1, ""));
    CheckResult drawn =
        run(
            floats,
            check(
                MEANS,
                (s, input) -> {
                  assertThat(input.isIn(Precision.FLOAT32)).isTrue();
                  return Outcome.require(input.count() < 2, "two");
                }));
    assertThat(drawn.verdict()).isEqualTo(Verdict.VIOLATED);
    Cases third = Cases.only(Case.of(new Mean(), new double[][] {{1 / 3.0}}));
    assertThat(
            run(
                    floats,
                    check(third, (s, input) -> Outcome.require(input.isIn(Precision.FLOAT32), "")))
                .verdict())
        .isEqualTo(Verdict.HOLDS);
    for (double beyond : new double[] {1e300, 1e-300}) {
      Cases listed = Cases.only(Case.of(new Mean(), new double[][] {{beyond}}));
      CheckResult result = run(floats, check(listed, (s, input) -> Outcome.EXACT));
      assertThat(result.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
      assertThat(result.note()).isEqualTo("its numbers are beyond the range of FLOAT32");
    }
  }

  @Test
  void a_listener_hears_of_every_check_and_the_run_counts_them() {
    List<String> heard = new ArrayList<>();
    List<Check> checks =
        List.of(
            check(MEANS, (s, input) -> Outcome.EXACT),
            check(MEANS, (s, input) -> Outcome.broken("x")));
    ConformanceRun run =
        Conformance.run(
            REFERENCE,
            checks,
            5,
            3,
            new Listener() {
              @Override
              public void running(Check check, int n, int all) {
                heard.add(n + " of " + all);
              }

              @Override
              public void finished(CheckResult result) {
                heard.add(result.verdict().name());
              }
            });
    assertThat(heard).containsExactly("1 of 2", "HOLDS", "2 of 2", "VIOLATED");
    assertThat(run.count(Verdict.HOLDS)).isEqualTo(1);
    assertThat(run.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(run.subject()).isEqualTo("reference");
  }

  @Test
  void a_nan_ratio_is_the_worst_and_never_holds() {
    Outcome nan = Outcome.within(Double.NaN);
    assertThat(nan.holds()).isFalse();
    assertThat(nan.isWorseThan(Outcome.broken(""))).isTrue();
    assertThat(Outcome.EXACT.worst(nan)).isSameAs(nan);
    assertThat(nan.worst(Outcome.EXACT)).isSameAs(nan);
    assertThat(Outcome.within(1).holds()).isTrue();
  }
}
