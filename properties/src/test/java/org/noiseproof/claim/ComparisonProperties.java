package org.noiseproof.claim;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.noiseproof.claim.Comparison.Relation;

class ComparisonProperties {

  @Property(tries = 500, seed = "1")
  void a_bound_holds_exactly_where_at_most_all_of_it_is_used(
      @ForAll @DoubleRange(min = -1e3, max = 1e3) double measured,
      @ForAll @DoubleRange(min = -1e3, max = 1e3) double predicted,
      @ForAll @DoubleRange(min = 0, max = 10) double slack) {
    for (Relation relation : Relation.values()) {
      Comparison comparison = new Comparison("q", measured, relation, predicted, slack);
      assertThat(comparison.used() <= 1).as("%s", comparison).isEqualTo(comparison.holds());
    }
  }

  @Property(tries = 100, seed = "1")
  void at_most_and_at_least_mirror_each_other(
      @ForAll @DoubleRange(min = -1e3, max = 1e3) double measured,
      @ForAll @DoubleRange(min = -1e3, max = 1e3) double predicted,
      @ForAll @DoubleRange(min = 0, max = 10) double slack) {
    assertThat(Comparison.atMost("q", measured, predicted, slack).holds())
        .isEqualTo(Comparison.atLeast("q", -measured, -predicted, slack).holds());
  }

  @Example
  void the_share_used_is_the_ratio_of_positive_numbers() {
    assertThat(Comparison.atMost("q", 3, 3, 1).used()).isEqualTo(0.75);
    assertThat(Comparison.atLeast("q", 4, 3, 0).used()).isEqualTo(0.75);
    assertThat(Comparison.equal("q", 4, 3, 2).used()).isEqualTo(0.5);
    assertThat(Comparison.equal("q", 3, 3, 0).used()).isZero();
    assertThat(Comparison.atMost("q", 0, 0, 0).used()).isZero();
    assertThat(Comparison.atMost("q", -1, -1, 0).used()).isEqualTo(1);
  }

  @Example
  void a_nan_never_holds() {
    assertThat(Comparison.atMost("q", Double.NaN, 1, 1).holds()).isFalse();
    assertThat(Comparison.atLeast("q", 1, Double.NaN, 1).holds()).isFalse();
    assertThat(Comparison.equal("q", 1, 1.5, Double.NaN).holds()).isFalse();
  }

  @Example
  void infinities_are_equal_to_themselves() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(Comparison.equal("q", infinity, infinity, 0).holds()).isTrue();
    assertThat(Comparison.equal("q", infinity, 1, 1).holds()).isFalse();
  }

  @Example
  void the_text_has_ten_digits_and_the_slack() {
    assertThat(Comparison.atMost("q", 1.0 / 3, 1, 0.25))
        .hasToString("q: 0.3333333333 ≤ 1 (± 0.25)");
    assertThat(Comparison.equal("q", Double.NaN, 1, 0)).hasToString("q: NaN = 1");
    assertThat(Comparison.equal("q", 5120, 0, 0)).hasToString("q: 5120 = 0");
    assertThat(Comparison.equal("q", 0x1p-40, 1e10, 0)).hasToString("q: 9.094947018E-13 = 1E+10");
  }
}
