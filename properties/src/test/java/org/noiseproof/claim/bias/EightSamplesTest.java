package org.noiseproof.claim.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Norm;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;

class EightSamplesTest {
  private static final MarginProblem EIGHT = EightSamples.PROBLEM;

  @Test
  void the_largest_entry_has_its_certificate() {
    double[] p = new double[EIGHT.pairs()];
    p[EIGHT.pair(1, 2)] = 1.0 / 3;
    p[EIGHT.pair(2, 0)] = 4.0 / 33;
    p[EIGHT.pair(2, 3)] = 1.0 / 22;
    p[EIGHT.pair(5, 0)] = 5.0 / 33;
    p[EIGHT.pair(5, 3)] = 1.0 / 66;
    p[EIGHT.pair(6, 1)] = 1.0 / 6;
    p[EIGHT.pair(7, 2)] = 1.0 / 6;
    certified(new Max(), EightSamples.MAX, p);
  }

  @Test
  void the_sum_of_entries_has_its_certificate() {
    double[] p = new double[EIGHT.pairs()];
    p[EIGHT.pair(1, 1)] = 39.0 / 280;
    p[EIGHT.pair(1, 2)] = 47.0 / 280;
    p[EIGHT.pair(2, 3)] = 3.0 / 20;
    p[EIGHT.pair(5, 0)] = 43.0 / 280;
    p[EIGHT.pair(5, 3)] = 39.0 / 280;
    p[EIGHT.pair(7, 2)] = 1.0 / 4;
    certified(new L1(), EightSamples.SUM, p);
  }

  private static void certified(NormSpec norm, Matrix optimum, double[] p) {
    Norm exact = Golden.REFERENCE.norm(norm).orElseThrow();
    double gamma = EightSamples.gamma(norm);
    assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(exact.of(optimum)).isCloseTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(EIGHT.margin(optimum)).isCloseTo(gamma, within(Tolerance.CLOSED_FORM));
    assertThat(exact.direction(EIGHT.combination(p)).dualNorm())
        .isCloseTo(gamma, within(Tolerance.CLOSED_FORM));
  }
}
