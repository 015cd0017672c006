package org.noiseproof.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.noiseproof.exact.Tolerance;

/** The constants of the problems, by the inequalities that define them. */
class ProblemProperties {
  private static final int DIMENSION = 3;
  private static final double SLACK = Tolerance.gamma(8L * DIMENSION, Tolerance.UNIT_ROUNDOFF);

  /**
   * |F(x + v) − F(x) − ⟨∇F(x), v⟩| ≤ L‖v‖²/2: a wrong gradient fails for short v, a small L for
   * some.
   */
  @Property
  void the_value_differs_from_its_tangent_by_at_most_half_L_times_the_squared_step(
      @ForAll("problems") Problem problem,
      @ForAll("points") double[] x,
      @ForAll("points") double[] direction,
      @ForAll @IntRange(min = -20, max = 4) int exponent) {
    double[] y = x.clone();
    for (int j = 0; j < DIMENSION; j++) {
      y[j] += Math.scalb(direction[j], exponent);
    }
    assertThat(tangentError(problem, problem.gradient(x), x, y))
        .isLessThanOrEqualTo(problem.smoothness() / 2);
  }

  @Property
  void a_gradient_that_is_off_by_a_ten_thousandth_is_found(
      @ForAll("problems") Problem problem, @ForAll("pointsNearby") double[] x) {
    double error = 0x1p-13;
    double[] wrong = problem.gradient(x);
    wrong[0] += error;
    double[] y = x.clone();
    y[0] += error / 4;
    double[] z = x.clone();
    z[0] -= error / 4;
    assertThat(Math.max(tangentError(problem, wrong, x, y), tangentError(problem, wrong, x, z)))
        .isGreaterThan(problem.smoothness() / 2);
  }

  @Property
  void the_gradient_is_Lipschitz_with_constant_L(
      @ForAll("problems") Problem problem,
      @ForAll("points") double[] x,
      @ForAll("points") double[] y) {
    double[] difference = minus(problem.gradient(x), problem.gradient(y));
    double gauge = norm(problem.gradient(x)) + norm(problem.gradient(y)) + norm(x) + norm(y);
    assertThat(norm(difference))
        .isLessThanOrEqualTo(problem.smoothness() * norm(minus(x, y)) + SLACK * gauge);
  }

  @Property
  void no_smaller_L_would_do(@ForAll("problems") Problem problem) {
    double step = 0x1p-10;
    double[] x = problem.minimizer();
    x[0] += step;
    assertThat(norm(problem.gradient(x))).isGreaterThan(0.99 * problem.smoothness() * step);
  }

  @Property
  void the_gradient_stays_within_G(
      @ForAll("problems") Problem problem, @ForAll("points") double[] x) {
    assertThat(norm(problem.gradient(x)))
        .isLessThanOrEqualTo(problem.gradientBound() * (1 + SLACK));
  }

  @Property
  void no_smaller_G_would_do(@ForAll("problems") Problem problem) {
    double side =
        switch (problem) {
          case Saturating _ -> 1.0 / 3;
          case SeparableSaturating _ -> 1 / Math.sqrt(3);
          case PseudoHuber _, Quadratic _ -> 1e9;
        };
    double bound = Math.min(problem.gradientBound(), 1e9);
    assertThat(norm(problem.gradient(new double[] {side, side, side}))).isGreaterThan(0.99 * bound);
  }

  @Property
  void nothing_is_below_the_minimiser(
      @ForAll("problems") Problem problem, @ForAll("points") double[] x) {
    assertThat(problem.gradient(problem.minimizer())).containsOnly(0);
    assertThat(problem.value(problem.minimizer())).isZero();
    assertThat(problem.gap(x)).isEqualTo(problem.value(x)).isNotNegative().isFinite();
  }

  @Provide
  Arbitrary<Problem> problems() {
    return Arbitraries.of(
        new Saturating(DIMENSION),
        new SeparableSaturating(DIMENSION),
        new PseudoHuber(DIMENSION),
        Quadratic.towards(0.5, -2, 0));
  }

  @Provide
  Arbitrary<double[]> pointsNearby() {
    return Arbitraries.doubles().between(-3, 3).ofScale(6).array(double[].class).ofSize(DIMENSION);
  }

  @Provide
  Arbitrary<double[]> points() {
    return Arbitraries.oneOf(
            List.of(
                Arbitraries.doubles().between(-3, 3).ofScale(6),
                Arbitraries.doubles().between(-1e6, 1e6),
                Arbitraries.of(0.0, Double.MIN_VALUE, 1e-300, -1e100, 1 / Math.sqrt(3))))
        .array(double[].class)
        .ofSize(DIMENSION);
  }

  /** |F(y) − F(x) − ⟨g, y − x⟩|, less what rounding explains, over ‖y − x‖². */
  private static double tangentError(Problem problem, double[] g, double[] x, double[] y) {
    double[] step = minus(y, x);
    double slope = 0;
    double gauge = problem.value(x) + problem.value(y);
    for (int j = 0; j < DIMENSION; j++) {
      slope += g[j] * step[j];
      gauge += Math.abs(g[j]) * (Math.abs(step[j]) + Math.abs(x[j]));
    }
    double error = Math.abs(problem.value(y) - problem.value(x) - slope) - SLACK * gauge;
    return error <= 0 ? 0 : error / norm(step) / norm(step);
  }

  private static double[] minus(double[] x, double[] y) {
    double[] difference = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      difference[j] = x[j] - y[j];
    }
    return difference;
  }

  private static double norm(double[] x) {
    double norm = 0;
    for (double coordinate : x) {
      norm = Math.hypot(norm, coordinate);
    }
    return norm;
  }
}
