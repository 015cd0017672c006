package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProductEscapeTest {

  @Test
  void the_further_out_the_less_likely_is_a_return() {
    ProductEscape escape = new ProductEscape(0.3, 1);
    double before = 1;
    for (double v = 1e4; v < 1e300; v *= 100) {
      double now = escape.returning(v);
      assertThat(now).isPositive().isLessThan(before);
      before = now;
    }
    assertThat(escape.returning(1e6)).isEqualTo(0.04755, within(0.00001));
  }

  @Test
  void the_bound_covers_the_share_of_features_that_are_too_small() {
    // without label noise v′ < v² exactly where x² < (1 + √v)/(η(v − 1)), as long as v is large
    double root = Math.sqrt((1 + 1e3) / (0.3 * (1e6 - 1)));
    double share = 2 * root / Math.sqrt(2 * Math.PI) * (1 - root * root / 6);
    assertThat(new ProductEscape(0.3, 0).returning(1e6)).isBetween(share, 1.05 * share);
  }

  @Test
  void bounded_data_maps_its_interval_into_itself() {
    for (double rate : new double[] {0.25, 0.3, 0.4}) {
      double most = ProductEscape.largestUnderBoundedData(rate);
      double largest = 0;
      for (int i = 0; i <= 10_000; i++) {
        double v = most * i / 10_000;
        for (double label : new double[] {0, 2}) {
          largest = Math.max(largest, v * Math.pow(1 - rate * (v - label), 2));
        }
      }
      assertThat(largest).isBetween(0.999 * most, most * (1 + 0x1p-40));
    }
  }

  @Test
  void arguments_out_of_range_are_named() {
    assertThatThrownBy(() -> new ProductEscape(0, 1)).hasMessageContaining("learning_rate = 0.0");
    assertThatThrownBy(() -> new ProductEscape(0.1, 1).returning(2))
        .hasMessageContaining("v = 2.0");
    assertThatThrownBy(() -> ProductEscape.largestUnderBoundedData(0.1))
        .hasMessageContaining("learning_rate = 0.1");
  }
}
