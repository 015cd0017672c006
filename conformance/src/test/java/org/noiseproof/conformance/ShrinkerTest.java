package org.noiseproof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.noiseproof.check.Case;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;

final class ShrinkerTest {
  private static final Case LARGE =
      Case.of(
          new Sgd(0.037, 0.93, 0, true, 0.17),
          new double[] {3.25, -7.125, 11},
          new double[][] {{1.7, 2.9, -3.1}, {4.3, -5.7, 6.1}, {7.3, 8.9, -9.7}, {0, 1, 2}});

  @Test
  void what_always_fails_becomes_one_zero_and_plain_hyperparameters() {
    assertThat(Shrinker.minimal(LARGE, any -> true))
        .hasToString(
            "{\"type\":\"sgd\",\"learning_rate\":0.0,\"momentum\":0.0,\"dampening\":0.0,"
                + "\"nesterov\":false,\"weight_decay\":0.0}, θ = [0.0], gradients = [0.0]");
  }

  @Test
  void only_what_is_needed_to_fail_is_left() {
    Case minimal =
        Shrinker.minimal(
            LARGE, input -> Arrays.stream(input.rows()).anyMatch(row -> row[row.length - 1] < -3));
    assertThat(minimal.count()).isEqualTo(1);
    assertThat(minimal.dimension()).isEqualTo(1);
    assertThat(minimal.parameters()).containsExactly(0);
    assertThat(minimal.rows()[0][0]).isLessThan(-3).isEqualTo(Math.rint(minimal.rows()[0][0]));
  }

  @Test
  void hyperparameters_that_are_needed_stay_and_integers_shrink() {
    Case minimal =
        Shrinker.minimal(
            Case.of(new MicroBatchClip(0.37, 5), new double[][] {{1}}),
            input -> {
              MicroBatchClip clip = (MicroBatchClip) input.spec();
              return clip.microBatchSize() >= 2 && clip.threshold() > 0;
            });
    assertThat(minimal.spec()).isEqualTo(new MicroBatchClip(1, 2));
  }

  @Test
  void the_hyperparameters_of_every_optimizer_become_plain() {
    Case minimal =
        Shrinker.minimal(
            Case.of(new Adabelief(0.037, 0.93, 0.997, 1.7e-9), new double[1], new double[][] {{1}}),
            input -> ((Adabelief) input.spec()).beta1() > 0);
    assertThat(minimal.spec()).isEqualTo(new Adabelief(0, 0.5, 0, 0));
    minimal =
        Shrinker.minimal(
            Case.of(new Adagrad(0.037, 0.31, 1.7e-9), new double[1], new double[][] {{1}}),
            input -> ((Adagrad) input.spec()).initialAccumulator() > 0);
    assertThat(minimal.spec()).isEqualTo(new Adagrad(0, 1, 0));
  }

  @Test
  void a_spec_within_a_spec_shrinks_too() {
    Case minimal =
        Shrinker.minimal(
            Case.of(
                new Scheduled(
                    new NormalizedSgd(0.37, 0.99, true), new Horizon(-0.75, 9), new Constant()),
                new double[1],
                new double[][] {{1}}),
            input ->
                ((Scheduled) input.spec()).learningRateSchedule() instanceof Horizon h
                    && h.horizon() >= 2);
    assertThat(minimal.spec())
        .isEqualTo(
            new Scheduled(new NormalizedSgd(0, 0, false), new Horizon(0, 2), new Constant()));
  }

  @Test
  void a_matrix_loses_rows_and_columns_and_its_norm_becomes_the_plainest() {
    Case large =
        Case.of(
            new Nsd(0.3, new Schatten(3), 0.9, 0.1),
            Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6}),
            Matrix.ofRows(new double[] {7, 8, 9}, new double[] {1.5, -2.5, 3.5}),
            Matrix.ofRows(new double[] {0, 1, 0}, new double[] {1, 0, 1}));
    assertThat(Shrinker.minimal(large, any -> true))
        .hasToString(
            "{\"type\":\"nsd\",\"learning_rate\":0.0,\"norm\":\"frobenius\",\"momentum\":0.0,"
                + "\"weight_decay\":0.0}, θ = [0.0], gradients = [0.0]");
    assertThat(
            Shrinker.minimal(large, input -> input.matrixRows() == 2 && input.matrixColumns() > 1))
        .hasToString(
            "{\"type\":\"nsd\",\"learning_rate\":0.0,\"norm\":\"frobenius\",\"momentum\":0.0,"
                + "\"weight_decay\":0.0}, θ = [[0.0, 0.0], [0.0, 0.0]],"
                + " gradients = [[0.0, 0.0], [0.0, 0.0]]");
  }

  @Test
  void a_norm_on_its_own_shrinks_like_any_spec() {
    Case large = Case.of(new KyFan(4), Matrix.ofRows(new double[] {1.25, 2}, new double[] {3, 4}));
    assertThat(Shrinker.minimal(large, input -> ((KyFan) input.spec()).k() >= 2))
        .hasToString("{\"type\":\"ky_fan\",\"k\":2}, Z = [0.0]");
  }

  @Test
  void nothing_but_finite_numbers_is_tried() {
    Case largest = Case.of(new MicroBatchClip(1, 1), new double[][] {{Double.MAX_VALUE}});
    Shrinker.minimal(
        largest,
        input -> {
          assertThat(input.rows()[0][0]).isFinite();
          return input.rows()[0][0] > 1e300;
        });
  }

  @Test
  void a_case_that_cannot_be_simpler_stays() {
    assertThat(Shrinker.minimal(LARGE, input -> input == LARGE)).isSameAs(LARGE);
  }
}
