package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class TransferMatrixTest {

  /** x′ = (x ± 1)/2: uniform on (−1, 1). */
  private static TransferMatrix halving(int cells) {
    return TransferMatrix.of(
        List.of(x -> (x - 1) / 2, x -> (x + 1) / 2), Grid.linear(-1, 1, cells));
  }

  @Test
  void an_infinite_sum_of_random_signs_is_uniform() {
    GridLaw law = halving(256).stationary();
    for (double x = -1; x <= 1; x += 0.03125) {
      assertThat(law.cdf(x)).isEqualTo((x + 1) / 2, within(1.0 / 256));
    }
    assertThat(law.mean()).isZero();
    assertThat(law.variance()).isEqualTo(1 / 3.0, within(1.0 / 256));
    assertThat(law.density(128)).isEqualTo(0.5, within(1.0 / 256));
  }

  @Test
  void depth_0_has_its_mean_exactly_and_its_variance_up_to_the_splitting() {
    double eta = 0.1;
    Refined variance =
        Refined.of(
            cells ->
                TransferMatrix.of(
                        List.of(w -> w - eta * (w - 5), w -> w - eta * (w + 3)),
                        Grid.linear(-3, 5, cells))
                    .stationary()
                    .variance(),
            2000);
    assertThat(variance.value())
        .isEqualTo(16 * eta / (2 - eta), within(variance.change()))
        .isEqualTo(0.8421, within(0.0001));
  }

  @Test
  void a_law_after_some_steps_has_the_mean_of_a_linear_recursion() {
    TransferMatrix matrix = halving(64);
    GridLaw law = matrix.after(0.7, 3);
    assertThat(law.mean()).isEqualTo(0.7 / 8, within(Tolerance.CLOSED_FORM));
    assertThat(matrix.next(law).mean()).isEqualTo(0.7 / 16, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void the_distribution_function_runs_from_0_to_1_and_never_falls() {
    GridLaw law = TransferMatrix.of(List.of(x -> x), Grid.logarithmic(0.5, 2, 7)).after(0.6, 0);
    double before = 0;
    for (double x = 0.4; x < 2.2; x += 0.01) {
      assertThat(law.cdf(x)).isBetween(before, 1.0);
      before = law.cdf(x);
    }
    assertThat(law.cdf(0)).isZero();
    assertThat(law.cdf(0.5)).isZero();
    assertThat(law.cdf(2)).isEqualTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(law.lowerEdge() + law.upperEdge()).isLessThan(1);
  }

  @Test
  void what_leaves_the_grid_is_put_on_its_ends() {
    GridLaw law =
        TransferMatrix.of(List.of(x -> x - 3, x -> x + 3), Grid.linear(0, 1, 4)).stationary();
    assertThat(law.lowerEdge()).isEqualTo(0.5);
    assertThat(law.upperEdge()).isEqualTo(0.5);
  }

  @Test
  void a_law_that_would_go_round_in_a_circle_comes_to_rest() {
    Grid grid = Grid.linear(-1, 2, 30);
    GridLaw law = TransferMatrix.of(List.of(x -> -x), grid).stationary();
    assertThat(TransferMatrix.of(List.of(x -> -x), grid).next(law).mean())
        .isEqualTo(law.mean(), within(Tolerance.CLOSED_FORM));
    GridLaw three =
        TransferMatrix.of(List.of(x -> x < 2 ? x + 1 : 0), Grid.linear(0, 3, 3)).stationary();
    for (int j = 0; j < 3; j++) {
      assertThat(three.mass(j)).isEqualTo(1 / 3.0, within(Tolerance.CLOSED_FORM));
    }
  }

  @Test
  void maps_points_and_laws_that_are_not_of_the_grid_are_refused_by_name() {
    Grid grid = Grid.linear(-1, 1, 4);
    for (double image : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> TransferMatrix.of(List.of(x -> x, _ -> image), grid))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("maps: map 1 at x = -1.0 is %s, out of range: finite".formatted(image));
    }
    assertThatThrownBy(() -> TransferMatrix.of(List.of(x -> -x), Grid.logarithmic(1, 2, 4)))
        .hasMessage("maps: map 0 at x = 1.0 is -1.0, out of range: finite and ≥ 0");
    TransferMatrix matrix = halving(4);
    for (double start : new double[] {Double.NaN, -1.5}) {
      assertThatThrownBy(() -> matrix.after(start, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("start = %s is out of range: -1.0 ≤ start ≤ 1.0, the grid".formatted(start));
    }
    assertThatThrownBy(() -> matrix.after(0, -5))
        .hasMessage("steps = -5 is out of range: steps ≥ 0");
    GridLaw finer = halving(8).after(0, 1);
    assertThatThrownBy(() -> matrix.next(finer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("law is on Grid[");
    assertThatThrownBy(() -> finer.cdf(Double.NaN)).hasMessage("x = NaN is out of range: a number");
    assertThatThrownBy(() -> Grid.logarithmic(1, 2, 4).position(-1))
        .hasMessage("x = -1.0 is out of range: x ≥ 0");
  }

  @Test
  void grids_that_are_none_are_refused() {
    assertThatThrownBy(() -> Grid.linear(1, 1, 4)).hasMessageContaining("last = 1.0");
    assertThatThrownBy(() -> Grid.linear(0, 1, 0)).hasMessageContaining("cells = 0");
    assertThatThrownBy(() -> Grid.logarithmic(0, 1, 4)).hasMessageContaining("lower = 0.0");
    assertThatThrownBy(() -> TransferMatrix.of(List.of(), Grid.linear(0, 1, 4)))
        .hasMessageContaining("maps = 0");
  }
}
