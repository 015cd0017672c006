package org.noiseproof.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Draw;
import org.noiseproof.check.MatrixDraws;
import org.noiseproof.check.OptimizerDraws;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Run;
import org.noiseproof.dialect.RunningError;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
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
  private static final Subject REFERENCE = Subject.of(Backends.named("reference"));

  @Test
  void a_coordinate_that_is_moved_by_itself_has_the_bound_of_its_running_error() {
    for (OptimizerSpec spec :
        List.of(
            new Sgd(0.5, 0.5, 0.25, false, 2),
            new Adam(0.5, 0.5, 0.75, 1, 0.5),
            new Adagrad(0.5, 0, 0),
            new Scheduled(new Sgd(1, 0, 0, false, 0), new Power(-1, 0), new Constant()))) {
      double[][] rows = {{3}, {-4}};
      Case run = Case.of(spec, new double[] {-1}, rows);
      var errors =
          Run.of(
              SpokenRules.of(REFERENCE, run),
              RunningError.in(Precision.FLOAT64),
              run.parameters(),
              rows);
      double[][] gauges = OptimizerGauge.ofRun(REFERENCE, run);
      assertThat(gauges[0]).containsExactly(1);
      assertThat(gauges[1][0] * 0x1p-51).isEqualTo(errors.get(1).getFirst().bound());
      assertThat(gauges[2][0] * 0x1p-50).isEqualTo(errors.get(2).getFirst().bound());
      assertThat(gauges[1][0]).isGreaterThan(1);
    }
  }

  @Test
  void clipped_sgd_adds_up_clipped_terms() {
    double[][] gauges =
        OptimizerGauge.ofRun(
            REFERENCE,
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
            REFERENCE,
            Case.of(
                new ClippedSgd(2, 1, 0.5, true),
                new double[] {1, -1, 2},
                new double[][] {{-6, 8, 0}}));
    assertThat(gauges).isDeepEqualTo(new double[][] {{1, 1, 2}, {11, 11, 2}});
  }

  @Test
  void no_run_of_the_reference_goes_further_than_its_gauge() {
    List<Function<Draw, Case>> draws =
        List.of(
            OptimizerDraws::clippedSgd,
            OptimizerDraws::normalizedSgd,
            OptimizerDraws::signSgd,
            MatrixDraws::nsd,
            MatrixDraws::nucgd,
            MatrixDraws::muon,
            MatrixDraws::polarGrad);
    for (int i = 0; i < 300; i++) {
      Draw draw = new Draw(Streams.of(7, "gauge").replicate(i), Precision.FLOAT64);
      Case input = draws.get(i % draws.size()).apply(draw);
      double[][] positions = Agreement.reference(input);
      double[][] gauges = OptimizerGauge.ofRun(REFERENCE, input);
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
    double[][] gauges =
        OptimizerGauge.ofRun(REFERENCE, Case.of(spec, new double[] {parameter}, rows));
    return Arrays.stream(gauges).mapToDouble(gauge -> gauge[0]).toArray();
  }
}
