package org.noiseproof.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Symmetry;

class InvarianceTest {
  private static final double[] THETA = {0.4, 1.2};

  @Test
  void a_product_is_invariant_under_rescaling_and_not_under_scaling() {
    assertThat(Invariance.of(Nets.SCALAR_RESCALING, Nets.SCALAR, Nets.FOUR, THETA).ratio())
        .isLessThan(Tolerance.gamma(8, Tolerance.UNIT_ROUNDOFF));
    Invariance scaling =
        Invariance.of(Symmetry.diagonal("scaling", 1, 1), Nets.SCALAR, Nets.FOUR, THETA);
    assertThat(scaling.ratio()).isEqualTo(1);
    assertThat(scaling.product()).isEqualTo(2 * THETA[0] * THETA[1] * (THETA[0] * THETA[1] - 2));
  }

  @Test
  void a_generator_of_another_dimension_is_refused() {
    assertThatThrownBy(
            () -> Invariance.of(Symmetry.diagonal("three", 1, 1, 1), Nets.SCALAR, Nets.FOUR, THETA))
        .hasMessage("generator is 3 × 3, theta has 2 entries");
  }
}
