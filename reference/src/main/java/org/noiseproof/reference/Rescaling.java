package org.noiseproof.reference;

import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.exact.Tolerance;

/**
 * What the mean m of a group of rows is multiplied by: min(1, τ/‖m‖) (clipping), or 1/‖m‖
 * (normalization, τ = 1).
 *
 * <p>All is done on the exact sum S = b m, b the number of rows: ‖S‖² is compared with (bτ)² before
 * any rounding, and what is rescaled is bτ S/‖S‖, whose root and quotient are the only roundings.
 *
 * <p>The gauge (derived). A floating-point sum is S + δ with |δ_j| ≤ γ G_j, G_j = Σ|g_kj|; let κ =
 * ‖G‖/‖S‖. What is left as it is keeps the gauge G. Rescaled to c = bτ S/‖S‖ it becomes c̃ with
 * c̃_j − c_j = (bτ δ_j + c_j (‖S‖ − ‖S + δ‖))/‖S + δ‖ and ‖S + δ‖ ≥ (1 − γκ)‖S‖, so that the error
 * is at most γ (bτ G_j/‖S‖ + |c_j| κ)/(1 − γκ) where γκ &lt; 1, and bτ + |c_j| whatever γ. So the
 * gauge is the former's, with a γ of {@link Tolerance#LARGEST_GAMMA} in the denominator, as long as
 * that is at least ½; and beyond, where the direction may be all rounding error, 2κ (bτ + |c_j|),
 * which is above the former for γκ ≤ ½ and, times γ, above the latter for γκ ≥ ½. The roundings of
 * the norm, the quotient and the product are relative and belong to the depth.
 *
 * <p>Where the norm is so near bτ that a rounded one may lie on the other side, ‖S‖ ≤ bτ ≤ ‖S‖ +
 * γ‖G‖ for a γ up to {@link Tolerance#LARGEST_GAMMA}, what is left gets |S_j| κ, too. A single row
 * has no rounding error of its own (δ = 0), so that only |c_j| remains. Where S = 0 although G is
 * not, clipping is the identity, while a direction is all rounding error: its gauge is infinite.
 *
 * @param threshold τ
 * @param stretches whether shorter vectors are made longer, too
 */
record Rescaling(Threshold threshold, boolean stretches) {
  /** clip_τ. */
  static Rescaling clip(Threshold threshold) {
    return new Rescaling(threshold, false);
  }

  /** m/‖m‖, and 0 where m = 0. */
  static Rescaling normalize() {
    return new Rescaling(Threshold.of(1), true);
  }

  /** Adds b times the rescaled mean of the b rows from … to − 1. */
  void add(VectorSum total, Batch batch, int from, int to) {
    if (to - from == 1) {
      addRow(total, batch, from);
    } else {
      addMean(total, VectorSum.ofRows(batch, from, to));
    }
  }

  /** ‖g‖² of a row, from 0. */
  static Dyadic squaredNorm(Batch batch, int row) {
    ExactSum squares = new ExactSum();
    for (int j = 0; j < batch.dimension(); j++) {
      squares.addProduct(batch.at(row, j), batch.at(row, j));
    }
    return squares.value();
  }

  private void addRow(VectorSum total, Batch batch, int row) {
    Dyadic squaredNorm = squaredNorm(batch, row);
    if (leaves(squaredNorm, threshold)) {
      total.addRow(batch, row);
      return;
    }
    Dyadic norm = squaredNorm.sqrt(ExactEstimator.BITS);
    for (int j = 0; j < batch.dimension(); j++) {
      Dyadic term = rescaled(Dyadic.of(batch.at(row, j)), threshold, norm);
      total.add(j, term, Math.abs(term.toDouble()));
    }
  }

  /** Adds b times the rescaled mean of a sum of b vectors. */
  void addMean(VectorSum total, VectorSum group) {
    Dyadic[] sum = group.totals();
    Dyadic squaredNorm = Dyadic.ZERO;
    for (Dyadic s : sum) {
      squaredNorm = squaredNorm.plus(s.square());
    }
    Threshold length = threshold.times(group.divisor());
    boolean left = leaves(squaredNorm, length);
    Dyadic norm = squaredNorm.sqrt(ExactEstimator.BITS);
    Conditioning conditioning = Conditioning.of(group, sum.length, norm);
    boolean nearThreshold = left && conditioning.reaches(norm, length);
    for (int j = 0; j < sum.length; j++) {
      Dyadic term = left ? sum[j] : rescaled(sum[j], length, norm);
      double own = Math.abs(term.toDouble());
      if (norm.signum() == 0) {
        boolean undetermined = stretches && group.gauge(j) > 0;
        total.add(j, term, undetermined ? Double.POSITIVE_INFINITY : group.gauge(j));
      } else if (left) {
        double turned = nearThreshold ? Term.product(own, conditioning.whole) : 0;
        total.add(j, term, group.gauge(j) + turned);
      } else {
        double moved = conditioning.moved(j, length.value().toDouble(), own);
        total.add(j, term, group.gauge(j) == 0 ? own : moved);
      }
    }
  }

  private boolean leaves(Dyadic squaredNorm, Threshold length) {
    return squaredNorm.signum() == 0 || (!stretches && length.leaves(squaredNorm));
  }

  private static Dyadic rescaled(Dyadic x, Threshold length, Dyadic norm) {
    return x.times(length.value()).divide(norm, ExactEstimator.BITS);
  }

  /**
   * How much a sum's rounding errors matter beside its norm.
   *
   * @param coordinates G_j/‖S‖
   * @param whole ‖G‖/‖S‖
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Conditioning(double[] coordinates, double whole) {
    static Conditioning of(VectorSum sum, int dimension, Dyadic norm) {
      double largest = 0;
      for (int j = 0; j < dimension; j++) {
        largest = Math.max(largest, sum.gauge(j));
      }
      double[] coordinates = new double[dimension];
      // Gauges below the smallest number are 0: the subnormal floor of the test ratio covers them.
      if (norm.signum() == 0 || largest == 0) {
        return new Conditioning(coordinates, 0);
      }
      double unit =
          Double.isInfinite(largest)
              ? Double.POSITIVE_INFINITY
              : Dyadic.of(largest).divide(norm, 60).toDouble();
      double squares = 0;
      for (int j = 0; j < dimension; j++) {
        double share = Double.isInfinite(largest) ? 1 : sum.gauge(j) / largest;
        coordinates[j] = Term.product(share, unit);
        squares += share * share;
      }
      return new Conditioning(coordinates, unit * Math.sqrt(squares));
    }

    /** The gauge of a coordinate of that magnitude of what is rescaled to that length. */
    double moved(int j, double length, double own) {
      double determined = 1 - Tolerance.LARGEST_GAMMA * whole;
      if (determined >= 0.5) {
        double first = Term.product(length, coordinates[j]) + Term.product(own, whole);
        return first / determined;
      }
      return Term.product(2 * whole, length + own);
    }

    /** Whether a rounded norm may lie beyond the threshold that the exact one does not reach. */
    boolean reaches(Dyadic norm, Threshold length) {
      double stretch = 1 + Tolerance.LARGEST_GAMMA * whole;
      return Double.isInfinite(stretch)
          || norm.times(Dyadic.of(stretch)).compareTo(length.value()) >= 0;
    }
  }
}
