package org.noiseproof.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

final class CaseTest {
  private static final Matrix TALL =
      Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6});
  private static final Case RUN =
      Case.of(new Nsd(1, new Nuclear(), 0, 0), TALL, TALL.times(2), TALL.times(3));

  @Test
  void a_matrix_keeps_its_shape_and_is_shown_in_it() {
    assertThat(RUN.start()).isEqualTo(TALL);
    assertThat(RUN.matrices()).containsExactly(TALL.times(2), TALL.times(3));
    assertThat(RUN.dimension()).isEqualTo(6);
    assertThat(RUN)
        .hasToString(
            "{\"type\":\"nsd\",\"learning_rate\":1.0,\"norm\":\"nuclear\",\"momentum\":0.0,\"weight_decay\":0.0},"
                + " θ = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], gradients = [[2.0, 4.0], [6.0, 8.0],"
                + " [10.0, 12.0]], [[3.0, 6.0], [9.0, 12.0], [15.0, 18.0]]");
  }

  @Test
  void numbers_are_mapped_in_place_and_matrices_may_change_their_shape() {
    assertThat(RUN.map(x -> -x).start()).isEqualTo(TALL.times(-1));
    assertThat(RUN.with(RUN.parameters(), new double[][] {TALL.entries()}).matrices())
        .containsExactly(TALL);
    Case transposed = RUN.mapMatrices(Matrix::transpose);
    assertThat(transposed.matrixRows()).isEqualTo(2);
    assertThat(transposed.matrixColumns()).isEqualTo(3);
    assertThat(transposed.start()).isEqualTo(TALL.transpose());
    assertThat(RUN.flattened().start()).isEqualTo(Matrix.of(6, 1, TALL.entries()));
  }

  @Test
  void a_vector_is_one_column() {
    Case vector = Case.of(new SignSgd(1, 0), new double[] {1, 2}, new double[][] {{3, 4}});
    assertThat(vector.matrixRows()).isEqualTo(2);
    assertThat(vector.matrixColumns()).isEqualTo(1);
    assertThat(vector.toString()).endsWith("θ = [1.0, 2.0], gradients = [3.0, 4.0]");
    assertThat(vector.with(new double[3], new double[][] {{1, 2, 3}}).matrixRows()).isEqualTo(3);
  }

  @Test
  void a_norm_is_asked_about_matrices() {
    assertThat(Case.of(new Nuclear(), TALL))
        .hasToString("{\"type\":\"nuclear\"}, Z = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]");
  }
}
