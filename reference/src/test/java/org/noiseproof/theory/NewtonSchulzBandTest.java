package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.theory.NewtonSchulzBand.Interval;

class NewtonSchulzBandTest {
  private static final Interval BAND = NewtonSchulzBand.band();

  @Test
  void the_band_is_that_of_the_prediction() {
    assertThat(digits(BAND.lower(), 6)).isEqualTo("0.681831");
    assertThat(digits(BAND.upper(), 6)).isEqualTo("1.202369");
    assertThat(BAND.upper() - BAND.lower()).isLessThan(1);
  }

  @Test
  void the_band_is_mapped_into_itself_and_its_image_too() {
    Interval image = NewtonSchulzBand.image(BAND);
    assertThat(BAND.contains(image)).isTrue();
    assertThat(image.lower()).isEqualTo(BAND.lower());
    assertThat(digits(image.upper(), 6)).isEqualTo("1.134357");
    assertThat(image.contains(NewtonSchulzBand.image(image))).isTrue();
  }

  /** Which are rounded up. */
  @Test
  void thresholds_are_those_of_the_prediction() {
    String[] predicted = {
      "0.2107", "0.0615", "0.01786", "0.00519", "0.00151", "0.00044", "0.00013", "0.00004"
    };
    for (int steps = 1; steps <= predicted.length; steps++) {
      String digits = predicted[steps - 1];
      assertThat(upward(NewtonSchulzBand.threshold(steps), digits.length() - 2)).isEqualTo(digits);
    }
  }

  @Test
  void from_its_threshold_on_a_step_leads_to_that_of_one_step_less() {
    for (int steps = 1; steps <= 8; steps++) {
      double least = steps == 1 ? BAND.lower() : NewtonSchulzBand.threshold(steps - 1);
      Interval image =
          NewtonSchulzBand.image(new Interval(NewtonSchulzBand.threshold(steps), BAND.upper()));
      assertThat(image.lower()).isBetween(least, least * (1 + Tolerance.CLOSED_FORM));
      assertThat(image.upper()).isEqualTo(BAND.upper());
    }
  }

  @Test
  void no_iterate_comes_to_rest_at_one() {
    for (double x = 1; x > NewtonSchulzBand.threshold(5); x *= 0.97) {
      assertThat(Math.abs(1 - NewtonSchulzBand.iterated(x, 200))).isBetween(0.046, 0.319);
    }
    assertThat(NewtonSchulzBand.image(new Interval(0.87, 1.13)).upper()).isLessThan(0.87);
    assertThat(NewtonSchulzBand.steepest()).isBetween(3.9, 4.0);
  }

  @Test
  void arguments_out_of_range_are_refused() {
    assertThatThrownBy(() -> NewtonSchulzBand.threshold(0)).hasMessageContaining("steps = 0");
    assertThatThrownBy(() -> NewtonSchulzBand.image(new Interval(-1, 1)))
        .hasMessageContaining("lower = -1.0");
  }

  private static String digits(double value, int places) {
    return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String upward(double value, int places) {
    return new BigDecimal(value).setScale(places, RoundingMode.CEILING).toPlainString();
  }
}
