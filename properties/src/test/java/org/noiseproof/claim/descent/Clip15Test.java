package org.noiseproof.claim.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;

class Clip15Test {
  private static final Setting SKEWED = Setting.line(1, Setting.skewed(1.5, 1), 1.5);

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip15.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void a_constant_threshold_gathers_runs_where_the_closed_form_says() {
    double[] thresholds = new double[16];
    Arrays.fill(thresholds, 1);
    double u = Clip15Error.fixedPoint(SKEWED, thresholds);
    assertThat(digits(u, 4)).isEqualTo("0.3186");
    assertThat(digits(u * u, 10))
        .isEqualTo(digits(Clip15Error.constantThreshold(SKEWED, 1), 10))
        .startsWith("0.1015");
  }

  @Test
  void the_moment_on_the_line_is_the_largest_that_a_gradient_gives() {
    assertThat(digits(SKEWED.deviation(), 12)).isEqualTo("1");
    assertThat(SKEWED.moment()).isBetween(1.5, 2.0);
    assertThat(digits(Clip15Runs.PLANE.moment(), 6)).isEqualTo("1.64952");
  }

  @Test
  void a_backend_that_has_nothing_is_not_judged() {
    assertThat(Clip15.claim().checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }
}
