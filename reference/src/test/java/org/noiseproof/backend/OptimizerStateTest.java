package org.noiseproof.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.noiseproof.matrix.Matrix;

class OptimizerStateTest {
  private final OptimizerState state =
      OptimizerState.of(
          3, new double[] {1, 2}, Map.of("b", new double[] {5, 6}, "a", new double[] {3, 4}));

  @Test
  void a_state_keeps_its_parts() {
    assertThat(state.steps()).isEqualTo(3);
    assertThat(state.dimension()).isEqualTo(2);
    assertThat(state.parameters()).containsExactly(1, 2);
    assertThat(state.buffers()).containsExactly("a", "b");
    assertThat(state.buffer("b")).containsExactly(5, 6);
    assertThat(state).hasToString("step 3, θ = [1.0, 2.0], a = [3.0, 4.0], b = [5.0, 6.0]");
  }

  @Test
  void nothing_that_comes_in_or_goes_out_can_change_it() {
    double[] parameters = {1, 2};
    double[] buffer = {3, 4};
    OptimizerState copy = OptimizerState.of(0, parameters, Map.of("a", buffer));
    parameters[0] = 9;
    buffer[0] = 9;
    copy.parameters()[1] = 9;
    copy.buffer("a")[1] = 9;
    assertThat(copy.parameters()).containsExactly(1, 2);
    assertThat(copy.buffer("a")).containsExactly(3, 4);
  }

  @Test
  void states_are_equal_to_the_bit() {
    OptimizerState zero = OptimizerState.of(0, new double[] {0.0}, Map.of());
    assertThat(zero).isEqualTo(OptimizerState.of(0, new double[] {0.0}, Map.of()));
    assertThat(zero).isNotEqualTo(OptimizerState.of(0, new double[] {-0.0}, Map.of()));
    assertThat(zero).isNotEqualTo(OptimizerState.of(1, new double[] {0.0}, Map.of()));
    assertThat(zero)
        .isNotEqualTo(OptimizerState.of(0, new double[] {0.0}, Map.of("a", new double[1])));
    assertThat(OptimizerState.of(0, new double[1], Map.of("a", new double[] {0.0})))
        .isNotEqualTo(OptimizerState.of(0, new double[1], Map.of("a", new double[] {-0.0})));
    assertThat(state)
        .hasSameHashCodeAs(
            OptimizerState.of(
                3,
                new double[] {1, 2},
                Map.of("a", new double[] {3, 4}, "b", new double[] {5, 6})));
  }

  @Test
  void a_vector_is_one_column_and_a_matrix_keeps_its_shape() {
    assertThat(state.rows()).isEqualTo(2);
    assertThat(state.columns()).isEqualTo(1);
    OptimizerState row = state.shaped(1, 2);
    assertThat(row.matrix()).isEqualTo(Matrix.of(1, 2, 1, 2));
    assertThat(row).isNotEqualTo(state);
    OptimizerState next = row.next(new double[] {7, 8}, Map.of("left", new double[] {1}));
    assertThat(next.matrix()).isEqualTo(Matrix.of(1, 2, 7, 8));
    assertThat(next.steps()).isEqualTo(4);
    assertThat(next.buffers()).containsExactly("left");
    OptimizerState none = OptimizerState.of(0, new double[0], Map.of());
    assertThat(none.rows()).isZero();
    assertThat(none.columns()).isEqualTo(1);
  }

  @Test
  void what_does_not_fit_is_refused() {
    refused(() -> state.shaped(2, 2), "2 parameters are no 2 × 2 matrix");
    refused(() -> state.next(new double[3], Map.of()), "3 parameters, expected 2");
    refused(
        () -> state.shaped(1, 2).next(new double[2], Map.of("left", new double[3])),
        "buffer left has 3 entries, expected 2, or one a row, 1");
    refused(
        () -> OptimizerState.of(0, new double[2], Map.of("momentum", new double[3])),
        "buffer momentum has 3 entries, expected 2");
    refused(() -> state.buffer("c"), "no buffer named c; this state has [a, b]");
    refused(() -> state.requireGradient(new double[3]), "gradient has 3 entries, expected 2");
    refused(
        () -> state.requireGradient(new double[] {1, Double.NaN}),
        "gradient[1] = NaN is not finite");
    refused(
        () -> state.requireGradient(new double[] {Double.NEGATIVE_INFINITY, 1}),
        "gradient[0] = -Infinity is not finite");
    double[] gradient = {1, 2};
    assertThat(state.requireGradient(gradient)).isSameAs(gradient);
  }

  private static void refused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
