package org.noiseproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Comparison;
import org.noiseproof.statistics.Hypothesis;

class DecisiveTest {
  @Test
  void equal_numbers_are_not_rounded_apart() {
    double half = 79.6875; // 79.687 or 79.688

    assertThat(
            Decisive.number(Comparison.equal("E", Math.nextUp(half), Math.nextDown(half), 0x1p-40)))
        .isEqualTo("79.6875 = 79.6875");
  }

  @Test
  void what_rounding_is_granted_is_said_where_digits_differ() {
    assertThat(Decisive.number(Comparison.atMost("C", 1.0625, 1, 0.125)))
        .isEqualTo("1.0625 ≤ 1 ± 0.13");
    assertThat(Decisive.number(Comparison.equal("C", 2, 1, 0.125))).isEqualTo("2 ≠ 1");
  }

  @Test
  void the_allowance_stands_before_the_effect() {
    assertThat(Decisive.number(Fabricated.LIMIT)).startsWith("0.25 = 0.3 ± (0.002 + 0.01), n = ");
  }

  @Test
  void an_allowance_for_rounding_alone_takes_no_room() {
    Hypothesis rounded = new Hypothesis.MeanEquals(0.3, 0x1p-40, -1, 1, 0.01);

    assertThat(Decisive.number(Fabricated.holds(rounded))).startsWith("0.25 = 0.3 ± 0.01, n = ");
  }
}
