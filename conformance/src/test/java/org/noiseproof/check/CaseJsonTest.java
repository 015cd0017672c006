package org.noiseproof.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import tools.jackson.databind.json.JsonMapper;

class CaseJsonTest {
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<Case> cases() {
    Matrix matrix = Matrix.ofRows(new double[] {1, 0.1, -3}, new double[] {0, 5, 6});
    return Stream.of(
        Case.of(
            new SignSgd(0.1, 0.9),
            new double[] {1, -0.0},
            new double[][] {{0.1, Double.MIN_VALUE}}),
        Case.of(new SignSgd(0.1, 0.9), matrix, matrix, matrix),
        Case.of(
            new Mean(), new double[][] {{Double.NaN, 1}, {Double.NEGATIVE_INFINITY, 0.1 + 0.2}}),
        Case.of(new Nuclear(), matrix));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_case_is_read_back_to_the_bit(Case input) {
    Case again = CaseJson.read(JSON.readTree(CaseJson.write(input).toString()));
    assertThat(again).hasToString(input.toString());
    assertThat(Arrays.deepToString(again.rows())).isEqualTo(Arrays.deepToString(input.rows()));
    assertThat(again.matrixRows()).isEqualTo(input.matrixRows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"estimator\":{\"type\":\"mean\"}}",
        "{\"estimator\":{\"type\":\"mean\"},\"rows\":[[1],[1,2]]}",
        "{\"estimator\":{\"type\":\"mean\"},\"rows\":[]}",
        "{\"estimator\":{\"type\":\"mean\"},\"rows\":[[\"one\"]]}",
        "{\"estimator\":{\"type\":\"mean\"},\"rows\":[[1]],\"seed\":1}",
        "{\"optimizer\":{\"type\":\"sign_sgd\",\"learning_rate\":1},\"parameters\":[1],"
            + "\"gradients\":[[1,2]]}"
      })
  void what_is_no_case_is_refused(String json) {
    assertThatThrownBy(() -> CaseJson.read(JSON.readTree(json)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
