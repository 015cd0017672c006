package org.noiseproof.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Batch;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.random.Streams;

class ProblemTest {

  @Test
  void a_point_of_another_length_is_refused() {
    for (Problem problem :
        new Problem[] {
          new Saturating(2), new SeparableSaturating(2), new PseudoHuber(2), Quadratic.towards(1, 2)
        }) {
      assertThatThrownBy(() -> problem.value(new double[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("x has 3 coordinates, expected dimension = 2");
      assertThatThrownBy(() -> problem.gradient(new double[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("x has 1 coordinates, expected dimension = 2");
    }
  }

  @Test
  void a_problem_without_dimension_or_with_an_infinite_target_is_refused() {
    assertThatThrownBy(() -> new Saturating(0)).hasMessageContaining("dimension = 0");
    assertThatThrownBy(Quadratic::towards).hasMessageContaining("dimension = 0");
    assertThatThrownBy(() -> Quadratic.towards(Double.NaN)).hasMessageContaining("target = [NaN]");
  }

  @Test
  void far_out_values_and_gradients_are_those_of_the_real_numbers() {
    double[] far = {1e200, 0};
    assertThat(new Saturating(2).value(far)).isEqualTo(1);
    assertThat(new Saturating(2).gradient(far)).containsOnly(0);
    assertThat(new SeparableSaturating(2).value(far)).isEqualTo(1);
    assertThat(new PseudoHuber(2).value(far)).isEqualTo(1e200);
    assertThat(new PseudoHuber(2).gradient(far)).containsExactly(1, 0);
  }

  @Test
  void noise_along_a_direction_moves_each_row_by_its_own_multiple_of_it() {
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1, 1), new StudentT2(), 0.5, -2);
    Batch batch =
        Batch.of(5, 2, oracle.sample(new double[] {1, 1}, 5, Streams.of(1, "noise").replicate(0)));
    for (int k = 0; k < 5; k++) {
      assertThat(batch.at(k, 1)).isEqualTo(-4 * batch.at(k, 0));
      assertThat(batch.at(k, 0)).isNotEqualTo(batch.at((k + 1) % 5, 0));
    }
  }

  @Test
  void noise_per_coordinate_is_drawn_for_each_entry() {
    NoisyGradient oracle = new NoisyGradient.PerCoordinate(new PseudoHuber(2), new StudentT2());
    Batch batch =
        Batch.of(3, 2, oracle.sample(new double[2], 3, Streams.of(1, "noise").replicate(0)));
    assertThat(batch.values()).doesNotHaveDuplicates().hasSize(6);
  }

  @Test
  void without_noise_every_row_is_the_gradient() {
    TwoPoint none = new TwoPoint(0, 1);
    double[] x = {3, -1};
    Problem problem = new Saturating(2);
    for (NoisyGradient oracle :
        new NoisyGradient[] {
          NoisyGradient.along(problem, none, 1, 1), new NoisyGradient.PerCoordinate(problem, none)
        }) {
      Batch batch = Batch.of(2, 2, oracle.sample(x, 2, Streams.of(1, "noise").replicate(0)));
      assertThat(batch.row(0)).containsExactly(problem.gradient(x));
      assertThat(batch.row(1)).containsExactly(problem.gradient(x));
    }
  }

  @Test
  void a_direction_of_another_length_and_an_empty_batch_are_refused() {
    assertThatThrownBy(() -> NoisyGradient.along(new Saturating(2), new StudentT2(), 1))
        .hasMessage("direction has 1 coordinates, expected dimension = 2");
    assertThatThrownBy(
            () ->
                NoisyGradient.along(new Saturating(1), new StudentT2(), 1)
                    .sample(new double[1], 0, Streams.of(1, "noise").replicate(0)))
        .hasMessageContaining("samples = 0");
  }
}
