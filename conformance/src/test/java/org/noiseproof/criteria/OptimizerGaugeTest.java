package org.noiseproof.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Draw;
import org.noiseproof.check.MatrixDraws;
import org.noiseproof.check.OptimizerDraws;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Power;

final class OptimizerGaugeTest {

  @Test
  void sgd_adds_up_absolute_terms() {
    assertThat(of(new Sgd(0.5, 0.5, 0.25, false, 2), -1, -3, 4)).containsExactly(1, 3.5, 8.875);
  }

  @Test
  void negative_dampening_counts_by_its_share() {
    assertThat(of(new Sgd(1, 0.5, 3, false, 0), 0, 1, 1)).containsExactly(0, 1, 3.5);
  }

  @Test
  void nesterov_momentum_looks_ahead() {
    assertThat(of(new Sgd(1, 0.5, 0, true, 0), 1, 2, -2)).containsExactly(1, 4, 7.5);
  }

  @Test
  void without_momentum_dampening_does_not_count() {
    assertThat(of(new Sgd(1, 0, 0.5, false, 0), 0, 1, 1)).containsExactly(0, 1, 2);
  }

  @Test
  void clipped_sgd_adds_up_clipped_terms() {
    double[][] gauges =
        OptimizerGauge.ofRun(
            Case.of(
                new ClippedSgd(2, 5, 0.5),
                new double[] {1, -1},
                new double[][] {{-6, 8}, {0, 0}, {3, 0}}));
    assertThat(gauges).isDeepEqualTo(new double[][] {{1, 1}, {4, 5}, {5.5, 7}, {9.25, 8}});
  }

  @Test
  void a_threshold_of_zero_leaves_no_terms() {
    assertThat(of(new ClippedSgd(2, 0, 0.5), 3, 1, 0)).containsExactly(3, 3, 3);
  }

  @Test
  void a_direction_magnifies_by_what_its_buffer_cancels() {
    // Buffers of 2 and 2, or 2 and 0.5, whose terms are 2 and 2, or 2 and 1.5.
    assertThat(of(new NormalizedSgd(0.5, 0.5, false), 1, 4, 2)).containsExactly(1, 2, 3);
    assertThat(of(new NormalizedSgd(0.5, 0.5, false), 1, 4, -1)).containsExactly(1, 2, 5);
    assertThat(of(new NormalizedSgd(1, 0.5, true), 0, 4, -4))
        .containsExactly(0, 2, Double.POSITIVE_INFINITY);
    assertThat(of(new NormalizedSgd(1, 0.5, false), 3, 0, 0)).containsExactly(3, 3, 3);
  }

  @Test
  void a_sign_is_as_sure_as_its_buffer_is_far_from_zero() {
    assertThat(of(new SignSgd(0.5, 0.5), 1, 4, -1)).containsExactly(1, 2, 5);
    assertThat(of(new SignSgd(1, 0.5), 0, 4, -2)).containsExactly(0, 2, Double.POSITIVE_INFINITY);
    assertThat(of(new SignSgd(1, 0.5), 3, 0, 0)).containsExactly(3, 3, 3);
  }

  @Test
  void a_clipped_buffer_counts_with_all_its_terms() {
    double[][] gauges =
        OptimizerGauge.ofRun(
            Case.of(
                new ClippedSgd(2, 1, 0.5, true),
                new double[] {1, -1, 2},
                new double[][] {{-6, 8, 0}}));
    assertThat(gauges).isDeepEqualTo(new double[][] {{1, 1, 2}, {11, 11, 2}});
  }

  @Test
  void a_scheduled_run_adds_up_the_steps_of_its_rates() {
    assertThat(
            of(
                new Scheduled(new Sgd(1, 0, 0, false, 0), new Power(-1, 0), new Constant()),
                -1,
                2,
                -4))
        .containsExactly(1, 3, 5);
  }

  @Test
  void adam_magnifies_its_step_by_what_the_bias_corrections_cancel() {
    // first = 1, m̂ = 2, second = 1, v̂ = 4, step = (2 + 4) · 2/(2 + 1)
    assertThat(of(new Adam(0.5, 0.5, 0.75, 1, 0.5), -8, -2)).containsExactly(8, 12);
  }

  @Test
  void adam_accumulates_both_moments() {
    // first = 0.5 · 1 + 0.5 · 2, second = 0.75 · 1 + 0.25 · 4, corrections 0.75 and 0.4375
    double[] gauge = of(new Adam(1, 0.5, 0.75, 0, 0), 0, 2, -2);
    assertThat(gauge[1]).isEqualTo(6);
    assertThat(gauge[2]).isEqualTo(12);
  }

  @Test
  void adam_without_a_gradient_does_not_move() {
    assertThat(of(new Adam(1, 0.5, 0.75, 0, 0), 1, 0, 0)).containsExactly(1, 1, 1);
  }

  @Test
  void no_run_of_the_reference_goes_further_than_its_gauge() {
    List<Function<Draw, Case>> draws =
        List.of(
            OptimizerDraws::sgd,
            OptimizerDraws::clippedSgd,
            OptimizerDraws::normalizedSgd,
            OptimizerDraws::signSgd,
            OptimizerDraws::adam,
            OptimizerDraws::scheduled,
            MatrixDraws::nsd,
            MatrixDraws::nucgd,
            MatrixDraws::muon,
            MatrixDraws::polarGrad);
    for (int i = 0; i < 300; i++) {
      Draw draw = new Draw(Streams.of(7, "gauge").replicate(i), Precision.FLOAT64);
      Case input = draws.get(i % draws.size()).apply(draw);
      double[][] positions = Agreement.reference(input);
      double[][] gauges = OptimizerGauge.ofRun(input);
      TestRatio ratio = new TestRatio(Precision.FLOAT64, 100);
      for (int t = 0; t < positions.length; t++) {
        for (int j = 0; j < positions[t].length; j++) {
          double gauge = gauges[t][j];
          assertThat(ratio.above(Math.abs(positions[t][j]), gauge, gauge))
              .as("%s, step %d", input, t)
              .isLessThanOrEqualTo(1);
        }
      }
    }
  }

  private static double[] of(OptimizerSpec spec, double parameter, double... gradients) {
    double[][] rows = new double[gradients.length][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = new double[] {gradients[t]};
    }
    double[][] gauges = OptimizerGauge.ofRun(Case.of(spec, new double[] {parameter}, rows));
    return Arrays.stream(gauges).mapToDouble(gauge -> gauge[0]).toArray();
  }
}
