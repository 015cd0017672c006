package org.noiseproof.reference;

import java.util.Arrays;
import org.noiseproof.backend.Norm;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Interval;
import org.noiseproof.matrix.Matrix;
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

/**
 * Norms of matrices on real numbers. The largest entry and the sum of entries are exact, the
 * Frobenius norm is the root of an exact number; the others are enclosed by the certificate of
 * {@link SingularPairs}, some 2⁻⁹⁵ of σ₁ wide.
 *
 * @param spec which one
 */
public record ExactNorm(NormSpec spec) implements Norm {
  private static final int BITS = ExactEstimator.BITS;

  /**
   * An enclosure of ‖W‖.
   *
   * @throws IllegalArgumentException where an entry is not finite; the message names it
   */
  public static Interval enclose(NormSpec spec, Matrix w) {
    return enclose(spec, w.rows(), w.columns(), dyadics(w));
  }

  /** Of a matrix of any dyadic numbers, row by row. */
  static Interval enclose(NormSpec spec, int rows, int columns, Dyadic[] entries) {
    return switch (spec) {
      case Frobenius _ -> frobenius(entries);
      case Max _ -> Interval.of(largest(entries));
      case L1 _ -> Interval.of(sum(entries));
      case Spectral _ -> SingularNorm.leading(SingularPairs.of(rows, columns, entries), 1);
      case Nuclear _ ->
          SingularNorm.leading(SingularPairs.of(rows, columns, entries), entries.length);
      case Schatten(double p) ->
          SingularNorm.schatten(SingularPairs.of(rows, columns, entries), Dyadic.of(p));
      case KyFan(int k) -> SingularNorm.leading(SingularPairs.of(rows, columns, entries), k);
      case KyFanDual(int k) -> SingularNorm.kyFanDual(SingularPairs.of(rows, columns, entries), k);
    };
  }

  /**
   * An enclosure of the dual norm ‖Z‖_* = max {⟨Z, D⟩ : ‖D‖ ≤ 1}. That of a Schatten norm has p/(p
   * − 1) itself as its parameter, which {@link NormSpec#dual} has to round.
   *
   * @throws IllegalArgumentException where an entry is not finite; the message names it
   */
  public static Interval encloseDual(NormSpec spec, Matrix z) {
    return spec instanceof Schatten(double p)
        ? SingularNorm.schatten(SingularPairs.of(z.rows(), z.columns(), dyadics(z)), conjugate(p))
        : enclose(spec.dual(), z);
  }

  @Override
  public double of(Matrix w) {
    return enclose(spec, w).centre().toDouble();
  }

  @Override
  public Direction direction(Matrix gradient) {
    Term[] entries = Arrays.stream(dyadics(gradient)).map(Term::new).toArray(Term[]::new);
    Steepest steepest = Steepest.of(spec, gradient.rows(), gradient.columns(), entries);
    return new Direction(
        Matrix.of(
            gradient.rows(),
            gradient.columns(),
            Arrays.stream(steepest.direction()).mapToDouble(d -> d.value().toDouble()).toArray()),
        steepest.dualNorm().centre().toDouble());
  }

  @Override
  public int depth(int rows, int columns) {
    return 1;
  }

  /** q = p/(p − 1), to a relative 2⁻¹²⁸. */
  private static Dyadic conjugate(double p) {
    return Dyadic.of(p).divide(Dyadic.of(p).minus(Dyadic.ONE), BITS);
  }

  static Interval frobenius(Dyadic[] entries) {
    Dyadic squares = Arrays.stream(entries).map(Dyadic::square).reduce(Dyadic.ZERO, Dyadic::plus);
    return SingularNorm.near(squares.sqrt(BITS));
  }

  static Dyadic largest(Dyadic[] entries) {
    return Arrays.stream(entries).map(Dyadic::abs).reduce(Dyadic.ZERO, Dyadic::max);
  }

  static Dyadic sum(Dyadic[] entries) {
    return Arrays.stream(entries).map(Dyadic::abs).reduce(Dyadic.ZERO, Dyadic::plus);
  }

  private static Dyadic[] dyadics(Matrix matrix) {
    Dyadic[] entries = new Dyadic[matrix.rows() * matrix.columns()];
    for (int e = 0; e < entries.length; e++) {
      int i = e / matrix.columns();
      int j = e % matrix.columns();
      if (!Double.isFinite(matrix.at(i, j))) {
        throw new IllegalArgumentException(
            "matrix[%d][%d] = %s is not finite".formatted(i, j, matrix.at(i, j)));
      }
      entries[e] = Dyadic.of(matrix.at(i, j));
    }
    return entries;
  }
}
