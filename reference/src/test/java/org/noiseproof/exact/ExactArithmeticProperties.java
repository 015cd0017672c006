package org.noiseproof.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class ExactArithmeticProperties {

  @Property(seed = "1")
  void a_sum_does_not_depend_on_the_order(
      @ForAll @Size(max = 12) List<@From("finite") Double> terms, @ForAll Random random) {
    Dyadic sum = sum(terms);
    List<Double> shuffled = new ArrayList<>(terms);
    Collections.shuffle(shuffled, random);
    assertThat(sum(shuffled)).isEqualTo(sum);
  }

  @Property(seed = "2")
  void the_ring_s_laws_hold(
      @ForAll("finite") double x, @ForAll("finite") double y, @ForAll("finite") double z) {
    Dyadic a = Dyadic.of(x);
    Dyadic b = Dyadic.of(y);
    Dyadic c = Dyadic.of(z);
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(b).times(c)).isEqualTo(a.times(c).plus(b.times(c)));
    assertThat(a.minus(b)).isEqualTo(b.minus(a).negate());
    assertThat(a.minus(b).signum()).isEqualTo(a.compareTo(b));
  }

  @Property(seed = "3")
  void rounding_keeps_doubles_and_the_order(
      @ForAll("finite") double x, @ForAll("finite") double y) {
    assertThat(Dyadic.of(x).toDouble()).isEqualTo(x + 0.0);
    Dyadic middle = Dyadic.of(x).plus(Dyadic.of(y)).scale(-1);
    assertThat(middle.toDouble()).isBetween(Math.min(x, y) + 0.0, Math.max(x, y) + 0.0);
  }

  @Property(seed = "4")
  void a_quotient_of_a_product_is_exact(@ForAll("finite") double x, @ForAll("finite") double y) {
    if (y != 0) {
      Dyadic product = Dyadic.of(x).times(Dyadic.of(y));
      assertThat(product.divide(Dyadic.of(y), 64)).isEqualTo(Dyadic.of(x));
    }
    assertThat(Dyadic.of(x).square().sqrt(64)).isEqualTo(Dyadic.of(Math.abs(x)));
  }

  @Provide
  Arbitrary<Double> finite() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
        Arbitraries.integers().between(-4, 4).map(Double::valueOf),
        Arbitraries.of(
            -0.0,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Math.nextDown(1.0),
            Math.nextUp(1.0),
            1e-300,
            1e300,
            -Double.MAX_VALUE,
            Double.MAX_VALUE));
  }

  private static Dyadic sum(List<Double> terms) {
    ExactSum sum = new ExactSum();
    terms.forEach(sum::add);
    return sum.value();
  }
}
