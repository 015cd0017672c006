package org.noiseproof.reference;

import java.util.Arrays;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;

/** A sum of vectors that becomes a mean: exact for rows of doubles, and beside it Σ|terms|. */
final class VectorSum {
  private final int divisor;
  private final ExactSum[] doubles;
  private final Dyadic[] others;
  private final double[] gauges;

  VectorSum(int dimension, int divisor) {
    this.divisor = divisor;
    doubles = new ExactSum[dimension];
    Arrays.setAll(doubles, j -> new ExactSum());
    others = new Dyadic[dimension];
    Arrays.fill(others, Dyadic.ZERO);
    gauges = new double[dimension];
  }

  /** The sum of the rows from … to − 1, to be divided by their number. */
  static VectorSum ofRows(Batch batch, int from, int to) {
    VectorSum sum = new VectorSum(batch.dimension(), to - from);
    for (int k = from; k < to; k++) {
      sum.addRow(batch, k);
    }
    return sum;
  }

  void addRow(Batch batch, int row) {
    for (int j = 0; j < doubles.length; j++) {
      add(j, batch.at(row, j));
    }
  }

  /** Adds a double to coordinate j. */
  void add(int j, double term) {
    doubles[j].add(term);
    gauges[j] += Math.abs(term);
  }

  /** Adds a term with its own gauge to coordinate j. */
  void add(int j, Dyadic term, double gauge) {
    others[j] = others[j].plus(term);
    gauges[j] += gauge;
  }

  /** What the sum is to be divided by. */
  int divisor() {
    return divisor;
  }

  /** Σ|terms| before the division; infinite where it overflows, as a left-to-right sum may. */
  double gauge(int j) {
    return gauges[j];
  }

  /** The sum before the division. */
  Dyadic[] totals() {
    Dyadic[] totals = new Dyadic[doubles.length];
    Arrays.setAll(totals, j -> doubles[j].value().plus(others[j]));
    return totals;
  }

  /** The mean; where only doubles were added, each coordinate rounds correctly. */
  ExactVector mean() {
    Dyadic n = Dyadic.of((long) divisor);
    Dyadic[] values = totals();
    Arrays.setAll(values, j -> values[j].divide(n, ExactEstimator.BITS));
    return new ExactVector(values, Arrays.stream(gauges).map(gauge -> gauge / divisor).toArray());
  }
}
