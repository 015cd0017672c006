package org.noiseproof.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final Matrix A = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});

  @Test
  void entries_are_row_by_row() {
    assertThat(A.at(1, 0)).isEqualTo(4);
    assertThat(A.entries()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(A.row(1)).containsExactly(4, 5, 6);
    assertThat(A).isEqualTo(Matrix.of(2, 3, 1, 2, 3, 4, 5, 6));
    assertThat(A).hasToString("[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]");
  }

  @Test
  void nothing_that_comes_in_or_goes_out_can_change_it() {
    double[] entries = {1, 2};
    Matrix matrix = Matrix.of(1, 2, entries);
    entries[0] = 9;
    matrix.entries()[1] = 9;
    matrix.row(0)[1] = 9;
    assertThat(matrix).isEqualTo(Matrix.of(1, 2, 1, 2));
  }

  @Test
  void a_transpose_has_rows_for_columns() {
    assertThat(A.transpose()).isEqualTo(Matrix.of(3, 2, 1, 4, 2, 5, 3, 6));
    assertThat(A.transpose().transpose()).isEqualTo(A);
  }

  @Test
  void a_product_is_made_of_inner_products() {
    assertThat(A.times(A.transpose())).isEqualTo(Matrix.of(2, 2, 14, 32, 32, 77));
    assertThat(A.inner(A)).isEqualTo(91);
    assertThat(A.times(2).minus(A)).isEqualTo(A);
    assertThat(A.plus(A)).isEqualTo(A.times(2));
    assertThat(A.times(-1).largest()).isEqualTo(6);
  }

  @Test
  void equal_is_equal_to_the_bit_and_in_shape() {
    assertThat(Matrix.zero(1, 2)).isNotEqualTo(Matrix.zero(2, 1));
    assertThat(Matrix.zero(1, 1)).isNotEqualTo(Matrix.of(1, 1, -0.0));
    assertThat(Matrix.zero(1, 2)).hasSameHashCodeAs(Matrix.of(1, 2, 0, 0));
    assertThat(Matrix.of(1, 1, Double.NaN).isFinite()).isFalse();
    assertThat(A.isFinite()).isTrue();
  }

  @Test
  void what_does_not_fit_is_refused() {
    refused(() -> Matrix.of(2, 2, 1, 2, 3), "3 entries for a 2 × 2 matrix");
    refused(() -> Matrix.of(0, 0), "0 entries for a 0 × 0 matrix");
    refused(() -> Matrix.ofRows(new double[1], new double[2]), "row 1 has 2 entries, expected 1");
    refused(() -> A.times(A), "a 2 × 3 matrix times a 2 × 3 one");
    refused(() -> A.plus(A.transpose()), "a 2 × 3 matrix beside a 3 × 2 one");
  }

  private static void refused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
