package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class ScaleInvariantNormTest {
  private static final double DIGITS = 0.00000001;

  private final ScaleInvariantNorm decaying = new ScaleInvariantNorm(0.2, 0.5);

  @Test
  void without_decay_the_norm_grows_as_predicted() {
    double n = new ScaleInvariantNorm(0.1).after(1, 1, 2_000);
    assertThat(n * n).isEqualTo(41.01859462, within(DIGITS));
  }

  @Test
  void with_decay_it_rests_where_it_was_predicted_from_either_side() {
    double n = decaying.equilibrium(1);
    assertThat(n).isEqualTo(0.45883147, within(DIGITS));
    assertThat(decaying.next(n, 1)).isEqualTo(n, within(Tolerance.CLOSED_FORM));
    assertThat(decaying.after(0.01, 1, 200)).isEqualTo(n, within(Tolerance.CLOSED_FORM));
    assertThat(decaying.after(10, 1, 200)).isEqualTo(n, within(Tolerance.CLOSED_FORM));
    assertThat(decaying.cosine()).isEqualTo(0.9);
  }

  @Test
  void the_gains_are_those_of_a_step() {
    double n = 0.7;
    double mean = 0;
    for (double q : new double[] {0.25, 1}) {
      mean += decaying.next(n, q) * decaying.next(n, q) / 2;
    }
    double rho = decaying.contraction();
    assertThat(mean)
        .isEqualTo(
            rho * rho * n * n + decaying.gain(0.625) + decaying.restGain(0.53125) / (n * n),
            within(Tolerance.CLOSED_FORM));
  }

  @Test
  void the_explicit_square_has_the_predicted_digits() {
    assertThat(decaying.explicitSquare(2 / 3.0, 8 / 15.0)).isEqualTo(0.14422, within(0.00001));
    assertThat(new ScaleInvariantNorm(0.1, 0.25).explicitSquare(2 / 3.0, 8 / 15.0))
        .isEqualTo(0.13576, within(0.00001));
    assertThat(decaying.leadingSquare(2 / 3.0)).isEqualTo(0.13333, within(0.00001));
    assertThat(Math.pow(decaying.equilibrium(2 / 3.0), 2)).isEqualTo(0.14035, within(0.00001));
  }

  @Test
  void without_decay_nothing_rests_and_too_much_of_it_is_refused() {
    assertThatThrownBy(() -> new ScaleInvariantNorm(0.1).equilibrium(1))
        .hasMessageContaining("decay = 0.0");
    assertThatThrownBy(() -> new ScaleInvariantNorm(0.5, 2))
        .hasMessageContaining("learning_rate · decay = 1.0");
  }
}
