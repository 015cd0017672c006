package org.noiseproof.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

class ZeroChainTest {

  @Test
  void the_first_link_is_the_normal_distribution() {
    ZeroChain chain = new ZeroChain(1);
    double supremum = Math.sqrt(2 * Math.PI * Math.E);
    assertThat(chain.value(new double[1])).isEqualTo(-supremum / 2);
    assertThat(chain.value(new double[] {40})).isEqualTo(chain.infimum()).isEqualTo(-supremum);
    assertThat(chain.gradient(new double[1])[0])
        .isEqualTo(-Math.sqrt(Math.E), within(Tolerance.CLOSED_FORM));
    assertThat(chain.gradient(new double[] {-1})[0])
        .isEqualTo(chain.gradient(new double[] {1})[0])
        .isEqualTo(-1, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void the_second_link_has_the_value_of_its_definition() {
    double supremum = Math.sqrt(2 * Math.PI * Math.E);
    ZeroChain chain = new ZeroChain(2);
    // Ψ(1) = 1 and Φ(0) = √(2πe)/2: what −1 adds, −Ψ(−1)Φ(0) would take away
    assertThat(chain.value(new double[] {1, 0}))
        .isEqualTo(
            new ZeroChain(1).value(new double[] {1}) - supremum / 2, within(Tolerance.CLOSED_FORM));
    assertThat(chain.value(new double[] {-1, 0}))
        .isEqualTo(
            new ZeroChain(1).value(new double[] {-1}) + supremum / 2,
            within(Tolerance.CLOSED_FORM));
  }

  /** Central differences; their error is h²/6 times a third derivative, below 2¹² here. */
  @Test
  void the_gradient_is_the_slope_of_the_value() {
    ZeroChain chain = new ZeroChain(4);
    double h = 0x1p-18;
    RandomStream random = Streams.of(1, "zero-chain").replicate(0);
    for (int round = 0; round < 500; round++) {
      double[] x = new double[4];
      for (int i = 0; i < 4; i++) {
        x[i] = 2 * random.nextNormal();
      }
      double[] gradient = chain.gradient(x);
      for (int i = 0; i < 4; i++) {
        double[] above = x.clone();
        double[] below = x.clone();
        above[i] += h;
        below[i] -= h;
        assertThat((chain.value(above) - chain.value(below)) / (2 * h))
            .isEqualTo(gradient[i], within(8 * Math.sqrt(Tolerance.UNIT_ROUNDOFF)));
      }
    }
  }

  @Test
  void coordinates_out_of_reach_have_no_gradient_and_the_next_one_is_gated() {
    ZeroChain chain = new ZeroChain(4);
    double[] x = {3, 0.5, 0.25, 0};
    assertThat(chain.progress(x, 0)).isEqualTo(3);
    assertThat(chain.progress(x, ZeroChain.DISCOVERED)).isEqualTo(2);
    assertThat(chain.progress(new double[4], 0)).isZero();
    double[] gradient = chain.gradient(x);
    assertThat(gradient[1]).isNegative();
    assertThat(gradient[2]).isZero();
    assertThat(gradient[3]).isZero();
    double[] start = new double[4];
    assertThat(chain.progress(chain.gated(start, 0), 0)).isZero();
    assertThat(chain.gated(start, 8)[0]).isEqualTo(8 * chain.gradient(start)[0]);
    double[] finished = {3, 3, 3, 3};
    assertThat(chain.gated(finished, 0)).containsExactly(chain.gradient(finished));
  }

  @Test
  void at_the_edge_of_the_flat_part_nothing_is_not_a_number() {
    ZeroChain chain = new ZeroChain(2);
    for (double edge : new double[] {0.5, Math.nextUp(0.5), 0.5 + 0x1p-6, -0.5 - 0x1p-30}) {
      assertThat(chain.gradient(new double[] {edge, 1e300})).doesNotContain(Double.NaN);
      assertThat(chain.value(new double[] {edge, -1e300})).isFinite();
    }
  }

  @Test
  void refusals_name_the_argument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ZeroChain(0))
        .withMessageContaining("dimension = 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ZeroChain(2).value(new double[3]))
        .withMessageContaining("3 coordinates");
  }
}
