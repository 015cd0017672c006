package org.noiseproof.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuadraticFormTest {

  @Property
  void it_is_the_product_with_the_matrix_on_both_sides(
      @ForAll @Size(9) byte[] entries, @ForAll @Size(3) byte[] point) {
    // integers: every sum is exact
    Matrix any = Matrix.of(3, 3, doubles(entries));
    Matrix b = any.plus(any.transpose());
    Matrix theta = Matrix.of(3, 1, doubles(point));
    assertThat(QuadraticForm.of(b).of(theta.entries()))
        .isEqualTo(theta.transpose().times(b).times(theta).at(0, 0));
  }

  @Test
  void the_zero_form_is_zero_and_squares_and_products_are_what_they_say() {
    double[] theta = {2, 3, 5};
    assertThat(QuadraticForm.of(Matrix.zero(3, 3)).of(theta)).isZero();
    assertThat(QuadraticForm.squares(1, 3).of(theta)).isEqualTo(34);
    assertThat(QuadraticForm.product(2, 0).of(theta)).isEqualTo(10);
    assertThat(QuadraticForm.product(2, 0).dimension()).isEqualTo(3);
  }

  @Test
  void what_is_not_symmetric_or_finite_is_refused() {
    assertThatThrownBy(() -> QuadraticForm.of(Matrix.of(2, 2, 0, 1, 0, 0)))
        .hasMessageContaining("b = ")
        .hasMessageContaining("symmetric");
    assertThatThrownBy(() -> QuadraticForm.of(Matrix.of(1, 1, Double.NaN)))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> new QuadraticForm.Term(1, 0, 1)).hasMessageContaining("i = 1, j = 0");
  }

  private static double[] doubles(byte[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
