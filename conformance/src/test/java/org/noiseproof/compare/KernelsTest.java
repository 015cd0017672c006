package org.noiseproof.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.noiseproof.backend.Backends;
import org.noiseproof.compare.Race.Stopwatch;
import org.noiseproof.compare.Sizes.Size;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.fast.bench.BackendTimes;
import org.noiseproof.fast.bench.CallTime;
import org.noiseproof.fast.bench.Pace;

/** A faster kernel, a slower one and two that are faster and wrong, each told for what it is. */
class KernelsTest {
  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  /** Three rounds suffice for this level; the true factors are 8 and more. */
  private static final double LEVEL = 0.75;

  private static final Pace SHORT = new Pace(3, 3, 20);
  private static final Stopwatch REAL =
      (backend, at) -> BackendTimes.of(backend, at.spec(), at.rows(), at.columns(), SHORT);

  @TempDir private static Path folder;
  private static String jar = "";

  @BeforeAll
  static void kernels_are_built_and_other_builds_on_this_machine_may_time_as_well()
      throws IOException {
    jar = Kernels.jar(folder).toString();
    System.setProperty(IGNORE_LOCK, "true");
  }

  @AfterAll
  static void the_lock_counts_again() {
    System.clearProperty(IGNORE_LOCK);
  }

  private static Comparison compare(String candidate, String baseline, Stopwatch stopwatch) {
    return compare(candidate, baseline, stopwatch, 64);
  }

  private static Comparison compare(
      String candidate, String baseline, Stopwatch stopwatch, int rows) {
    return new Contest(
            Backends.named(jar + "#" + candidate),
            Backends.named(jar + "#" + baseline),
            List.of(Choice.of("per_sample_clip")),
            new Sizes(true, List.of(new Size(rows, 64))),
            Conformance.DEFAULT_SEED,
            10,
            LEVEL,
            0.05,
            OptionalInt.of(3),
            false)
        .run(stopwatch, _ -> Conformance.Listener.silent(), (_, _, _) -> {});
  }

  @Test
  void a_right_and_faster_kernel_is_right_and_faster() {
    Comparison comparison = compare("fused", "repeated", REAL);

    assertThat(comparison.isRight()).isTrue();
    assertThat(comparison.timings()).singleElement().returns(Speed.FASTER, comparison::speed);
  }

  @Test
  void a_right_and_slower_kernel_is_right_and_slower() {
    Comparison comparison = compare("repeated", "plain", REAL);

    assertThat(comparison.isRight()).isTrue();
    assertThat(comparison.timings()).singleElement().returns(Speed.SLOWER, comparison::speed);
  }

  @Test
  void a_faster_kernel_that_clips_the_sum_is_wrong_and_not_even_timed() {
    Comparison comparison = compare("sum_first", "plain", KernelsTest::neverAsked);

    assertThat(comparison.isRight()).isFalse();
    assertThat(comparison.timings()).isEmpty();
    assertThat(comparison.failures())
        .extracting(failure -> failure.check().id())
        .contains("criterion/A/per_sample_clip", "criterion/B/per_sample_clip");
    assertThat(comparison.failures())
        .extracting(CheckResult::replay)
        .allMatch(line -> line.startsWith("./noiseproof conform --backend " + jar + "#sum_first"));
  }

  @Test
  void a_faster_kernel_with_half_the_precision_that_it_promises_is_wrong() {
    Comparison comparison = compare("in_floats", "plain", KernelsTest::neverAsked);

    assertThat(comparison.isRight()).isFalse();
    Comparison.Judged judged = comparison.judged().getFirst();
    assertThat(judged.candidate().orElseThrow().ratio()).isGreaterThan(1);
    assertThat(judged.baseline().orElseThrow().ratio()).isLessThan(1);
    assertThat(judged.candidate().orElseThrow().roundings())
        .isGreaterThan(judged.baseline().orElseThrow().roundings());
  }

  @Test
  void what_is_wrong_is_timed_where_that_is_asked_for_and_stays_wrong() {
    Contest contest =
        new Contest(
            Backends.named(jar + "#sum_first"),
            Backends.named(jar + "#plain"),
            List.of(Choice.of("per_sample_clip")),
            new Sizes(true, List.of(new Size(2, 2))),
            Conformance.DEFAULT_SEED,
            1,
            LEVEL,
            0.05,
            OptionalInt.of(3),
            true);
    Comparison comparison =
        contest.run(
            (backend, _) -> CallTime.always(backend.endsWith("sum_first") ? 1 : 2),
            _ -> Conformance.Listener.silent(),
            (_, _, _) -> {});

    assertThat(comparison.isRight()).isFalse();
    assertThat(comparison.count(Speed.FASTER)).isEqualTo(1);
  }

  @Test
  void a_kernel_that_is_wrong_only_at_the_size_that_is_timed_is_wrong() {
    Comparison comparison = compare("in_small_batches", "plain", KernelsTest::neverAsked, 65);

    assertThat(comparison.failures()).isEmpty();
    assertThat(comparison.isRight()).isFalse();
    assertThat(comparison.timings()).isEmpty();
    assertThat(comparison.wrongAnswers())
        .singleElement()
        .satisfies(
            wrong -> {
              assertThat(wrong.workload().size()).isEqualTo("65 × 64");
              assertThat(wrong.outcome().orElseThrow().observed()).contains("got 0.0");
            });
  }

  @Test
  void an_answer_that_is_remembered_is_computed_again() {
    Workload at = new Workload(Choice.of("per_sample_clip").spec(64, 64), 64, 64);

    assertThat(REAL.time(jar + "#remembered", at).fast())
        .isGreaterThan(REAL.time(jar + "#fused", at).fast());
  }

  private static CallTime neverAsked(String backend, Workload workload) {
    throw new AssertionError(backend + " was timed on " + workload);
  }
}
