package org.noiseproof.singular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noiseproof.matrix.RandomMatrices.dyadics;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Interval;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.RandomMatrices;

class SingularPairsTest {
  /** What an enclosure may be wide, beside σ₁. */
  private static final int NARROW = -85;

  private final SplittableRandom random = new SplittableRandom(20261121);
  private final RandomMatrices matrices = new RandomMatrices(random);

  @Test
  void closed_forms_are_enclosed() {
    assertSquares(Matrix.ofRows(row(3, 0), row(4, 5)), 45, 5);
    assertSquares(Matrix.ofRows(row(2, 2), row(-1, 1)), 8, 2);
    assertSquares(Matrix.ofRows(row(0, -7, 0), row(2, 0, 0)), 49, 4);
    assertSquares(Matrix.of(1, 3, 1, -2, 2), 9);
    assertSquares(Matrix.of(3, 1, 1, -2, 2), 9);
    assertSquares(Matrix.of(1, 1, -5), 25);
    assertSquares(
        Matrix.ofRows(row(16, 2, 3, 13), row(5, 11, 10, 8), row(9, 7, 6, 12), row(4, 14, 15, 1)),
        1156,
        320,
        20,
        0);
  }

  @Test
  void repeated_singular_values_are_enclosed() {
    int[] hadamard = {4, 4, 4, 4};
    assertSquares(
        Matrix.ofRows(row(1, 1, 1, 1), row(1, -1, 1, -1), row(1, 1, -1, -1), row(1, -1, -1, 1)),
        hadamard);
    for (int n = 2; n <= 9; n++) {
      double[] entries = new double[n * n];
      for (int e = 0; e < entries.length; e++) {
        entries[e] = e % (n + 1) == 0 ? 0 : 1;
      }
      int[] squares = IntStream.range(0, n).map(_ -> 1).toArray();
      squares[0] = (n - 1) * (n - 1);
      assertSquares(Matrix.of(n, n, entries), squares);
    }
  }

  @Test
  void power_sums_of_integer_matrices_are_their_traces() {
    for (int i = 0; i < 150; i++) {
      int rows = random.nextInt(1, 8);
      int columns = random.nextInt(1, 8);
      int rank = random.nextInt(1, 5);
      Matrix factor = matrices.integers(rows, rank);
      Matrix matrix =
          i % 2 == 0
              ? matrices.integers(rows, columns)
              : factor.times(matrices.integers(rank, columns));
      SingularPairs pairs = SingularPairs.of(matrix);
      FixedMatrix exact = FixedMatrix.exact(rows, columns, dyadics(matrix));
      FixedMatrix square = exact.transpose().times(exact);
      FixedMatrix power = square;
      for (int k = 1; k <= 4; k++) {
        Dyadic trace = Dyadic.ZERO;
        for (int j = 0; j < columns; j++) {
          trace = trace.plus(power.at(j, j));
        }
        Interval sum = Interval.of(Dyadic.ZERO);
        for (int j = 0; j < pairs.count(); j++) {
          Interval value = pairs.enclosure(j);
          sum =
              new Interval(
                  sum.lower().plus(power(value.lower(), 2 * k)),
                  sum.upper().plus(power(value.upper(), 2 * k)));
        }
        assertThat(sum.contains(trace)).as("%s, k = %d", matrix, k).isTrue();
        power = power.times(square);
      }
    }
  }

  /** 360360 times the Hilbert matrix has integer entries, and a known determinant. */
  @Test
  void the_values_of_a_hilbert_matrix_multiply_to_its_determinant() {
    double[] entries = new double[64];
    for (int e = 0; e < entries.length; e++) {
      entries[e] = 360360.0 / (e / 8 + e % 8 + 1);
    }
    SingularPairs pairs = SingularPairs.of(Matrix.of(8, 8, entries));
    Dyadic lower = Dyadic.ONE;
    Dyadic upper = Dyadic.ONE;
    for (int i = 0; i < 8; i++) {
      lower = lower.times(pairs.enclosure(i).lower());
      upper = upper.times(pairs.enclosure(i).upper());
    }
    BigInteger inverse = new BigInteger("365356847125734485878112256000000");
    Dyadic determinant =
        new Dyadic(BigInteger.valueOf(360360).pow(8), 0).divide(new Dyadic(inverse, 0), 120);
    assertThat(new Interval(lower, upper).contains(determinant)).isTrue();
    assertThat(pairs.rank()).isEqualTo(8);
  }

  @Test
  void enclosures_are_narrow_and_hold_what_doubles_find() {
    for (int i = 0; i < 200; i++) {
      int rows = random.nextInt(1, 12);
      int columns = random.nextInt(1, 12);
      Matrix matrix = matrices.gaussian(rows, columns);
      SingularPairs pairs = SingularPairs.of(matrix);
      Dyadic first = pairs.value(0);
      double slack = Tolerance.gamma(64L * rows * columns, Tolerance.UNIT_ROUNDOFF);
      Dyadic off = Dyadic.of(slack).times(first);
      double[] found = byEjml(matrix);
      for (int j = 0; j < pairs.count(); j++) {
        Interval enclosure = pairs.enclosure(j);
        assertThat(enclosure.width()).isLessThan(first.scale(NARROW));
        assertThat(enclosure.widened(off).contains(Dyadic.of(found[j]))).isTrue();
      }
    }
  }

  @Test
  void enclosures_are_narrow_however_the_entries_are_graded() {
    for (int i = 0; i < 400; i++) {
      int rows = random.nextInt(1, 9);
      int columns = random.nextInt(1, 9);
      double[] entries = new double[rows * columns];
      for (int e = 0; e < entries.length; e++) {
        int row = e / columns;
        int column = e % columns;
        double small = Math.scalb(random.nextGaussian(), -random.nextInt(110));
        entries[e] =
            switch (i % 6) {
              case 0 -> small;
              case 1 -> Math.scalb(random.nextGaussian(), -20 * row);
              case 2 -> Math.scalb(random.nextGaussian(), -20 * column);
              case 3 -> row == column ? 1 + small : small;
              case 4 -> 1 + small;
              default -> Math.pow(1 + row / 100.0, column);
            };
      }
      SingularPairs pairs = SingularPairs.of(Matrix.of(rows, columns, entries));
      assertThat(pairs.distance()).isLessThan(pairs.value(0).scale(NARROW));
    }
  }

  @Test
  void a_matrix_of_low_rank_has_that_rank() {
    for (int i = 0; i < 100; i++) {
      int rank = random.nextInt(1, 4);
      Matrix left = matrices.integers(random.nextInt(rank, 8), rank);
      Matrix right = matrices.integers(rank, random.nextInt(rank, 8));
      SingularPairs pairs = SingularPairs.of(left.times(right));
      assertThat(pairs.rank()).isLessThanOrEqualTo(rank);
      for (int j = rank; j < pairs.count(); j++) {
        assertThat(pairs.enclosure(j).lower()).isEqualTo(Dyadic.ZERO);
      }
    }
    assertThat(SingularPairs.of(Matrix.zero(3, 2)).rank()).isZero();
    assertThat(SingularPairs.of(Matrix.zero(3, 2)).enclosure(1))
        .isEqualTo(Interval.of(Dyadic.ZERO));
    assertThat(SingularPairs.of(Matrix.zero(3, 2)).combination())
        .containsOnly(Dyadic.ZERO)
        .hasSize(6);
  }

  @Test
  void the_size_of_the_numbers_does_not_matter() {
    for (int i = 0; i < 50; i++) {
      Matrix matrix = matrices.gaussian(random.nextInt(1, 6), random.nextInt(1, 6));
      SingularPairs pairs = SingularPairs.of(matrix);
      for (int k : new int[] {-900, -1, 900}) {
        SingularPairs scaled = SingularPairs.of(matrix.times(Math.scalb(1.0, k)));
        assertThat(scaled.value(0)).isEqualTo(pairs.value(0).scale(k));
        assertThat(scaled.distance()).isEqualTo(pairs.distance().scale(k));
        assertThat(scaled.combination(Dyadic.ONE)).isEqualTo(pairs.combination(Dyadic.ONE));
      }
    }
    SingularPairs spread = SingularPairs.of(Matrix.of(2, 2, 1e300, 0, 0, 1e-300));
    assertThat(spread.enclosure(0).contains(Dyadic.of(1e300))).isTrue();
    assertThat(spread.enclosure(1).contains(Dyadic.of(1e-300))).isTrue();
    assertThat(spread.rank()).isEqualTo(1);
    SingularPairs tiny = SingularPairs.of(Matrix.of(1, 2, 0, Double.MIN_VALUE));
    assertThat(tiny.enclosure(0)).isEqualTo(Interval.of(Dyadic.of(Double.MIN_VALUE)));
  }

  @Test
  void a_diagonal_matrix_is_its_own_certificate() {
    SingularPairs pairs = SingularPairs.of(Matrix.of(2, 3, 0.1, 0, 0, 0, 0, -0.3));
    assertThat(pairs.distance()).isEqualTo(Dyadic.ZERO);
    assertThat(pairs.enclosure(0)).isEqualTo(Interval.of(Dyadic.of(0.3)));
    assertThat(pairs.enclosure(1)).isEqualTo(Interval.of(Dyadic.of(0.1)));
  }

  @Test
  void leading_pairs_of_a_matrix_and_of_its_transpose_agree_within_their_errors() {
    for (int i = 0; i < 100; i++) {
      int size = random.nextInt(1, 7);
      Matrix matrix = matrices.gaussian(size, size);
      SingularPairs pairs = SingularPairs.of(matrix);
      SingularPairs transposed = SingularPairs.of(matrix.transpose());
      for (int k = 1; k <= size; k++) {
        Dyadic[] ones = IntStream.range(0, k).mapToObj(_ -> Dyadic.ONE).toArray(Dyadic[]::new);
        Dyadic allowed = pairs.error(k).orElseThrow().plus(transposed.error(k).orElseThrow());
        Dyadic squares = Dyadic.ZERO;
        for (int e = 0; e < size * size; e++) {
          int mirrored = e % size * size + e / size;
          squares =
              squares.plus(
                  pairs
                      .combination(ones)[e]
                      .minus(transposed.combination(ones)[mirrored])
                      .square());
        }
        assertThat(squares).isLessThanOrEqualTo(allowed.square());
        assertThat(allowed.toDouble()).isLessThan(Tolerance.UNIT_ROUNDOFF);
      }
    }
  }

  @Test
  void a_direction_that_is_one_of_many_has_no_error() {
    SingularPairs identity = SingularPairs.of(Matrix.of(2, 2, 1, 0, 0, 1));
    assertThat(identity.error(1)).isEmpty();
    assertThat(identity.error(2)).isPresent();
    SingularPairs singular = SingularPairs.of(Matrix.of(2, 2, 1, 1, 1, 1));
    assertThat(singular.error(1)).isPresent();
    assertThat(singular.error(2)).isEmpty();
  }

  /** Whatever the factors are, the certificate tells the truth about them. */
  @Test
  void wrong_factors_make_wide_enclosures_not_wrong_ones() {
    for (int i = 0; i < 200; i++) {
      Matrix matrix = matrices.gaussian(3, 4).times(0.05);
      FixedMatrix fixed = FixedMatrix.of(3, 4, dyadics(matrix), 128);
      Jacobi.Factors right = Jacobi.factors(fixed);
      double size = Math.scalb(1.0, -random.nextInt(1, 60));
      Jacobi.Factors wrong =
          new Jacobi.Factors(
              disturbed(right.left(), size), right.values(), disturbed(right.right(), size));
      SingularPairs truth = new SingularPairs(fixed, 0, Dyadic.ZERO, right);
      SingularPairs pairs = new SingularPairs(fixed, 0, Dyadic.ZERO, wrong);
      assertThat(pairs.distance()).isGreaterThan(truth.distance());
      for (int j = 0; j < 3; j++) {
        Interval enclosure = pairs.enclosure(j);
        assertThat(enclosure.lower()).isLessThanOrEqualTo(truth.enclosure(j).upper());
        assertThat(enclosure.upper()).isGreaterThanOrEqualTo(truth.enclosure(j).lower());
      }
    }
  }

  @Test
  void a_matrix_without_entries_is_refused() {
    assertThatThrownBy(() -> SingularPairs.of(2, 2, Dyadic.ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 entries for a 2 × 2 matrix");
  }

  private static void assertSquares(Matrix matrix, int... squares) {
    SingularPairs pairs = SingularPairs.of(matrix);
    assertThat(pairs.count()).isEqualTo(squares.length);
    for (int i = 0; i < squares.length; i++) {
      Interval value = pairs.enclosure(i);
      Dyadic square = Dyadic.of((long) squares[i]);
      assertThat(value.lower().square()).as("%s", matrix).isLessThanOrEqualTo(square);
      assertThat(value.upper().square()).as("%s", matrix).isGreaterThanOrEqualTo(square);
      assertThat(value.width()).isLessThan(pairs.value(0).scale(NARROW));
    }
  }

  private FixedMatrix disturbed(FixedMatrix matrix, double size) {
    Dyadic[] entries = matrix.entries();
    for (int e = 0; e < entries.length; e++) {
      entries[e] = entries[e].plus(Dyadic.of(size * (random.nextDouble() - 0.5)));
    }
    return FixedMatrix.of(matrix.rows(), matrix.columns(), entries, matrix.bits());
  }

  private static double[] byEjml(Matrix matrix) {
    var svd = DecompositionFactory_DDRM.svd(matrix.rows(), matrix.columns(), false, false, true);
    assertThat(
            svd.decompose(new DMatrixRMaj(matrix.rows(), matrix.columns(), true, matrix.entries())))
        .isTrue();
    return IntStream.range(0, svd.numberOfSingularValues())
        .mapToObj(i -> svd.getSingularValues()[i])
        .sorted((a, b) -> Double.compare(b, a))
        .mapToDouble(x -> x)
        .toArray();
  }

  private static Dyadic power(Dyadic x, int k) {
    Dyadic power = Dyadic.ONE;
    for (int i = 0; i < k; i++) {
      power = power.times(x);
    }
    return power;
  }

  private static double[] row(double... entries) {
    return entries;
  }
}
