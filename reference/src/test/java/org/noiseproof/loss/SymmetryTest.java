package org.noiseproof.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;

class SymmetryTest {
  private static final Symmetry RESCALING = Symmetry.diagonal("rescaling", 1, 1, -1);
  private static final Symmetry DENSE = new Symmetry("dense", Matrix.of(2, 2, 0, 3, 3, 8));

  @Test
  void an_antisymmetric_generator_is_refused_since_its_charge_is_0() {
    assertThatThrownBy(() -> new Symmetry("rotation", Matrix.of(2, 2, 0, 1, -1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("generator = [[0.0, 1.0], [-1.0, 0.0]]")
        .hasMessageContaining("its charge θᵀAθ is identically 0");
  }

  @Test
  void a_generator_that_is_not_symmetric_finite_or_square_is_refused() {
    assertThatThrownBy(() -> new Symmetry("skewed", Matrix.of(2, 2, 1, 2, 3, 4)))
        .hasMessageContaining("out of range: symmetric, A = Aᵀ");
    assertThatThrownBy(() -> new Symmetry("wide", Matrix.of(1, 2, 1, 2)))
        .hasMessageContaining("finite, square and symmetric");
    assertThatThrownBy(() -> Symmetry.diagonal("infinite", 1, Double.NaN))
        .hasMessageContaining("finite, square and symmetric");
  }

  @Test
  void the_trivial_generator_0_is_a_symmetry_of_everything() {
    Symmetry nothing = Symmetry.diagonal("nothing", 0, 0);
    assertThat(nothing.act(3, new double[] {1, 2})).containsExactly(1, 2);
    assertThat(nothing.charge(new double[] {1, 2})).isZero();
  }

  @Test
  void negative_zeros_do_not_make_a_generator_asymmetric() {
    assertThat(new Symmetry("zeros", Matrix.of(2, 2, 1, -0.0, 0, 2)).isDiagonal()).isTrue();
  }

  @Test
  void a_diagonal_generator_acts_coordinate_by_coordinate() {
    double e = StrictMath.exp(0.5);
    assertThat(RESCALING.act(0.5, new double[] {1, 2, 3}))
        .containsExactly(e, 2 * e, 3 * StrictMath.exp(-0.5));
    assertThat(RESCALING.exponents()).containsExactly(1.0, 1.0, -1.0);
    assertThat(RESCALING.charge(new double[] {1, 2, 3})).isEqualTo(1 + 4 - 9);
  }

  @Test
  void a_dense_generator_acts_through_its_eigenvectors() {
    // eigenvalues 9 and −1 of [[0, 3], [3, 8]], eigenvectors (1, 3) and (3, −1)
    assertThat(DENSE.exponents().get(0)).isCloseTo(9, within(Tolerance.CLOSED_FORM));
    assertThat(DENSE.exponents().get(1)).isCloseTo(-1, within(Tolerance.CLOSED_FORM));
    double[] moved = DENSE.act(0.2, new double[] {1, 3});
    assertThat(moved[0]).isCloseTo(StrictMath.exp(1.8), within(Tolerance.CLOSED_FORM));
    assertThat(moved[1]).isCloseTo(3 * StrictMath.exp(1.8), within(Tolerance.CLOSED_FORM));
    double[] byMatrix = DENSE.exponential(0.2).times(Matrix.of(2, 1, 1, 3)).transpose().row(0);
    assertThat(byMatrix).containsExactly(moved, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void an_eigenvalue_that_is_0_but_for_rounding_is_0() {
    Symmetry rankOne = new Symmetry("rank one", Matrix.of(2, 2, 0.01, 0.07, 0.07, 0.49));
    assertThat(rankOne.exponents().get(1)).isZero();
  }

  @Test
  void steps_along_an_orbit_add_up_and_can_be_taken_back() {
    for (Symmetry symmetry : new Symmetry[] {DENSE, Symmetry.diagonal("diagonal", 1, -0.5)}) {
      double[] theta = {0.3, -1.2};
      double[] twice = symmetry.act(0.25, symmetry.act(0.5, theta));
      assertThat(twice).containsExactly(symmetry.act(0.75, theta), within(Tolerance.CLOSED_FORM));
      double[] back = symmetry.act(-0.5, symmetry.act(0.5, theta));
      assertThat(back).containsExactly(theta, within(Tolerance.CLOSED_FORM));
    }
  }

  @Test
  void wrong_lengths_and_infinite_parameters_are_refused_by_name() {
    assertThatThrownBy(() -> RESCALING.charge(new double[2]))
        .hasMessage("theta has 2 entries, expected 3");
    assertThatThrownBy(() -> RESCALING.act(1, new double[4]))
        .hasMessage("theta has 4 entries, expected 3");
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] theta = {1, bad, 0};
      for (Runnable asked :
          new Runnable[] {() -> RESCALING.charge(theta), () -> RESCALING.act(1, theta)}) {
        assertThatThrownBy(asked::run)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("theta = [1.0, %s, 0.0] is out of range: finite", bad);
      }
    }
    assertThatThrownBy(() -> Symmetry.diagonal("e"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 entries are out of range: from 1 to 46340, of a diagonal");
    assertThatThrownBy(() -> Symmetry.diagonal("long", new double[1 << 16]))
        .hasMessageStartingWith("65536 entries are out of range");
    assertThatThrownBy(() -> new Symmetry("huge", Matrix.of(2, 2, 0, 1e308, 1e308, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("generator = [[0.0, 1.0E308], [1.0E308, 0.0]] is out of range");
    assertThatThrownBy(() -> RESCALING.act(Double.POSITIVE_INFINITY, new double[3]))
        .hasMessage("lambda = Infinity is out of range: finite");
  }
}
