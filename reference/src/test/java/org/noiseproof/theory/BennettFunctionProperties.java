package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.noiseproof.exact.Tolerance;

class BennettFunctionProperties {

  @Property
  void the_inverse_undoes_it(@ForAll @DoubleRange(min = -300, max = 100) double exponent) {
    double y = Math.pow(10, exponent);
    assertThat(BennettFunction.h(BennettFunction.inverse(y)))
        .isEqualTo(y, within(y * Tolerance.CLOSED_FORM));
  }

  @Property
  void it_undoes_the_inverse(@ForAll @DoubleRange(min = -150, max = 100) double exponent) {
    double u = Math.pow(10, exponent);
    assertThat(BennettFunction.inverse(BennettFunction.h(u)))
        .isEqualTo(u, within(u * Tolerance.CLOSED_FORM));
  }

  @Property
  void it_is_above_the_bound_that_starts_the_inverse(
      @ForAll @DoubleRange(min = -150, max = 100) double exponent) {
    double u = Math.pow(10, exponent);
    assertThat(BennettFunction.h(u))
        .isGreaterThanOrEqualTo(u / 2 / (1 + u / 3) * u * (1 - Tolerance.CLOSED_FORM));
  }
}
