package org.noiseproof.singular;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.noiseproof.exact.Dyadic;

/**
 * A matrix in fixed point: integers times 2⁻ᵇⁱᵗˢ. Sums and products are exact; what is lost, is
 * lost where {@link #of}, {@link #cut} or {@link #dividedBy} says so.
 */
public final class FixedMatrix {
  private final int rows;
  private final int columns;
  private final int bits;
  private final BigInteger[] units;

  private FixedMatrix(int rows, int columns, int bits, BigInteger[] units) {
    this.rows = rows;
    this.columns = columns;
    this.bits = bits;
    this.units = units;
  }

  /** These entries, row by row, each cut down to a multiple of 2⁻ᵇⁱᵗˢ. */
  public static FixedMatrix of(int rows, int columns, Dyadic[] entries, int bits) {
    BigInteger[] units = new BigInteger[entries.length];
    Arrays.setAll(units, e -> units(entries[e], bits));
    return new FixedMatrix(rows, columns, bits, units);
  }

  /** These entries, row by row, to as many bits as it takes. */
  public static FixedMatrix exact(int rows, int columns, Dyadic... entries) {
    int lowest = Arrays.stream(entries).mapToInt(Dyadic::exponent).min().orElse(0);
    return of(rows, columns, entries, -lowest);
  }

  private static BigInteger units(Dyadic x, int bits) {
    return x.mantissa().shiftLeft(Math.addExact(x.exponent(), bits));
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** How many bits there are behind the point. */
  public int bits() {
    return bits;
  }

  /** The entry of row i and column j, both from 0. */
  public Dyadic at(int i, int j) {
    return new Dyadic(unit(i, j), -bits);
  }

  private BigInteger unit(int i, int j) {
    return units[i * columns + j];
  }

  /** The entries, row by row. */
  public Dyadic[] entries() {
    return Arrays.stream(units).map(unit -> new Dyadic(unit, -bits)).toArray(Dyadic[]::new);
  }

  /** Column j, from 0, as a matrix. */
  public FixedMatrix column(int j) {
    BigInteger[] column = new BigInteger[rows];
    Arrays.setAll(column, i -> unit(i, j));
    return new FixedMatrix(rows, 1, bits, column);
  }

  /** Whether every entry is 0. */
  public boolean isZero() {
    return Arrays.stream(units).allMatch(unit -> unit.signum() == 0);
  }

  /** Rows and columns exchanged. */
  public FixedMatrix transpose() {
    BigInteger[] transposed = new BigInteger[units.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = unit(i, j);
      }
    }
    return new FixedMatrix(columns, rows, bits, transposed);
  }

  /** The product, to as many bits as both have together. */
  public FixedMatrix times(FixedMatrix that) {
    BigInteger[] product = new BigInteger[rows * that.columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < that.columns; j++) {
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < columns; k++) {
          sum = sum.add(unit(i, k).multiply(that.unit(k, j)));
        }
        product[i * that.columns + j] = sum;
      }
    }
    return new FixedMatrix(rows, that.columns, bits + that.bits, product);
  }

  /** Column j times factor j, cut down to a multiple of 2⁻ᵇⁱᵗˢ; to twice as many bits. */
  FixedMatrix scaleColumns(Dyadic[] factors) {
    BigInteger[] multiples = new BigInteger[columns];
    Arrays.setAll(multiples, j -> units(factors[j], bits));
    BigInteger[] scaled = new BigInteger[units.length];
    Arrays.setAll(scaled, e -> units[e].multiply(multiples[e % columns]));
    return new FixedMatrix(rows, columns, 2 * bits, scaled);
  }

  /** This times an integer. */
  public FixedMatrix times(long factor) {
    BigInteger multiplier = BigInteger.valueOf(factor);
    return map(bits, unit -> unit.multiply(multiplier));
  }

  /** This over an integer, each entry cut to a multiple of 2⁻ᵇⁱᵗˢ. */
  public FixedMatrix dividedBy(long divisor) {
    BigInteger denominator = BigInteger.valueOf(divisor);
    return map(bits, unit -> unit.divide(denominator));
  }

  /** This + that, of equal bits. */
  public FixedMatrix plus(FixedMatrix that) {
    BigInteger[] sum = new BigInteger[units.length];
    Arrays.setAll(sum, e -> units[e].add(that.units[e]));
    return new FixedMatrix(rows, columns, bits, sum);
  }

  /** This − that, of equal bits. */
  FixedMatrix minus(FixedMatrix that) {
    return plus(that.map(bits, BigInteger::negate));
  }

  /** This − I. */
  FixedMatrix minusIdentity() {
    BigInteger one = BigInteger.ONE.shiftLeft(bits);
    BigInteger[] difference = units.clone();
    for (int i = 0; i < rows; i++) {
      difference[i * columns + i] = unit(i, i).subtract(one);
    }
    return new FixedMatrix(rows, columns, bits, difference);
  }

  /** The same numbers to more bits, or each cut down to fewer. */
  public FixedMatrix cut(int newBits) {
    return map(newBits, unit -> unit.shiftLeft(newBits - bits));
  }

  private FixedMatrix map(int newBits, UnaryOperator<BigInteger> operator) {
    return new FixedMatrix(
        rows, columns, newBits, Arrays.stream(units).map(operator).toArray(BigInteger[]::new));
  }

  /** The sum of the squares of the entries. */
  public Dyadic squaredNorm() {
    BigInteger squares = BigInteger.ZERO;
    for (BigInteger unit : units) {
      squares = squares.add(unit.multiply(unit));
    }
    return new Dyadic(squares, Math.multiplyExact(-2, bits));
  }

  /** At least the Frobenius norm, and at most one part in 2³⁰ above it. */
  Dyadic norm() {
    Dyadic root = squaredNorm().sqrt(32);
    return root.plus(root.scale(-31));
  }
}
