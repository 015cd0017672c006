package org.noiseproof.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private final SplittableRandom random = new SplittableRandom(20261121);

  @Test
  void its_ends_are_rounded_outward_and_no_further_than_to_the_next_double() {
    for (int i = 0; i < 2000; i++) {
      double near = i % 2 == 0 ? HardDoubles.anyBits(random) : HardDoubles.extreme(random);
      Dyadic off = new Dyadic(BigInteger.valueOf(random.nextInt(-3, 4)), -1080);
      Dyadic exact = Dyadic.of(near).plus(off);
      Interval point = Interval.of(exact);
      assertThat(Dyadic.of(point.floor())).isLessThanOrEqualTo(exact);
      assertThat(Dyadic.of(point.ceiling())).isGreaterThanOrEqualTo(exact);
      assertThat(Dyadic.of(Math.nextUp(point.floor()))).isGreaterThan(exact);
      assertThat(Dyadic.of(Math.nextDown(point.ceiling()))).isLessThan(exact);
    }
  }

  @Test
  void what_is_a_double_stays_as_it_is() {
    for (int i = 0; i < 200; i++) {
      double value = HardDoubles.anyBits(random);
      assertThat(Interval.of(Dyadic.of(value)).floor()).isEqualTo(value + 0.0);
      assertThat(Interval.of(Dyadic.of(value)).ceiling()).isEqualTo(value + 0.0);
    }
  }

  @Test
  void beyond_the_largest_double_the_end_that_is_outward_is_infinite() {
    Dyadic beyond = Dyadic.ONE.scale(1024);
    assertThat(Interval.of(beyond).floor()).isEqualTo(Double.MAX_VALUE);
    assertThat(Interval.of(beyond).ceiling()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Interval.of(beyond.negate()).floor()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Interval.of(beyond.negate()).ceiling()).isEqualTo(-Double.MAX_VALUE);
  }

  @Test
  void it_contains_its_ends_and_what_lies_between() {
    Interval around = Interval.around(Dyadic.of(3.0), Dyadic.of(0.5));
    assertThat(around.contains(Dyadic.of(2.5))).isTrue();
    assertThat(around.contains(around.centre())).isTrue();
    assertThat(around.contains(Dyadic.of(3.5))).isTrue();
    assertThat(around.contains(Dyadic.of(Math.nextUp(3.5)))).isFalse();
    assertThat(around.contains(Dyadic.of(Math.nextDown(2.5)))).isFalse();
    assertThat(around.width()).isEqualTo(Dyadic.ONE);
  }

  @Test
  void ends_in_the_wrong_order_are_refused() {
    assertThatThrownBy(() -> new Interval(Dyadic.of(2.0), Dyadic.ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lower = 2.0, upper = 1.0, expected lower ≤ upper");
  }
}
