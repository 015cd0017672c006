package org.noiseproof.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.compare.Race.Stopwatch;
import org.noiseproof.fast.bench.CallTime;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.statistics.MedianBand;

class RaceTest {
  private static final Workload SMALL = new Workload(new Mean(), 4, 2);
  private static final Workload LARGE = new Workload(new Mean(), 512, 1024);
  private static final Race.Listener SILENT = (_, _, _) -> {};

  @Test
  void both_take_turns_on_every_workload_of_a_round_and_at_being_first() {
    List<String> order = new ArrayList<>();
    Stopwatch stopwatch =
        (backend, workload) -> {
          order.add(backend + " " + workload.size());
          return CallTime.always(1);
        };

    new Race(3, 0.1).run("A", "B", List.of(SMALL, LARGE), stopwatch, SILENT);

    List<String> first = List.of("B 4 × 2", "A 4 × 2", "B 512 × 1024", "A 512 × 1024");
    List<String> second = List.of("A 4 × 2", "B 4 × 2", "A 512 × 1024", "B 512 × 1024");
    assertThat(order).hasSize(12);
    assertThat(order.subList(0, 4)).isEqualTo(first).isEqualTo(order.subList(8, 12));
    assertThat(order.subList(4, 8)).isEqualTo(second);
  }

  @Test
  void a_ratio_is_that_of_its_round_so_that_a_machine_that_slows_down_changes_none() {
    int[] calls = {0};
    Stopwatch stopwatch =
        (backend, _) ->
            CallTime.always(Math.scalb(backend.equals("A") ? 2.0 : 1.0, calls[0]++ / 2));

    Timing timing = new Race(6, 0.9).run("A", "B", List.of(SMALL), stopwatch, SILENT).getFirst();

    assertThat(timing.ratio()).isEqualTo(new MedianBand(2, 2, 2));
    assertThat(Speed.of(timing.ratio(), 0.05)).isEqualTo(Speed.SLOWER);
  }

  @Test
  void a_kernel_that_is_fast_in_a_fifth_of_its_calls_alone_is_not_faster() {
    Stopwatch stopwatch =
        (backend, _) -> backend.equals("A") ? new CallTime(1, 40) : CallTime.always(2);

    Timing timing = new Race(6, 0.9).run("A", "B", List.of(SMALL), stopwatch, SILENT).getFirst();

    assertThat(Speed.of(timing.ratio(), 0.05)).isEqualTo(Speed.FASTER);
    assertThat(Speed.of(timing.medians(), 0.05)).isEqualTo(Speed.SLOWER);
    assertThat(timing.speed(0.05)).isEqualTo(Speed.UNDECIDED);
  }

  @Test
  void the_level_is_shared_by_all_workloads() {
    Race one = Race.shortest(1, 0.95, true);
    Race eight = Race.shortest(8, 0.95, true);

    assertThat(one.rounds()).isEqualTo(6);
    assertThat(eight.rounds()).isEqualTo(9);
    for (int workloads : new int[] {1, 2, 7, 30}) {
      for (boolean quick : new boolean[] {true, false}) {
        Race race = Race.shortest(workloads, 0.95, quick);
        double missed = 1 - MedianBand.coverage(race.levelOfEach(workloads), race.rounds());
        assertThat(workloads * missed).isLessThanOrEqualTo(0.05 + Math.ulp(1.0));
      }
    }
  }

  @Test
  void unless_it_is_quick_one_outlier_on_either_side_changes_no_interval() {
    Race race = Race.shortest(1, 0.95, false);
    int[] round = {0};
    Stopwatch stopwatch =
        (backend, _) ->
            CallTime.always(
                !backend.equals("A") ? 1 : round[0]++ == 0 ? 100 : round[0] == 2 ? 0.01 : 1);

    Timing timing = race.run("A", "B", List.of(SMALL), stopwatch, SILENT).getFirst();

    assertThat(timing.ratio()).isEqualTo(new MedianBand(1, 1, 1));
  }

  @Test
  void too_few_rounds_for_the_level_are_refused_with_how_many_it_takes() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Race(5, 0.95)
                    .run("A", "B", List.of(SMALL), (_, _) -> CallTime.always(1), SILENT))
        .withMessage("rounds = 5 is out of range: at least 6 for 1 workloads at level 0.95");
    assertThatIllegalArgumentException().isThrownBy(() -> new Race(0, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Race(3, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.9, FASTER",
    "0.5, 0.96, UNDECIDED",
    "0.96, 0.99, SAME",
    "0.96, 1.04, SAME",
    "0.9, 1.04, UNDECIDED",
    "1.01, 1.04, SAME",
    "1.04, 1.06, UNDECIDED",
    "1.06, 9, SLOWER",
    "0.1, 9, UNDECIDED",
  })
  void the_whole_interval_decides(double lower, double upper, Speed speed) {
    assertThat(Speed.of(new MedianBand(lower, lower, upper), 0.05)).isEqualTo(speed);
  }

  @Test
  void who_changes_places_changes_faster_and_slower_alone() {
    for (double lower = 0.5; lower < 2; lower *= 1.03) {
      for (double upper = lower; upper < 2; upper *= 1.07) {
        Speed speed = Speed.of(new MedianBand(1, lower, upper), 0.1);
        Speed swapped = Speed.of(new MedianBand(1, 1 / upper, 1 / lower), 0.1);
        assertThat(swapped)
            .isEqualTo(
                switch (speed) {
                  case FASTER -> Speed.SLOWER;
                  case SLOWER -> Speed.FASTER;
                  case SAME, UNDECIDED -> speed;
                });
      }
    }
  }
}
