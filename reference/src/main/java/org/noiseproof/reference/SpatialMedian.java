package org.noiseproof.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;

/**
 * The geometric (or spatial) median, the point x minimising f(x) = Σ ‖g_k − x‖.
 *
 * <p>Rows on one line are decided by an ordinary median along it, exactly. A row g is the median
 * where ‖Σ (g_k − g)/‖g_k − g‖‖, the sum over the rows that differ from it, is at most the number
 * of those that do not: its subgradient condition, here with 2⁻¹²⁰ to spare, which moves nothing by
 * more than 2⁻¹²⁰ of the gauge. Else f is smooth and strictly convex about its one minimum, and
 * {@link SmoothMedian} finds that.
 *
 * <p>The gauge (derived). Floating-point iterations end where their ∇f = Σ_k (x − g_k)/‖g_k − x‖ is
 * zero, and that is wrong by up to γ e, e_i = Σ_k (|g_ki| + |x_i|)/‖g_k − x‖ (its terms, written
 * out). With H the Hessian this moves the solution by H⁻¹ times as much, so that the gauge of
 * coordinate j is |x_j| + Σ_i |H⁻¹|_ji e_i: rows nearly on a line make H nearly singular and the
 * gauge large. A median that is a row moves only where its subgradient condition holds so narrowly
 * that rounding can break it; elsewhere its gauge is |x_j|. On a line the gauge is that of the
 * median along it.
 */
final class SpatialMedian {
  private static final int SUBGRADIENT_BITS = 256;

  private SpatialMedian() {}

  static ExactVector of(Batch batch) {
    return onLine(batch).or(() -> atRow(batch)).orElseGet(() -> SmoothMedian.of(batch));
  }

  /** Where all rows lie on a line: the middle row, or the midpoint between the two middle rows. */
  private static Optional<ExactVector> onLine(Batch batch) {
    int n = batch.samples();
    int d = batch.dimension();
    Dyadic[][] offsets = offsets(batch, 0);
    int spread = 0;
    while (spread < n * d && offsets[spread / d][spread % d].signum() == 0) {
      spread++;
    }
    int pivot = spread % d;
    if (spread < n * d) {
      Dyadic[] line = offsets[spread / d];
      for (Dyadic[] offset : offsets) {
        for (int j = 0; j < d; j++) {
          if (offset[j].times(line[pivot]).compareTo(line[j].times(offset[pivot])) != 0) {
            return Optional.empty();
          }
        }
      }
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingDouble(k -> batch.at(k, pivot)));
    VectorSum middle = new VectorSum(d, 2);
    middle.addRow(batch, order[(n - 1) / 2]);
    middle.addRow(batch, order[n / 2]);
    return Optional.of(middle.mean());
  }

  private static Optional<ExactVector> atRow(Batch batch) {
    Dyadic margin = Dyadic.ONE.scale(-120);
    for (int k = 0; k < batch.samples(); k++) {
      if (RowFilter.excludes(batch, k)) {
        continue;
      }
      Dyadic[] origin = new Dyadic[batch.dimension()];
      Arrays.fill(origin, Dyadic.ZERO);
      DistanceSum here = DistanceSum.at(offsets(batch, k), origin, SUBGRADIENT_BITS);
      Dyadic slack = Dyadic.of((long) here.coincident()).minus(here.slope());
      if (slack.plus(margin).signum() >= 0) {
        return Optional.of(row(batch, k, here, slack));
      }
    }
    return Optional.empty();
  }

  private static ExactVector row(Batch batch, int k, DistanceSum here, Dyadic slack) {
    Dyadic[] values = row(batch, k);
    boolean narrow =
        slack.toDouble() <= Tolerance.LARGEST_GAMMA * batch.samples() && batch.samples() > 1;
    double[] gauges =
        narrow
            ? PositiveDefinite.factor(here.hessian(), here.bits())
                .map(h -> gauges(batch, values, here, h.inverse()))
                .orElseGet(() -> filled(values.length, Double.POSITIVE_INFINITY))
            : Arrays.stream(values).mapToDouble(x -> Math.abs(x.toDouble())).toArray();
    return new ExactVector(values, gauges);
  }

  /** |x_j| + Σ_i |H⁻¹|_ji Σ_k (|g_ki| + |x_i|)/‖g_k − x‖. */
  static double[] gauges(Batch batch, Dyadic[] x, DistanceSum here, Dyadic[][] inverseHessian) {
    int d = x.length;
    Dyadic[] terms = new Dyadic[d];
    for (int i = 0; i < d; i++) {
      Dyadic sum = Dyadic.ZERO;
      for (int k = 0; k < batch.samples(); k++) {
        Dyadic size = Dyadic.of(batch.at(k, i)).abs().plus(x[i].abs()).round(64);
        sum = sum.plus(size.times(here.inverseDistances()[k].round(64)));
      }
      terms[i] = sum.round(64);
    }
    double[] gauges = new double[d];
    for (int j = 0; j < d; j++) {
      Dyadic sum = x[j].abs();
      for (int i = 0; i < d; i++) {
        sum = sum.plus(inverseHessian[j][i].abs().round(64).times(terms[i]));
      }
      gauges[j] = sum.toDouble();
    }
    return gauges;
  }

  /** g_k − g_origin for every k. */
  static Dyadic[][] offsets(Batch batch, int origin) {
    Dyadic[] from = row(batch, origin);
    Dyadic[][] offsets = new Dyadic[batch.samples()][];
    for (int k = 0; k < offsets.length; k++) {
      offsets[k] = row(batch, k);
      for (int j = 0; j < from.length; j++) {
        offsets[k][j] = offsets[k][j].minus(from[j]);
      }
    }
    return offsets;
  }

  static Dyadic[] row(Batch batch, int k) {
    return Arrays.stream(batch.row(k)).mapToObj(Dyadic::of).toArray(Dyadic[]::new);
  }

  private static double[] filled(int d, double value) {
    double[] filled = new double[d];
    Arrays.fill(filled, value);
    return filled;
  }
}
