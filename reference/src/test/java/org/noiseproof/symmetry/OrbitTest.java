package org.noiseproof.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.symmetry.OrbitEquilibrium.At;
import org.noiseproof.symmetry.OrbitEquilibrium.Everywhere;
import org.noiseproof.symmetry.OrbitEquilibrium.MinusInfinity;
import org.noiseproof.symmetry.OrbitEquilibrium.PlusInfinity;

class OrbitTest {

  /** Of noise with mean 0 and these variances, through the point with these squares. */
  private static Orbit orbit(double[] exponents, double[] variances, double[] squares) {
    int d = exponents.length;
    double[] covariance = new double[d * d];
    for (int j = 0; j < d; j++) {
      covariance[j * d + j] = variances[j];
    }
    return Orbit.through(
        Arrays.stream(squares).map(Math::sqrt).toArray(),
        Symmetry.diagonal("test", exponents),
        new GradientNoise(Matrix.zero(d, 1), Matrix.of(d, d, covariance)));
  }

  private static final Orbit SIX =
      orbit(
          new double[] {1, 1, -1, -1, -1, 0.5},
          new double[] {0.3, 0.1, 0.5, 0.2, 0.4, 0.6},
          new double[] {1, 0.5, 2, 0.1, 0.3, 0.7});

  private static double finite(OrbitEquilibrium equilibrium) {
    assertThat(equilibrium).isInstanceOf(At.class);
    return ((At) equilibrium).lambda();
  }

  @Test
  void six_coordinates_with_and_without_decay() {
    assertThat(finite(SIX.equilibrium())).isCloseTo(-0.1260149851, within(Tolerance.CLOSED_FORM));
    assertThat(finite(SIX.equilibrium(0.1, 0.02)))
        .isCloseTo(-0.0275425024, within(Tolerance.CLOSED_FORM));
    assertThat(SIX.equilibrium(0.3, 0)).isEqualTo(SIX.equilibrium());
  }

  @Test
  void under_rescaling_it_is_a_quarter_of_a_logarithm() {
    Orbit orbit =
        orbit(new double[] {1, 1, -1}, new double[] {0.15, 0.25, 1.1}, new double[] {1, 1, 1});
    double closed = StrictMath.log(0.4 / 1.1) / 4;
    assertThat(finite(orbit.equilibrium())).isCloseTo(closed, within(Tolerance.CLOSED_FORM));
    assertThat(closed).isCloseTo(-0.2529002279, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void scale_invariance_needs_decay() {
    Orbit orbit =
        orbit(new double[] {1, 1}, new double[] {0.5 / 1.7, 0.3 / 1.7}, new double[] {1, 0.7});
    assertThat(orbit.equilibrium()).isEqualTo(new PlusInfinity());
    assertThat(orbit.equilibrium(0.1, 0)).isEqualTo(new PlusInfinity());
    double[] point = orbit.point(finite(orbit.equilibrium(0.1, 0.3)));
    double square = point[0] * point[0] + point[1] * point[1];
    assertThat(square * square).isCloseTo(0.1353637902, within(Tolerance.CLOSED_FORM));
    // q = E‖ĝ‖²‖θ‖² is constant on the orbit: ‖θ_λ*‖⁴ = ηq/(γ(2 − ηγ)).
    assertThat(square * square)
        .isCloseTo(0.1 * 0.8 / (0.3 * (2 - 0.03)), within(Tolerance.CLOSED_FORM));
  }

  @Test
  void without_both_signs_it_is_at_an_infinity_or_everywhere() {
    double[] none = {0, 0};
    assertThat(orbit(new double[] {1, -1}, new double[] {1, 0}, none).equilibrium())
        .isEqualTo(new PlusInfinity());
    assertThat(orbit(new double[] {1, -1}, new double[] {0, 1}, none).equilibrium())
        .isEqualTo(new MinusInfinity());
    assertThat(orbit(new double[] {1, 0}, new double[] {0, 1}, none).equilibrium())
        .isEqualTo(new Everywhere());
    // Decay alone drives a definite charge to 0, which is no point of the orbit.
    assertThat(orbit(new double[] {1, 0}, none, new double[] {1, 1}).equilibrium(0.1, 0.5))
        .isEqualTo(new MinusInfinity());
    // No step, or γ = 2/η, which only turns θ round.
    assertThat(SIX.equilibrium(0, 0.5)).isEqualTo(new Everywhere());
    assertThat(SIX.equilibrium(0.5, 4)).isEqualTo(SIX.equilibrium());
  }

  @Test
  void it_is_found_far_away_without_overflow() {
    Orbit orbit = orbit(new double[] {1, -1}, new double[] {1e-300, 1e300}, new double[] {1, 1});
    assertThat(finite(orbit.equilibrium()))
        .isCloseTo(-150 * StrictMath.log(10), within(Tolerance.CLOSED_FORM));
    Orbit slow = orbit(new double[] {1e-3, -1}, new double[] {1, 1e100}, new double[] {1, 1});
    double lambda = finite(slow.equilibrium());
    assertThat(lambda).isCloseTo(-StrictMath.log(1e103) / 2.002, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void what_has_no_orbit_is_refused_by_the_name_it_was_given_by() {
    GradientNoise noise = new GradientNoise(Matrix.zero(2, 1), Matrix.zero(2, 2));
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e200}) {
      assertThatThrownBy(() -> Orbit.through(new double[] {bad, 1}, Nets.SCALAR_RESCALING, noise))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("theta = [%s, 1.0] is out of range: ‖theta‖² < ∞", bad);
    }
    assertThatThrownBy(() -> Orbit.through(new double[1], Nets.SCALAR_RESCALING, noise))
        .hasMessage("theta has 1 entries, expected 2");
    GradientNoise loud = new GradientNoise(Matrix.of(2, 1, 1e200, 0), Matrix.zero(2, 2));
    assertThatThrownBy(() -> Orbit.through(new double[2], Nets.SCALAR_RESCALING, loud))
        .hasMessageStartingWith("noise = GradientNoise[")
        .hasMessageEndingWith("is out of range: E‖ĝ‖² < ∞");
    assertThatThrownBy(() -> SIX.equilibrium(1e-310, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rate = 1.0E-310 is out of range beside weightDecay = 1.0");
    for (double lambda : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (Runnable asked :
          new Runnable[] {
            () -> SIX.force(lambda),
            () -> SIX.charge(lambda),
            () -> SIX.squaredGradient(lambda),
            () -> SIX.drift(lambda, 0.1, 0),
            () -> SIX.point(lambda)
          }) {
        assertThatThrownBy(asked::run)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("lambda = %s is out of range: finite", lambda);
      }
    }
  }

  @Test
  void decay_beyond_2_over_the_rate_and_negative_rates_are_refused() {
    assertThatThrownBy(() -> SIX.equilibrium(0.5, 5))
        .hasMessage("rate · weightDecay = 2.5 is out of range: at most 2");
    assertThatThrownBy(() -> SIX.equilibrium(-0.1, 0))
        .hasMessage("rate = -0.1 is out of range: 0 ≤ rate < ∞");
    assertThatThrownBy(() -> SIX.drift(0, 0.1, Double.NaN))
        .hasMessage("weightDecay = NaN is out of range: 0 ≤ weightDecay < ∞");
    assertThatThrownBy(
            () ->
                Orbit.through(
                    new double[] {1, 2},
                    Nets.SCALAR_RESCALING,
                    new GradientNoise(Matrix.zero(3, 1), Matrix.zero(3, 3))))
        .hasMessage("generator is 2 × 2, the matrix 3 × 3");
  }
}
