package org.noiseproof.singular;

import java.util.Arrays;
import java.util.Comparator;
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
  /** Columns whose cosine is below this are orthogonal as far as 106 bits can tell. */
  private static final double ORTHOGONAL = 0x1p-106;

  /** Convergence is quadratic: after a sweep that met no cosine above this, nothing is left. */
  private static final double LAST_SWEEP = 0x1p-54;

  /** Ten are rare. */
  private static final int MOST_SWEEPS = 60;

  private final DD[][] columns;
  private final DD[][] rotations;

  private Jacobi(DD[][] columns) {
    this.columns = columns;
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

  /**
   * The pairs of a matrix whose entries are below 1, but for those that its last bit cannot tell
   * from 0.
   */
  static Factors factors(FixedMatrix matrix) {
    boolean wide = matrix.rows() < matrix.columns();
    FixedMatrix tall = wide ? matrix.transpose() : matrix;
    Jacobi jacobi = new Jacobi(columns(tall));
    int sweeps = 0;
    while (jacobi.sweep() > LAST_SWEEP && sweeps < MOST_SWEEPS) {
      sweeps++;
    }
    DD[] lengths = Arrays.stream(jacobi.columns).map(Jacobi::length).toArray(DD[]::new);
    Dyadic[] cut =
        FixedMatrix.of(
                1,
                lengths.length,
                Arrays.stream(lengths).map(Jacobi::dyadic).toArray(Dyadic[]::new),
                matrix.bits())
            .entries();
    int[] order =
        IntStream.range(0, lengths.length)
            .filter(j -> cut[j].signum() > 0)
            .boxed()
            .sorted(Comparator.comparing(j -> cut[j].negate()))
            .mapToInt(j -> j)
            .toArray();
    DD[][] directions = new DD[order.length][];
    DD[][] rotations = new DD[order.length][];
    Dyadic[] values = new Dyadic[order.length];
    for (int k = 0; k < order.length; k++) {
      int j = order[k];
      DD inverse = lengths[j].reciprocal();
      directions[k] = Arrays.stream(jacobi.columns[j]).map(inverse::multiply).toArray(DD[]::new);
      rotations[k] = jacobi.rotations[j];
      values[k] = cut[j];
    }
    FixedMatrix longer = fixed(tall.rows(), directions, matrix.bits());
    FixedMatrix shorter = fixed(tall.columns(), rotations, matrix.bits());
    return wide ? new Factors(shorter, values, longer) : new Factors(longer, values, shorter);
  }

  /** Every pair once; the largest cosine met. */
  private double sweep() {
    double largest = 0;
    for (int p = 0; p < columns.length; p++) {
      for (int q = p + 1; q < columns.length; q++) {
        largest = Math.max(largest, orthogonalize(p, q));
      }
    }
    return largest;
  }

  private double orthogonalize(int p, int q) {
    DD first = dot(columns[p], columns[p]);
    DD second = dot(columns[q], columns[q]);
    DD both = dot(columns[p], columns[q]);
    double lengths = Math.sqrt(first.hi()) * Math.sqrt(second.hi());
    double cosine = lengths == 0 ? 0 : Math.abs(both.hi()) / lengths;
    if (cosine > ORTHOGONAL) {
      double cotangent = second.subtract(first).divide(both).hi() / 2;
      double tangent =
          Math.copySign(1 / (Math.abs(cotangent) + Math.hypot(1, cotangent)), cotangent);
      DD c = DD.ofSquare(tangent).add(1).sqrt().reciprocal();
      DD s = c.multiply(tangent);
      rotate(columns[p], columns[q], c, s);
      rotate(rotations[p], rotations[q], c, s);
    }
    return cosine;
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
