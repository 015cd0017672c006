package org.noiseproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.statistics.Verdict.HOLDS;
import static org.noiseproof.statistics.Verdict.NOT_APPLICABLE;
import static org.noiseproof.statistics.Verdict.VIOLATED;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.statistics.Verdict;

class KillMatrixTest {

  @Test
  void is_a_table_of_controls_by_backends() {
    KillMatrix matrix =
        KillMatrix.of(
            List.of(
                run("one", result("A-1", VIOLATED, HOLDS), result("A-2", VIOLATED)),
                run("two", result("A-1", VIOLATED, NOT_APPLICABLE))));
    assertThat(matrix.markdown())
        .isEqualTo(
            """
            | claim | control | what is wrong | one | two |
            | --- | --- | --- | --- | --- |
            | A-1 | `control-0` | false \\| wrong | VIOLATED | VIOLATED |
            | A-1 | `control-1` | false \\| wrong | **missed: HOLDS** | n/a |
            | A-2 | `control-0` | false \\| wrong | VIOLATED | |
            """);
    assertThat(matrix.complete()).isFalse();
  }

  @Test
  void is_complete_where_each_control_is_found_wherever_it_applies_and_somewhere() {
    assertThat(matrix(VIOLATED, VIOLATED).complete()).isTrue();
    assertThat(matrix(VIOLATED, NOT_APPLICABLE).complete()).isTrue();
    assertThat(matrix(NOT_APPLICABLE, NOT_APPLICABLE).complete()).isFalse();
    assertThat(matrix(VIOLATED, Verdict.UNDECIDED).complete()).isFalse();
    assertThat(matrix(Verdict.ERROR, VIOLATED).complete()).isFalse();
  }

  private static KillMatrix matrix(Verdict one, Verdict two) {
    return KillMatrix.of(List.of(run("one", result("A-1", one)), run("two", result("A-1", two))));
  }

  private static ClaimResult result(String id, Verdict... controls) {
    return ClaimResultTest.result(id, List.of(HOLDS), List.of(controls));
  }

  private static Verification run(String backend, ClaimResult... results) {
    Description description =
        new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "nothing");
    return new Verification(backend, description, 1, Scale.DEFAULT, List.of(results));
  }
}
