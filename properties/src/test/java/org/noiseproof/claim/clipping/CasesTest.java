package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.ErrorBudget;

/** That the generated inputs reach the edges which the claims are about. */
class CasesTest {
  private static final List<ClipCase> ROWS = ClipCase.of(trial(Scale.DEFAULT)).toList();
  private static final List<PerSampleCase> BATCHES =
      PerSampleCase.of(trial(Scale.DEFAULT)).toList();

  @Test
  void rows_come_in_every_dimension() {
    assertThat(ROWS.stream().map(c -> c.g().length).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(1, 2, 5, 50);
  }

  @Test
  void rows_reach_scales_from_a_thousandth_to_a_thousand() {
    assertThat(ROWS).anyMatch(c -> c.norm() > 0 && c.norm() < 0x1p-8);
    assertThat(ROWS).anyMatch(c -> c.norm() > 0x1p10);
    assertThat(ROWS).anyMatch(c -> c.norm() == 0);
  }

  @Test
  void thresholds_lie_inside_outside_and_exactly_on_the_norm() {
    assertThat(ROWS).anyMatch(c -> c.t() == 0 && c.norm() > 0);
    assertThat(ROWS).anyMatch(c -> c.t() > 0 && c.t() < c.norm() / 2);
    assertThat(ROWS).anyMatch(c -> c.t() > c.norm() && c.t() < Double.POSITIVE_INFINITY);
    assertThat(ROWS).anyMatch(c -> c.t() == Double.POSITIVE_INFINITY);
    assertThat(ROWS).anyMatch(c -> c.t() == c.norm() && c.t() > 0 && c.g().length == 50);
    assertThat(ROWS).anyMatch(c -> c.t() == Math.nextDown(c.norm()) && c.norm() > 0);
  }

  @Test
  void the_radius_is_the_threshold_cut_at_the_norm() {
    assertThat(ROWS).allMatch(c -> c.radius() == (c.t() < c.norm() ? c.t() : c.norm()));
  }

  @Test
  void unit_vectors_have_norm_one() {
    assertThat(ROWS).allMatch(c -> isOne(Vectors.norm(c.unit())));
    assertThat(BATCHES).allMatch(c -> isOne(Vectors.norm(c.unit())));
  }

  @Test
  void other_points_are_opposite_beyond_inside_and_near() {
    ClipCase input = ROWS.stream().filter(c -> c.norm() > 1).findFirst().orElseThrow();
    double[] distances =
        input.others().stream().mapToDouble(b -> Vectors.distance(b, input.g())).toArray();
    assertThat(Golden.digits(distances[0] / input.norm(), 10)).isEqualTo("2");
    assertThat(Golden.digits(distances[1] / input.norm(), 10)).isEqualTo("0.25");
    assertThat(Golden.digits(distances[2] / input.norm(), 10)).isEqualTo("0.25");
    assertThat(distances[3] / input.norm()).isBetween(0x1p-11, 0x1p-9);
  }

  @Test
  void batches_have_rows_that_are_zero_and_rows_far_beyond_their_thresholds() {
    assertThat(BATCHES)
        .anyMatch(c -> c.rows().stream().anyMatch(g -> Vectors.norm(g) == 0))
        .anyMatch(c -> c.rows().stream().anyMatch(g -> Vectors.norm(g) > 0x1p20 * c.threshold(17)));
    assertThat(BATCHES.stream().map(c -> c.rows().size()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(1, 2, 3, 5, 8, 17);
  }

  @Test
  void thresholds_grow_as_the_index_to_the_reciprocal_of_beta() {
    PerSampleCase input = BATCHES.getFirst().with(3, 0.5);
    assertThat(input.threshold(1)).isEqualTo(3);
    assertThat(input.threshold(4)).isEqualTo(48);
    assertThat(BATCHES.getFirst().with(3, Double.POSITIVE_INFINITY).threshold(9)).isEqualTo(3);
  }

  @Test
  void a_deep_run_has_more_cases_and_begins_with_the_same() {
    assertThat(ClipCase.of(trial(Scale.DEEP)).count()).isGreaterThan(10_000);
    assertThat(ClipCase.of(trial(Scale.DEEP)).findFirst().orElseThrow())
        .hasToString(ROWS.getFirst().toString());
  }

  @Test
  void a_reflection_keeps_norms_and_is_its_own_inverse() {
    double[] v = {0.5, 0.5, 0.5, 0.5};
    double[] x = {1, 2, 3, 4};
    assertThat(Vectors.reflect(v, x)).containsExactly(-4, -3, -2, -1);
    assertThat(Vectors.reflect(v, Vectors.reflect(v, x))).containsExactly(x);
  }

  @Test
  void the_tightest_of_each_quantity_is_kept_with_its_input() {
    Tightest found = new Tightest();
    found.offer(Comparison.atMost("a", 1, 4, 0), "first");
    found.offer(Comparison.atMost("a", 3, 4, 0), "second");
    found.offer(Comparison.atMost("b", 1, 2, 0), "third");
    found.offer(Comparison.atMost("a", 2, 4, 0), "fourth");
    assertThat(found.comparisons())
        .containsExactly(
            Comparison.atMost("a at second", 3, 4, 0), Comparison.atMost("b at third", 1, 2, 0));
  }

  @Test
  void a_failure_and_a_nan_are_tighter_than_anything_that_holds() {
    Tightest found = new Tightest();
    found.offer(Comparison.atMost("a", -5, -1, 0), "fine");
    found.offer(Comparison.atMost("a", 0.5, -1, 0), "failing");
    found.offer(Comparison.atMost("a", -1, -1, 0), "attained");
    assertThat(found.comparisons().getFirst().quantity()).isEqualTo("a at failing");
    found.offer(Comparison.atMost("a", Double.NaN, -1, 0), "NaN");
    assertThat(found.comparisons().getFirst().quantity()).isEqualTo("a at NaN");
  }

  private static boolean isOne(double x) {
    return Math.abs(x - 1) < Tolerance.gamma(64, Tolerance.UNIT_ROUNDOFF);
  }

  private static Trial trial(Scale scale) {
    return new Trial(
        Golden.REFERENCE, Streams.of(1, "test"), scale, new ErrorBudget(0x1p-20, 0x1p-10));
  }
}
