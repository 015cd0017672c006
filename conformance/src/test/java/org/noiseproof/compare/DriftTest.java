package org.noiseproof.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.noiseproof.compare.Entry.Errors;
import org.noiseproof.compare.Entry.Ratio;

class DriftTest {
  private static final String WORKLOAD = "{\"type\":\"mean\"} on 64 × 1024";
  private static final Entry BEFORE = entry(1, ratio(0.9, 1.1), 4.0);

  private static Ratio ratio(double lower, double upper) {
    return new Ratio(WORKLOAD, (lower + upper) / 2, lower, upper, 0.95, 9);
  }

  private static Entry entry(int day, Ratio ratio, double roundings) {
    return entry("one machine", day, ratio, roundings);
  }

  private static Entry entry(String machine, int day, Ratio ratio, double roundings) {
    return new Entry(
        "noiseproof-comparison-history",
        1,
        new Provenance(
            Instant.parse("2026-01-0%dT00:00:00Z".formatted(day)), "commit" + day, machine),
        "mine",
        "cpu",
        1,
        100,
        true,
        List.of(new Errors("mean", roundings / 16, roundings)),
        List.of(ratio));
  }

  @Test
  void intervals_with_a_point_in_common_are_no_drift() {
    assertThat(Drift.since(List.of(BEFORE), entry(2, ratio(1.1, 1.5), 4.0))).isEmpty();
    assertThat(Drift.since(List.of(BEFORE), entry(2, ratio(0.95, 1.05), 3.9))).isEmpty();
    assertThat(Drift.since(List.of(), BEFORE)).isEmpty();
  }

  @Test
  void an_interval_beyond_the_earlier_one_is_a_drift_to_either_side() {
    List<Drift> slower = Drift.since(List.of(BEFORE), entry(2, ratio(1.2, 1.4), 4.0));
    List<Drift> faster = Drift.since(List.of(BEFORE), entry(2, ratio(0.5, 0.8), 4.0));

    assertThat(slower)
        .containsExactly(
            new Drift(
                WORKLOAD,
                "slower: the ratio of times was 1.000 [0.900, 1.100]"
                    + " (2026-01-01T00:00:00Z, commit1), and is 1.300 [1.200, 1.400]",
                true));
    assertThat(faster).singleElement().returns(false, Drift::worse);
  }

  @Test
  void a_creep_that_no_step_shows_is_seen_from_the_first_line() {
    Entry between = entry(2, ratio(1.05, 1.25), 4.0);
    Entry now = entry(3, ratio(1.15, 1.35), 4.0);

    assertThat(Drift.since(List.of(between), now)).isEmpty();
    assertThat(Drift.since(List.of(BEFORE, between), now))
        .singleElement()
        .satisfies(drift -> assertThat(drift.said()).contains("commit1"));
  }

  @Test
  void an_error_that_has_grown_by_any_bit_is_a_drift_where_bits_repeat() {
    List<Drift> drifts = Drift.since(List.of(BEFORE), entry(2, ratio(0.9, 1.1), Math.nextUp(4.0)));

    assertThat(drifts)
        .singleElement()
        .satisfies(drift -> assertThat(drift.said()).contains("less exact", "commit1"));
  }

  @Test
  void another_machine_another_candidate_and_other_cases_are_not_compared() {
    Entry now = entry(2, ratio(2, 3), 9.0);
    Entry elsewhere = entry("another machine", 1, ratio(0.9, 1.1), 4.0);
    Entry otherCases =
        new Entry(
            BEFORE.format(),
            BEFORE.version(),
            BEFORE.provenance(),
            BEFORE.candidate(),
            BEFORE.baseline(),
            BEFORE.seed() + 1,
            BEFORE.cases(),
            true,
            BEFORE.errors(),
            List.of());

    assertThat(Drift.since(List.of(elsewhere), now)).isEmpty();
    assertThat(Drift.comparable(List.of(elsewhere, BEFORE), now)).isEqualTo(1);
    assertThat(Drift.since(List.of(otherCases), now)).isEmpty();
  }

  @Test
  void a_line_reads_back_as_it_was_and_others_are_refused_by_number() {
    assertThat(Entry.read(Stream.of(BEFORE.line(), "", BEFORE.line())))
        .containsExactly(BEFORE, BEFORE);
    assertThat(BEFORE.line()).doesNotContain("\n").contains("\"roundings\":4.0");
    for (String none : List.of("nonsense", "{}", "[1]", BEFORE.line().replace("history", "x"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Entry.read(Stream.of(BEFORE.line(), none)))
          .withMessageStartingWith("line 2 is no entry");
    }
  }
}
