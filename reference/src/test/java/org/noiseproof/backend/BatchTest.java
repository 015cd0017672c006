package org.noiseproof.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchTest {

  @Test
  void rows_lie_one_after_the_other() {
    Batch batch = Batch.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    assertThat(batch.samples()).isEqualTo(2);
    assertThat(batch.dimension()).isEqualTo(3);
    assertThat(batch.values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(batch.at(1, 0)).isEqualTo(4);
    assertThat(batch.row(1)).containsExactly(4, 5, 6);
    assertThat(batch).hasToString("[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]");
  }

  @Test
  void a_batch_views_the_array_while_rows_are_copies() {
    double[] values = {1, 2};
    Batch batch = Batch.of(2, 1, values);
    double[] row = batch.row(0);
    values[0] = 7;
    assertThat(batch.at(0, 0)).isEqualTo(7);
    assertThat(row).containsExactly(1);
    double[] source = {3};
    Batch copied = Batch.ofRows(source);
    source[0] = 9;
    assertThat(copied.at(0, 0)).isEqualTo(3);
  }

  @Test
  void an_empty_batch_is_refused() {
    refused(() -> Batch.ofRows(), "the batch is empty: no rows, expected at least 1");
    refused(
        () -> Batch.of(0, 3, new double[0]),
        "the batch is empty: samples = 0, expected at least 1");
    refused(() -> Batch.of(1, 0, new double[0]), "dimension = 0, expected at least 1");
  }

  @Test
  void a_ragged_batch_is_refused() {
    refused(
        () -> Batch.ofRows(new double[] {1, 2}, new double[] {3}),
        "row 1 has 1 entries, expected 2 as row 0");
    refused(() -> Batch.of(2, 3, new double[5]), "5 values for a batch of 2 × 3");
    refused(
        () -> Batch.of(1 << 16, 1 << 16, new double[0]), "0 values for a batch of 65536 × 65536");
  }

  @Test
  void the_first_entry_that_is_not_finite_is_named() {
    Batch finite = Batch.ofRows(new double[] {Double.MAX_VALUE, -0.0, Double.MIN_VALUE});
    assertThat(finite.requireFinite()).isSameAs(finite);
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      Batch batch = Batch.ofRows(new double[] {1, 2}, new double[] {3, bad}, new double[] {bad, 1});
      refused(
          batch::requireFinite,
          "gradients: row 1, column 1 is " + bad + ", expected a finite number");
    }
  }

  private static void refused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
