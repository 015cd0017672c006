package org.noiseproof.singular;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;
import org.noiseproof.exact.Dyadic;

/**
 * One-sided Jacobi (Hestenes 1958) in double-double arithmetic, about 106 bits: plane rotations
 * make the columns of A orthogonal in pairs, over and over, A V = W. The singular values are the
 * lengths of W's columns, the left vectors their directions, the right ones the columns of V. How
 * right that is, the certificate of {@link SingularPairs} says, not this class.
 */
final class Jacobi {
  /** What rounding leaves of the cosine of orthogonal columns, over the root of their length. */
  private static final double ROUNDING = 0x1p-103;

  /** Some ten are usual, more where there are columns of rounding errors alone. */
  private static final int MOST_SWEEPS = 60;

  private final DD[][] columns;
  private final DD[][] rotations;
  private final double orthogonal;

  private Jacobi(DD[][] columns) {
    this.columns = columns;
    orthogonal = ROUNDING * Math.sqrt(columns[0].length);
    rotations = new DD[columns.length][columns.length];
    for (int j = 0; j < columns.length; j++) {
      Arrays.fill(rotations[j], DD.ZERO);
      rotations[j][j] = DD.ONE;
    }
  }

  /**
   * A ≈ left · diag(values) · rightᵀ.
   *
   * @param left rows × pairs
   * @param values in descending order, one for each pair, multiples of the fixed point's unit
   * @param right columns × pairs
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Factors(FixedMatrix left, Dyadic[] values, FixedMatrix right) {}

  /** A singular value with its vectors, the one on the longer side first. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pair(Dyadic value, DD[] direction, DD[] rotation) {}

  /**
   * The factors of a matrix whose entries are below 1, without the pairs that its last bit cannot
   * tell from 0.
   */
  static Factors factors(FixedMatrix matrix) {
    boolean wide = matrix.rows() < matrix.columns();
    FixedMatrix tall = wide ? matrix.transpose() : matrix;
    Jacobi jacobi = new Jacobi(columns(tall));
    int sweeps = 0;
    while (jacobi.sweep() > jacobi.orthogonal && sweeps < MOST_SWEEPS) {
      sweeps++;
    }
    List<Pair> pairs =
        IntStream.range(0, tall.columns())
            .mapToObj(j -> jacobi.pair(j, matrix.bits()))
            .filter(pair -> pair.value.signum() > 0)
            .sorted(Comparator.comparing(Pair::value).reversed())
            .toList();
    Dyadic[] values = pairs.stream().map(Pair::value).toArray(Dyadic[]::new);
    DD[][] directions = pairs.stream().map(Pair::direction).toArray(DD[][]::new);
    DD[][] rotations = pairs.stream().map(Pair::rotation).toArray(DD[][]::new);
    FixedMatrix longer = fixed(tall.rows(), directions, matrix.bits());
    FixedMatrix shorter = fixed(tall.columns(), rotations, matrix.bits());
    return wide ? new Factors(shorter, values, longer) : new Factors(longer, values, shorter);
  }

  private Pair pair(int j, int bits) {
    DD length = length(columns[j]);
    Dyadic value = FixedMatrix.of(1, 1, new Dyadic[] {dyadic(length)}, bits).at(0, 0);
    DD inverse = length.isZero() ? length : length.reciprocal();
    DD[] direction = Arrays.stream(columns[j]).map(inverse::multiply).toArray(DD[]::new);
    return new Pair(value, direction, rotations[j]);
  }

  /**
   * Every pair once. With x turned by s into y, the cosine between y and another column changes by
   * at most s‖x‖/‖y‖ times that between x and it: at most what is returned is left of any.
   */
  private double sweep() {
    double cosine = 0;
    double turned = 0;
    for (int p = 0; p < columns.length; p++) {
      for (int q = p + 1; q < columns.length; q++) {
        DD first = dot(columns[p], columns[p]);
        DD second = dot(columns[q], columns[q]);
        DD both = dot(columns[p], columns[q]);
        double x = Math.sqrt(first.hi());
        double y = Math.sqrt(second.hi());
        double met = x == 0 || y == 0 ? 0 : Math.abs(both.hi()) / x / y;
        if (met > orthogonal) {
          double tangent = tangent(second.subtract(first).divide(both).hi() / 2);
          rotate(p, q, tangent);
          cosine = Math.max(cosine, met);
          turned = Math.max(turned, Math.abs(tangent) * Math.max(x / y, y / x));
        }
      }
    }
    return cosine * turned;
  }

  /** The smaller root of t² + 2ct = 1. */
  private static double tangent(double cotangent) {
    return Math.copySign(1 / (Math.abs(cotangent) + Math.hypot(1, cotangent)), cotangent);
  }

  private void rotate(int p, int q, double tangent) {
    DD c = DD.ofSquare(tangent).add(1).sqrt().reciprocal();
    DD s = c.multiply(tangent);
    rotate(columns[p], columns[q], c, s);
    rotate(rotations[p], rotations[q], c, s);
  }

  private static void rotate(DD[] x, DD[] y, DD c, DD s) {
    for (int i = 0; i < x.length; i++) {
      DD turned = c.multiply(x[i]).subtract(s.multiply(y[i]));
      y[i] = s.multiply(x[i]).add(c.multiply(y[i]));
      x[i] = turned;
    }
  }

  private static DD dot(DD[] x, DD[] y) {
    DD sum = DD.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(x[i].multiply(y[i]));
    }
    return sum;
  }

  private static DD length(DD[] x) {
    DD square = dot(x, x);
    return square.isZero() ? square : square.sqrt();
  }

  private static DD[][] columns(FixedMatrix matrix) {
    DD[][] columns = new DD[matrix.columns()][matrix.rows()];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < columns[j].length; i++) {
        Dyadic entry = matrix.at(i, j);
        double high = entry.toDouble();
        columns[j][i] = DD.ofSum(high, entry.minus(Dyadic.of(high)).toDouble());
      }
    }
    return columns;
  }

  private static FixedMatrix fixed(int rows, DD[][] columns, int bits) {
    Dyadic[] entries = new Dyadic[rows * columns.length];
    Arrays.setAll(entries, e -> dyadic(columns[e % columns.length][e / columns.length]));
    return FixedMatrix.of(rows, columns.length, entries, bits);
  }

  private static Dyadic dyadic(DD x) {
    return Dyadic.of(x.hi()).plus(Dyadic.of(x.lo()));
  }
}
