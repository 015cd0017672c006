package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class CapitalTest {
  private static double after(Capital capital, double... samples) {
    for (double z : samples) {
      capital.observe(z);
    }
    return capital.value();
  }

  @Test
  void one_unit_of_capital_is_split_evenly_over_cash_and_bets() {
    // A single bet of 15/16: Δ/gain = 1/1 leaves no room for a second.
    Capital single = Capital.againstAtMost(1, 0, 2, 0.9375);
    assertThat(single.fractions()).containsExactly(0.9375);
    assertThat(after(single, 2)).isEqualTo((1 + (1 + 0.9375)) / 2);
    assertThat(after(single, 0)).isEqualTo((1 + (1 + 0.9375) * 0.0625) / 2);
  }

  @Test
  void a_bet_stakes_its_fraction_of_what_the_worst_sample_can_take() {
    Capital single = Capital.againstAtMost(3, 1, 5, 1.875);
    assertThat(after(single, 1)).isEqualTo((1 + 0.0625) / 2);
    Capital mirrored = Capital.againstAtLeast(3, 1, 5, 1.875);
    assertThat(after(mirrored, 5)).isEqualTo((1 + 0.0625) / 2);
  }

  @Test
  void bets_reach_down_to_the_best_one_for_the_least_favourable_law() {
    double[] fractions = Capital.againstAtMost(0.25, 0, 1, 0.003).fractions();
    assertThat(fractions[0]).isEqualTo(0.9375);
    for (int j = 1; j < fractions.length; j++) {
      assertThat(fractions[j]).isEqualTo(fractions[j - 1] * Math.sqrt(0.5));
    }
    assertThat(fractions[fractions.length - 1]).isLessThanOrEqualTo(0.003 / 0.75);
    assertThat(fractions[fractions.length - 2]).isGreaterThan(0.003 / 0.75);
  }

  @Test
  void the_grid_of_bets_ends_even_where_the_effect_is_absurdly_small() {
    assertThat(Capital.againstAtMost(0.5, 0, 1, Double.MIN_VALUE).fractions()).hasSize(99);
  }

  @Test
  void bets_on_either_side_mirror_each_other() {
    double[] samples = {0.5, 0.125, 0.75, 1, 0, 0.0625};
    double[] mirrored = Arrays.stream(samples).map(z -> -z).toArray();
    assertThat(after(Capital.againstAtMost(0.25, 0, 1, 0.125), samples))
        .isEqualTo(after(Capital.againstAtLeast(-0.25, -1, 0, 0.125), mirrored));
  }

  @Test
  void the_e_value_does_not_depend_on_the_unit() {
    double[] samples = {0.5, 0.125, 0.75, 1, 0, 0.0625};
    double[] scaled = Arrays.stream(samples).map(z -> 1024 * z).toArray();
    assertThat(after(Capital.againstAtMost(0.25, 0, 1, 0.125), samples))
        .isEqualTo(after(Capital.againstAtMost(256, 0, 1024, 128), scaled));
  }

  @Test
  void at_the_mean_nothing_is_won_or_lost() {
    assertThat(after(Capital.againstAtMost(0.25, 0, 1, 0.125), 0.25, 0.25)).isEqualTo(1);
  }

  @Test
  void the_worst_luck_leaves_the_cash() {
    Capital capital = Capital.againstAtMost(0.5, 0, 1, 0.125);
    int bets = capital.fractions().length;
    double[] zeros = new double[20_000];
    assertThat(after(capital, zeros)).isEqualTo(1.0 / (bets + 1));
    // Bankrupt bets win nothing back: they are zero, not subnormal.
    assertThat(after(capital, 1, 1, 1)).isEqualTo(1.0 / (bets + 1));
  }

  @Test
  void a_bet_that_is_almost_bankrupt_comes_back() {
    Capital capital = Capital.againstAtMost(0.5, 0, 1, 0.46875);
    assertThat(capital.fractions()).hasSize(1);
    double[] zeros = new double[224];
    double[] ones = new double[1000];
    Arrays.fill(ones, 1);
    assertThat(after(capital, zeros)).isEqualTo((1 + 0x1p-896) / 2);
    double expected = (1 + StrictMath.exp(1000 * StrictMath.log(1.9375)) * 0x1p-896) / 2;
    assertThat(after(capital, ones)).isCloseTo(expected, within(Tolerance.CLOSED_FORM * expected));
    Capital bankrupt = Capital.againstAtMost(0.5, 0, 1, 0.46875);
    assertThat(after(bankrupt, new double[226])).isEqualTo(0.5);
    assertThat(after(bankrupt, ones)).isEqualTo(0.5);
  }
}
