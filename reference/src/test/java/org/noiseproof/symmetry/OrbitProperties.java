package org.noiseproof.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.symmetry.OrbitEquilibrium.At;

/** UWx with five samples at random, under a double rotation by a random K. */
class OrbitProperties {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Setting(Symmetry symmetry, Population population, double[] theta) {
    static Setting of(long seed) {
      RandomStream random = Streams.of(seed, "orbit").replicate(0);
      Symmetry symmetry = Nets.TWO_LAYER.rotation(1, Nets.symmetric(3, random));
      Population population = Nets.samples(5, 4, 2, random);
      return new Setting(symmetry, population, Nets.normal(18, random));
    }

    GradientNoise noise(double[] at) {
      return GradientNoise.of(Nets.TWO_LAYER, population, at, 2, Sampling.WITHOUT_REPLACEMENT);
    }

    Orbit orbit() {
      return Orbit.through(theta, symmetry, noise(theta));
    }

    double scale() {
      return 1 + symmetry.generator().largest();
    }
  }

  private static double lambda(OrbitEquilibrium equilibrium) {
    return ((At) equilibrium).lambda();
  }

  @Property(tries = 40, seed = "1")
  void the_loss_has_the_symmetry(@ForAll long seed) {
    Setting s = Setting.of(seed);
    Invariance invariance = Invariance.of(s.symmetry, Nets.TWO_LAYER, s.population, s.theta);
    assertThat(invariance.ratio()).isLessThan(Tolerance.gamma(1000, Tolerance.UNIT_ROUNDOFF));
  }

  @Property(tries = 40, seed = "1")
  void what_is_predicted_along_the_orbit_is_what_is_found_there(
      @ForAll long seed, @ForAll @DoubleRange(min = -0.3, max = 0.3) double lambda) {
    Setting s = Setting.of(seed);
    Orbit orbit = s.orbit();
    double[] there = orbit.point(lambda);
    GradientNoise found = s.noise(there);
    GradientNoise predicted = s.noise(s.theta).along(s.symmetry, lambda);
    double gauge = found.squaredNorm() * s.scale();
    assertClose(found.mean(), predicted.mean(), Math.sqrt(gauge));
    assertClose(found.covariance(), predicted.covariance(), gauge);
    assertThat(orbit.force(lambda))
        .isCloseTo(found.force(s.symmetry), within(Tolerance.CLOSED_FORM * gauge));
    assertThat(orbit.squaredGradient(lambda))
        .isCloseTo(found.squaredNorm(), within(Tolerance.CLOSED_FORM * gauge));
    double square = 0;
    for (double x : there) {
      square += x * x;
    }
    assertThat(orbit.charge(lambda))
        .isCloseTo(s.symmetry.charge(there), within(Tolerance.CLOSED_FORM * square * s.scale()));
    double drift = ChargeDrift.of(s.symmetry, there, found, 0.1, 0.3).total();
    assertThat(orbit.drift(lambda, 0.1, 0.3))
        .isCloseTo(drift, within(Tolerance.CLOSED_FORM * (gauge + square * s.scale())));
  }

  private static void assertClose(Matrix found, Matrix predicted, double gauge) {
    assertThat(found.minus(predicted).largest()).isLessThan(Tolerance.CLOSED_FORM * gauge);
  }

  @Property(tries = 40, seed = "1")
  void the_drift_falls_and_changes_sign_at_the_equilibrium_only(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double decay) {
    Orbit orbit = Setting.of(seed).orbit();
    double lambda = lambda(orbit.equilibrium(0.1, decay));
    double last = Double.POSITIVE_INFINITY;
    for (int i = -6; i <= 6; i++) {
      double drift = orbit.drift(lambda + i / 8.0, 0.1, decay);
      assertThat(drift).isLessThan(last);
      if (i != 0) {
        assertThat(Math.signum(drift)).isEqualTo(-Math.signum((double) i));
      }
      last = drift;
    }
  }

  @Property(tries = 40, seed = "1")
  void every_point_of_an_orbit_has_the_same_equilibrium(
      @ForAll long seed, @ForAll @DoubleRange(min = -0.5, max = 0.5) double lambda) {
    Setting s = Setting.of(seed);
    double[] moved = s.orbit().point(lambda);
    Orbit other = Orbit.through(moved, s.symmetry, s.noise(moved));
    assertThat(lambda(other.equilibrium()))
        .isCloseTo(lambda(s.orbit().equilibrium()) - lambda, within(Tolerance.CLOSED_FORM));
    assertThat(lambda(other.equilibrium(0.2, 0.5)))
        .isCloseTo(lambda(s.orbit().equilibrium(0.2, 0.5)) - lambda, within(Tolerance.CLOSED_FORM));
  }

  @Property(tries = 40, seed = "1")
  void the_equilibrium_is_where_the_gradient_is_least(@ForAll long seed) {
    Orbit orbit = Setting.of(seed).orbit();
    double lambda = lambda(orbit.equilibrium());
    BrentOptimizer optimizer =
        new BrentOptimizer(2 * Math.sqrt(Tolerance.UNIT_ROUNDOFF), Tolerance.CLOSED_FORM);
    double least =
        optimizer
            .optimize(
                new MaxEval(1000),
                GoalType.MINIMIZE,
                new SearchInterval(lambda - 1, lambda + 0.7),
                new UnivariateObjectiveFunction(orbit::squaredGradient))
            .getPoint();
    // A minimum is flat: where it is can be told to about √u.
    assertThat(least).isCloseTo(lambda, within(64 * Math.sqrt(Tolerance.UNIT_ROUNDOFF)));
    for (double other : new double[] {-0.5, -0.01, 0.01, 0.5}) {
      assertThat(orbit.squaredGradient(lambda + other))
          .isGreaterThan(orbit.squaredGradient(lambda));
    }
  }

  @Property(tries = 20, seed = "1")
  void more_noise_of_the_same_shape_changes_nothing_without_decay(@ForAll long seed) {
    Setting s = Setting.of(seed);
    GradientNoise noise = s.noise(s.theta);
    GradientNoise louder = new GradientNoise(noise.mean().times(3), noise.covariance().times(9));
    assertThat(lambda(Orbit.through(s.theta, s.symmetry, louder).equilibrium()))
        .isCloseTo(lambda(s.orbit().equilibrium()), within(Tolerance.CLOSED_FORM));
  }

  @Property(tries = 20, seed = "1")
  void hessians_along_the_orbit_are_transformed_as_covariances(
      @ForAll long seed, @ForAll @DoubleRange(min = -0.2, max = 0.2) double lambda) {
    Setting s = Setting.of(seed);
    Sharpness here = Sharpness.of(Nets.TWO_LAYER, s.population, s.theta);
    Sharpness there = Sharpness.of(Nets.TWO_LAYER, s.population, s.orbit().point(lambda));
    Matrix predicted = here.along(s.symmetry, lambda).hessian();
    double gauge = predicted.largest() + there.hessian().largest();
    assertThat(there.hessian().minus(predicted).largest())
        .isLessThan(Tolerance.CURVATURE * gauge * s.scale());
  }
}
