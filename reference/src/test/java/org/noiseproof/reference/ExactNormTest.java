package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noiseproof.matrix.RandomMatrices.dyadics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Norm;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Interval;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.RandomMatrices;
import org.noiseproof.singular.SingularPairs;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

class ExactNormTest {
  private static final List<NormSpec> ALL =
      List.of(
          new Frobenius(),
          new Max(),
          new L1(),
          new Spectral(),
          new Nuclear(),
          new Schatten(1.25),
          new Schatten(2),
          new Schatten(7.5),
          new KyFan(2),
          new KyFan(Integer.MAX_VALUE),
          new KyFanDual(2),
          new KyFanDual(3),
          new KyFanDual(Integer.MAX_VALUE));

  private static final Dyadic TINY = Dyadic.of(Tolerance.REFERENCE);

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final SplittableRandom random = new SplittableRandom(20261122);
  private final RandomMatrices matrices = new RandomMatrices(random);

  @Test
  void a_small_singular_value_counts_where_its_power_does() {
    // (1 + t^p)^{1/p} with t = 2⁻⁶⁰, p = 3/2: 1 + (2/3) 2⁻⁹⁰ to first order.
    Matrix small = Matrix.ofRows(row(1, 0), row(0, 0x1p-60));
    Interval enclosure = ExactNorm.enclose(new Schatten(1.5), small);
    Dyadic power = Dyadic.ONE.scale(-90);
    assertThat(enclosure.upper()).isGreaterThan(Dyadic.ONE.plus(power.scale(-1)));
    assertThat(enclosure.lower()).isLessThan(Dyadic.ONE.plus(power));
    // The second weight is t^{q−1} over the norm of (1, t^{q−1}), q − 1 = 1/(p − 1).
    double p = 1 << 20;
    Matrix direction = new ExactNorm(new Schatten(p)).direction(small).matrix();
    double second = StrictMath.pow(0x1p-60, 1 / (p - 1));
    double norm = StrictMath.pow(1 + StrictMath.pow(second, p), 1 / p);
    assertThat(direction.at(1, 1)).isCloseTo(second / norm, within(Tolerance.CLOSED_FORM));
    assertThat(direction.at(0, 0)).isCloseTo(1 / norm, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void closed_forms() {
    Matrix diagonal = Matrix.ofRows(row(3, 0, 0), row(0, -4, 0));
    assertNorm(new Frobenius(), diagonal, 5);
    assertNorm(new Max(), diagonal, 4);
    assertNorm(new L1(), diagonal, 7);
    assertNorm(new Spectral(), diagonal, 4);
    assertNorm(new Nuclear(), diagonal, 7);
    assertNorm(new Schatten(2), diagonal, 5);
    assertNorm(new Schatten(3), diagonal, Math.cbrt(91));
    assertNorm(new KyFan(1), diagonal, 4);
    assertNorm(new KyFan(2), diagonal, 7);
    assertNorm(new KyFan(9), diagonal, 7);
    assertNorm(new KyFanDual(1), diagonal, 7);
    assertNorm(new KyFanDual(2), diagonal, 4);
    assertNorm(new KyFanDual(9), diagonal, 4);
    assertNorm(new Nuclear(), Matrix.ofRows(row(3, 0), row(4, 5)), 4 * Math.sqrt(5));
  }

  @Test
  void schatten_norms_approach_their_limits() {
    Matrix w = matrices.gaussian(3, 4);
    assertNorm(new Schatten(1e300), w, new ExactNorm(new Spectral()).of(w));
    assertNorm(new Schatten(Math.nextUp(1.0)), w, new ExactNorm(new Nuclear()).of(w));
    assertSteepest(new Schatten(1e300), w);
    assertSteepest(new Schatten(Math.nextUp(1.0)), w);
  }

  @Test
  void they_are_norms() {
    for (int i = 0; i < 40; i++) {
      int rows = random.nextInt(1, 6);
      int columns = random.nextInt(1, 6);
      Matrix a = matrices.integers(rows, columns);
      Matrix b = matrices.integers(rows, columns);
      for (NormSpec spec : ALL) {
        Interval ofA = ExactNorm.enclose(spec, a);
        Interval ofB = ExactNorm.enclose(spec, b);
        Interval ofSum = ExactNorm.enclose(spec, a.plus(b));
        assertThat(ofSum.lower()).isLessThanOrEqualTo(ofA.upper().plus(ofB.upper()));
        Interval ofMultiple = ExactNorm.enclose(spec, a.times(-3));
        assertOverlap(ofMultiple, times(ofA, 3));
        assertThat(ofA.upper().signum() == 0).isEqualTo(a.largest() == 0);
        assertThat(ofA.width()).isLessThanOrEqualTo(ofA.upper().times(TINY));
      }
    }
  }

  @Test
  void the_dual_of_the_dual_is_the_norm_and_inner_products_are_below_their_product() {
    for (int i = 0; i < 40; i++) {
      int rows = random.nextInt(1, 6);
      int columns = random.nextInt(1, 6);
      Matrix z = matrices.integers(rows, columns);
      Matrix w = matrices.integers(rows, columns);
      for (NormSpec spec : ALL) {
        Dyadic bound =
            ExactNorm.encloseDual(spec, z).upper().times(ExactNorm.enclose(spec, w).upper());
        assertThat(inner(z, dyadics(w)).abs()).isLessThanOrEqualTo(bound);
        if (!(spec instanceof Schatten)) {
          assertThat(spec.dual().dual()).isEqualTo(spec);
          assertOverlap(ExactNorm.encloseDual(spec.dual(), w), ExactNorm.enclose(spec, w));
        }
      }
    }
  }

  @Test
  void directions_have_length_one_and_reach_the_dual_norm() {
    for (int i = 0; i < 40; i++) {
      int rows = random.nextInt(1, 6);
      int columns = random.nextInt(1, 6);
      int rank = random.nextInt(1, 4);
      Matrix z =
          switch (i % 4) {
            case 0 -> matrices.gaussian(rows, columns);
            case 1 -> matrices.integers(rows, rank).times(matrices.integers(rank, columns));
            case 2 -> matrices.integers(rows, columns);
            default ->
                matrices.gaussian(rows, columns).times(random.nextBoolean() ? 1e-300 : 1e300);
          };
      for (NormSpec spec : ALL) {
        assertSteepest(spec, z);
      }
    }
  }

  @Test
  void repeated_singular_values_have_some_direction_that_reaches_the_dual_norm() {
    for (int n = 2; n < 6; n++) {
      double[] entries = new double[n * n];
      for (int e = 0; e < entries.length; e++) {
        entries[e] = e % (n + 1) == 0 ? 1 - n : 1;
      }
      for (NormSpec spec : ALL) {
        assertSteepest(spec, Matrix.of(n, n, entries));
      }
    }
  }

  @Test
  void wrong_directions_do_not_reach_the_dual_norm() {
    for (int i = 0; i < 50; i++) {
      Matrix z = matrices.gaussian(3, 4);
      SingularPairs pairs = SingularPairs.of(z);
      Dyadic zero = Dyadic.ZERO;
      Dyadic one = Dyadic.ONE;
      assertThat(isSteepest(new Nuclear(), z, pairs.combination(one))).isTrue();
      assertThat(isSteepest(new Nuclear(), z, pairs.combination(zero, one))).isFalse();
      assertThat(isSteepest(new Nuclear(), z, pairs.combination(zero, zero, one))).isFalse();
      assertThat(isSteepest(new Nuclear(), z, pairs.combination(one, one))).isFalse();
      assertThat(isSteepest(new Nuclear(), z, mixed(pairs))).isFalse();
      assertThat(isSteepest(new Spectral(), z, pairs.combination(one, one, one))).isTrue();
      assertThat(isSteepest(new Spectral(), z, pairs.combination(one, one))).isFalse();
      assertThat(isSteepest(new KyFanDual(2), z, pairs.combination(one, one))).isTrue();
      assertThat(isSteepest(new KyFanDual(2), z, pairs.combination(one, zero, one))).isFalse();
      Dyadic[] swapped = steepest(new Schatten(3), z);
      assertThat(isSteepest(new Schatten(1.5), z, swapped)).isFalse();
    }
  }

  @Test
  void the_gradient_s_size_does_not_matter() {
    for (int i = 0; i < 30; i++) {
      Matrix z = matrices.integers(3, 4).times(1.5);
      for (NormSpec spec : ALL) {
        Norm norm = new ExactNorm(spec);
        Matrix direction = norm.direction(z).matrix();
        for (int k : new int[] {-1000, -900, 900, 1000}) {
          Matrix scaled = norm.direction(z.times(Math.scalb(1.0, k))).matrix();
          assertThat(scaled).isEqualTo(direction);
        }
      }
    }
  }

  @Test
  void a_zero_matrix_has_norm_and_direction_zero() {
    Matrix zero = Matrix.of(2, 3, 0, -0.0, 0, 0, 0, -0.0);
    for (NormSpec spec : ALL) {
      assertThat(ExactNorm.enclose(spec, zero)).isEqualTo(Interval.of(Dyadic.ZERO));
      Norm.Direction direction = new ExactNorm(spec).direction(zero);
      assertThat(direction.matrix()).isEqualTo(Matrix.zero(2, 3));
      assertThat(direction.dualNorm()).isZero();
    }
  }

  @Test
  void ties_and_zeros_of_entries_are_decided_as_the_definition_says() {
    Matrix z = Matrix.ofRows(row(-2, 0), row(2, 1));
    assertThat(new ExactNorm(new L1()).direction(z).matrix())
        .isEqualTo(Matrix.ofRows(row(-1, 0), row(0, 0)));
    assertThat(new ExactNorm(new Max()).direction(z).matrix())
        .isEqualTo(Matrix.ofRows(row(-1, 0), row(1, 1)));
  }

  @Test
  void an_entry_that_is_not_finite_is_refused_by_row_and_column() {
    for (NormSpec spec : ALL) {
      for (double bad : row(Double.NaN, Double.POSITIVE_INFINITY)) {
        Matrix matrix = Matrix.ofRows(row(1, 2), row(3, bad));
        String message = "matrix[1][1] = %s is not finite".formatted(bad);
        assertThatThrownBy(() -> new ExactNorm(spec).of(matrix))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(message);
        assertThatThrownBy(() -> new ExactNorm(spec).direction(matrix))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(message);
      }
    }
  }

  @Test
  void gauges_bound_how_far_a_direction_turns() {
    double worst = 0;
    for (int i = 0; i < 300; i++) {
      int rows = random.nextInt(1, 5);
      int columns = random.nextInt(1, 5);
      double gamma = Math.scalb(1.0, -random.nextInt(14, 40));
      Matrix z = matrices.gaussian(rows, columns);
      Term[] terms = Arrays.stream(z.entries()).mapToObj(Term::of).toArray(Term[]::new);
      double[] moved = z.entries();
      for (int e = 0; e < moved.length; e++) {
        moved[e] *= 1 + gamma * random.nextDouble(-1, 1);
      }
      Term[] disturbed = Arrays.stream(moved).mapToObj(Term::of).toArray(Term[]::new);
      for (NormSpec spec : ALL) {
        Term[] direction = Steepest.of(spec, rows, columns, terms).direction();
        Term[] turned = Steepest.of(spec, rows, columns, disturbed).direction();
        for (int e = 0; e < direction.length; e++) {
          double error = direction[e].value().minus(turned[e].value()).abs().toDouble();
          double ratio = error == 0 ? 0 : error / (gamma * direction[e].gauge());
          assertThat(ratio).as("%s of %s", spec, z).isLessThanOrEqualTo(1);
          worst = Math.max(worst, ratio);
        }
      }
    }
    assertThat(worst).isGreaterThan(0.25);
  }

  @Test
  void a_direction_that_is_one_of_many_has_an_infinite_gauge() {
    assertThat(gauges(new Nuclear(), Matrix.ofRows(row(1, 0), row(0, 1)))).containsOnly(INFINITY);
    assertThat(gauges(new Spectral(), Matrix.ofRows(row(1, 1), row(1, 1)))).containsOnly(INFINITY);
    assertThat(gauges(new KyFanDual(2), Matrix.ofRows(row(1, 1), row(1, 1))))
        .containsOnly(INFINITY);
    assertThat(gauges(new Schatten(3), Matrix.ofRows(row(1, 1), row(1, 1)))).containsOnly(INFINITY);
    assertThat(gauges(new KyFan(2), Matrix.ofRows(row(2, 0, 0), row(0, 1, 0), row(0, 0, 1))))
        .containsOnly(INFINITY);
    assertThat(gauges(new L1(), Matrix.ofRows(row(2, -2)))).containsOnly(INFINITY);
    double[] smooth = gauges(new Schatten(1.5), Matrix.ofRows(row(1, 1), row(1, 1)));
    assertThat(Arrays.stream(smooth).allMatch(Double::isFinite)).isTrue();
  }

  private static double[] gauges(NormSpec spec, Matrix z) {
    Term[] terms = Arrays.stream(z.entries()).mapToObj(Term::of).toArray(Term[]::new);
    return Arrays.stream(Steepest.of(spec, z.rows(), z.columns(), terms).direction())
        .mapToDouble(Term::gauge)
        .toArray();
  }

  private static void assertNorm(NormSpec spec, Matrix w, double expected) {
    assertThat(new ExactNorm(spec).of(w)).isBetween(Math.nextDown(expected), Math.nextUp(expected));
  }

  private static void assertOverlap(Interval a, Interval b) {
    assertThat(a.lower()).isLessThanOrEqualTo(b.upper());
    assertThat(b.lower()).isLessThanOrEqualTo(a.upper());
  }

  /** Before and after it is rounded. */
  private static void assertSteepest(NormSpec spec, Matrix z) {
    assertThat(isSteepest(spec, z, steepest(spec, z))).as("%s of %s", spec, z).isTrue();
    Norm.Direction rounded = new ExactNorm(spec).direction(z);
    double slack = Tolerance.gamma(4L * z.rows() * z.columns(), Tolerance.UNIT_ROUNDOFF);
    assertThat(isSteepest(spec, z, dyadics(rounded.matrix()), Dyadic.of(slack))).isTrue();
    assertThat(
            ExactNorm.encloseDual(spec, z)
                .widened(Dyadic.of(Math.ulp(rounded.dualNorm())))
                .contains(Dyadic.of(rounded.dualNorm())))
        .isTrue();
  }

  private static boolean isSteepest(NormSpec spec, Matrix z, Dyadic[] direction) {
    return isSteepest(spec, z, direction, TINY);
  }

  /** ‖D‖ ≤ 1 + slack and ⟨Z, D⟩ ≥ (1 − slack)‖Z‖_*, proven; D = 0 where Z = 0. */
  private static boolean isSteepest(NormSpec spec, Matrix z, Dyadic[] direction, Dyadic slack) {
    Interval length = ExactNorm.enclose(spec, z.rows(), z.columns(), direction);
    Dyadic dual = ExactNorm.encloseDual(spec, z).upper();
    return length.upper().compareTo(Dyadic.ONE.plus(slack)) <= 0
        && inner(z, direction).compareTo(dual.times(Dyadic.ONE.minus(slack))) >= 0;
  }

  private static Dyadic[] steepest(NormSpec spec, Matrix z) {
    Term[] terms = Arrays.stream(dyadics(z)).map(Term::new).toArray(Term[]::new);
    return Arrays.stream(Steepest.of(spec, z.rows(), z.columns(), terms).direction())
        .map(Term::value)
        .toArray(Dyadic[]::new);
  }

  /** u₁v₂ᵀ up to its sign: a column of u₁v₁ᵀ times a row of u₂v₂ᵀ, at length 1. */
  private static Dyadic[] mixed(SingularPairs pairs) {
    Dyadic[] first = pairs.combination(Dyadic.ONE);
    Dyadic[] second = pairs.combination(Dyadic.ZERO, Dyadic.ONE);
    Dyadic[] mixed = new Dyadic[12];
    Arrays.setAll(mixed, e -> first[e / 4 * 4].times(second[e % 4]));
    Dyadic length = ExactNorm.frobenius(mixed).centre();
    return Arrays.stream(mixed).map(x -> x.divide(length, 128)).toArray(Dyadic[]::new);
  }

  private static Dyadic inner(Matrix z, Dyadic[] d) {
    Dyadic[] entries = dyadics(z);
    Dyadic sum = Dyadic.ZERO;
    for (int e = 0; e < d.length; e++) {
      sum = sum.plus(entries[e].times(d[e]));
    }
    return sum;
  }

  private static Interval times(Interval interval, long factor) {
    Dyadic f = Dyadic.of(factor);
    return new Interval(interval.lower().times(f), interval.upper().times(f));
  }

  private static double[] row(double... entries) {
    return entries;
  }
}
