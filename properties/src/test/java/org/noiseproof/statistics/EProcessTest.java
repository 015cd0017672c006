package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path counts: what Ville's inequality asks of the e-processes, by enumeration. */
class EProcessTest {
  private static final int HORIZON = 12;

  @ParameterizedTest
  @CsvSource({"0.25, 0.125", "0.5, 0.125", "0.5, 0.4375", "0.0625, 0.0625", "0.9375, 0.03125"})
  void on_the_boundary_of_the_null_the_expectation_is_one(double mean, double effect) {
    BernoulliPaths paths = new BernoulliPaths(HORIZON, mean);
    for (Supplier<Gambler> gambler :
        java.util.List.of(
            Gambler.againstAtMost(mean, effect),
            Gambler.againstAtLeast(mean, effect),
            Gambler.againstEqual(mean, effect))) {
      BigDecimal expectation = paths.expectation(gambler);
      assertThat(expectation).isLessThanOrEqualTo(paths.oneRounded());
      assertThat(BigDecimal.TWO.subtract(expectation)).isLessThanOrEqualTo(paths.oneRounded());
      assertThat(paths.flaw(gambler)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.125", "0.25, 0.1875", "0.5, 0.375", "0.5, 0.4921875", "0.0625, 0.03125"})
  void inside_the_null_the_expectation_is_below_one(double mean, double inside) {
    BernoulliPaths below = new BernoulliPaths(HORIZON, inside);
    Supplier<Gambler> atMost = Gambler.againstAtMost(mean, 0.125);
    assertThat(below.expectation(atMost)).isLessThan(BigDecimal.ONE);
    assertThat(below.flaw(atMost)).isEmpty();
    BernoulliPaths above = new BernoulliPaths(HORIZON, 1 - inside);
    Supplier<Gambler> atLeast = Gambler.againstAtLeast(1 - mean, 0.125);
    assertThat(above.expectation(atLeast)).isLessThan(BigDecimal.ONE);
    assertThat(above.flaw(atLeast)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.125, 0.25", "0.5, 0.0625, 0.03125", "0.25, 0.125, 0.0625"})
  void up_to_the_allowance_the_expectation_is_at_most_one(
      double mean, double allowance, double effect) {
    Supplier<Gambler> within = Gambler.againstWithin(mean, allowance, effect);
    for (double edge : new double[] {mean - allowance, mean, mean + allowance}) {
      BernoulliPaths paths = new BernoulliPaths(HORIZON, edge);
      assertThat(paths.expectation(within)).isLessThanOrEqualTo(paths.oneRounded());
      assertThat(paths.flaw(within)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1875, 0.1875})
  void beyond_the_allowance_and_where_it_is_forgotten_the_expectation_is_above_one(double off) {
    BernoulliPaths beyond = new BernoulliPaths(HORIZON, 0.5 + off);
    assertThat(beyond.expectation(Gambler.againstWithin(0.5, 0.125, 0.25)))
        .isGreaterThan(beyond.oneRounded());
    BernoulliPaths edge = new BernoulliPaths(HORIZON, 0.5 + Math.copySign(0.125, off));
    assertThat(edge.expectation(Gambler.againstEqual(0.5, 0.25))).isGreaterThan(edge.oneRounded());
    assertThat(edge.expectation(Gambler.againstWithin(0.5, -0.125, 0.25)))
        .as("the sides interchanged")
        .isGreaterThan(edge.oneRounded());
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.25", "0.5, 0.5", "0.5, 0.25", "0.0625, 0.0625"})
  void the_evidence_that_the_confidence_sequence_inverts_is_an_e_process(double mean, double p) {
    assertThat(new BernoulliPaths(HORIZON, p).flaw(Gambler.band(mean, 0.125))).isEmpty();
  }

  @Test
  void outside_the_null_the_expectation_is_above_one() {
    BernoulliPaths paths = new BernoulliPaths(HORIZON, 0.375);
    assertThat(paths.expectation(Gambler.againstAtMost(0.25, 0.125)))
        .isGreaterThan(paths.oneRounded());
    assertThat(paths.flaw(Gambler.againstAtMost(0.25, 0.125)))
        .hasValue("gains by expectation after path ");
  }

  @Test
  void a_bet_that_looks_at_the_sample_it_bets_on_is_caught() {
    Supplier<Gambler> peeking =
        bettor((capital, z) -> capital * (1 + (z > 0.5 ? 0.5 : 0.25) * (z - 0.5)));
    assertThat(new BernoulliPaths(HORIZON, 0.5).flaw(peeking))
        .hasValue("gains by expectation after path ");
    assertThat(new BernoulliPaths(HORIZON, 0.5).expectation(peeking)).isGreaterThan(BigDecimal.ONE);
  }

  @Test
  void a_bet_of_more_than_the_capital_is_caught() {
    Supplier<Gambler> reckless = bettor((capital, z) -> capital * (1 + 3 * (z - 0.5)));
    assertThat(new BernoulliPaths(HORIZON, 0.5).flaw(reckless)).hasValue("negative after path ");
  }

  @Test
  void a_debt_that_is_forgiven_is_caught() {
    Supplier<Gambler> forgiven = bettor((capital, z) -> Math.max(0, capital * (1 + 3 * (z - 0.5))));
    assertThat(new BernoulliPaths(HORIZON, 0.5).flaw(forgiven))
        .hasValue("gains by expectation after path ");
  }

  @Test
  void a_bet_against_a_smaller_mean_than_the_null_is_caught() {
    Supplier<Gambler> wrongNull = Gambler.againstAtMost(0.5 - 0x1p-20, 0.125);
    assertThat(new BernoulliPaths(HORIZON, 0.5).flaw(wrongNull))
        .hasValue("gains by expectation after path ");
    assertThat(new BernoulliPaths(HORIZON, 0.5).expectation(wrongNull))
        .isGreaterThan(new BernoulliPaths(HORIZON, 0.5).oneRounded());
  }

  @Test
  void capital_that_is_not_one_at_first_is_caught() {
    Supplier<Gambler> rich =
        () -> {
          Gambler honest = Gambler.againstAtMost(0.5, 0.125).get();
          return gambler(honest, 2);
        };
    assertThat(new BernoulliPaths(HORIZON, 0.5).flaw(rich)).hasValue("starts at 2");
  }

  private static Gambler gambler(Gambler honest, double times) {
    return new Gambler() {
      @Override
      public void observe(double z) {
        honest.observe(z);
      }

      @Override
      public double value() {
        return times * honest.value();
      }
    };
  }

  private static Supplier<Gambler> bettor(DoubleBinaryOperator next) {
    return () ->
        new Gambler() {
          private double capital = 1;

          @Override
          public void observe(double z) {
            capital = next.applyAsDouble(capital, z);
          }

          @Override
          public double value() {
            return capital;
          }
        };
  }
}
