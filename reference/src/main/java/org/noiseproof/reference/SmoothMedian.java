package org.noiseproof.reference;

import java.util.Arrays;
import java.util.Optional;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;

/**
 * The geometric median where it is no row and the rows are not on one line: damped Newton steps on
 * f(y) = Σ ‖a_k − y‖, a_k the rows relative to the best row, with ever more bits, until a
 * certificate holds.
 *
 * <p>The certificate (derived): let ε bound ‖∇f‖ at the last point, rounding included, and λ bound
 * the smallest eigenvalue of the Hessian there from below (1/‖H⁻¹‖_F). Within ρ = 2ε/λ, if that is
 * at most a quarter of each distance r_k, the Hessian changes by no more than ρ Σ 6/r_k²; where
 * this is at most λ/2, f is λ/2-strongly convex in that ball, and the minimum lies within 2ε/λ = ρ.
 * It is demanded that ρ is below 2⁻¹⁰⁰ of every coordinate's gauge.
 */
final class SmoothMedian {
  private static final int[] BITS = {96, 384, 1536, 6144};
  private static final int STEPS = 400;
  private static final int HALVINGS = 60;

  private SmoothMedian() {}

  static ExactVector of(Batch batch) {
    int best = bestRow(batch);
    Dyadic[] origin = SpatialMedian.row(batch, best);
    Dyadic[][] points = SpatialMedian.offsets(batch, best);
    Dyadic[] y = leave(points);
    for (int bits : BITS) {
      DistanceSum last = descend(points, y, bits);
      Optional<ExactVector> certified = certify(batch, origin, last);
      if (certified.isPresent()) {
        return certified.get();
      }
      y = last.y();
    }
    throw new ArithmeticException("the geometric median of " + batch + " could not be certified");
  }

  /** The row with the least sum of distances, as far as doubles tell. */
  private static int bestRow(Batch batch) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < batch.samples(); k++) {
      double sum = 0;
      for (int i = 0; i < batch.samples(); i++) {
        double distance = 0;
        for (int j = 0; j < batch.dimension(); j++) {
          distance = Math.hypot(distance, batch.at(i, j) - batch.at(k, j));
        }
        sum += distance;
      }
      if (sum < least) {
        least = sum;
        best = k;
      }
    }
    return best;
  }

  /** A point lower than the best row, on the way that descends steepest from it. */
  private static Dyadic[] leave(Dyadic[][] points) {
    Dyadic[] zero = new Dyadic[points[0].length];
    Arrays.fill(zero, Dyadic.ZERO);
    for (int bits : BITS) {
      DistanceSum here = DistanceSum.at(points, zero, bits);
      Dyadic curvature = Dyadic.ZERO;
      for (Dyadic inverse : here.inverseDistances()) {
        curvature = curvature.plus(inverse);
      }
      Dyadic gain = here.slope().minus(Dyadic.of((long) here.coincident()));
      Dyadic[] descent = here.descent();
      Dyadic length = gain.divide(curvature.times(here.slope()), bits);
      for (int i = 0; gain.signum() > 0 && i < bits; i++) {
        DistanceSum there = DistanceSum.at(points, moved(zero, descent, length, bits), bits);
        if (there.value().compareTo(here.value()) < 0 && there.coincident() == 0) {
          return there.y();
        }
        length = length.scale(-1);
      }
    }
    throw new ArithmeticException("the geometric median is too close to a row to be told from it");
  }

  private static DistanceSum descend(Dyadic[][] points, Dyadic[] start, int bits) {
    DistanceSum here = DistanceSum.at(points, start, bits);
    for (int step = 0; step < STEPS; step++) {
      Dyadic[] descent = here.descent();
      Dyadic slope = here.slope();
      if (slope.signum() == 0 || slope.binaryExponent() < 24 - bits) {
        return here;
      }
      Optional<Dyadic[]> newton =
          PositiveDefinite.factor(here.hessian(), bits).map(hessian -> hessian.solve(descent));
      if (newton.isEmpty()) {
        return here;
      }
      Optional<DistanceSum> next = search(points, here, slope, newton.get(), bits);
      if (next.isEmpty()) {
        return here;
      }
      here = next.get();
    }
    return here;
  }

  /** The first of the steps 1, ½, ¼ … that lowers f, or halves the slope. */
  private static Optional<DistanceSum> search(
      Dyadic[][] points, DistanceSum here, Dyadic slope, Dyadic[] direction, int bits) {
    Dyadic length = Dyadic.ONE;
    for (int i = 0; i < HALVINGS; i++) {
      DistanceSum there = DistanceSum.at(points, moved(here.y(), direction, length, bits), bits);
      boolean lower = there.value().compareTo(here.value()) < 0;
      if (there.coincident() == 0 && (there.slope().scale(1).compareTo(slope) <= 0 || lower)) {
        return Optional.of(there);
      }
      length = length.scale(-1);
    }
    return Optional.empty();
  }

  private static Dyadic[] moved(Dyadic[] y, Dyadic[] direction, Dyadic length, int bits) {
    Dyadic[] moved = new Dyadic[y.length];
    Arrays.setAll(moved, j -> y[j].plus(direction[j].times(length)).round(bits));
    return moved;
  }

  private static Optional<ExactVector> certify(Batch batch, Dyadic[] origin, DistanceSum last) {
    Optional<PositiveDefinite> hessian = PositiveDefinite.factor(last.hessian(), last.bits());
    if (hessian.isEmpty()) {
      return Optional.empty();
    }
    Dyadic[][] inverse = hessian.get().inverse();
    Optional<Dyadic> radius = radius(last, inverse);
    if (radius.isEmpty()) {
      return Optional.empty();
    }
    Dyadic[] x = new Dyadic[origin.length];
    Arrays.setAll(x, j -> origin[j].plus(last.y()[j]));
    double[] gauges = SpatialMedian.gauges(batch, x, last, inverse);
    boolean closeEnough =
        Arrays.stream(gauges)
            .filter(gauge -> gauge > 0 && Double.isFinite(gauge))
            .allMatch(gauge -> radius.get().compareTo(Dyadic.of(gauge).scale(-100)) <= 0);
    return closeEnough ? Optional.of(new ExactVector(x, gauges)) : Optional.empty();
  }

  /** ρ, where the certificate holds. */
  private static Optional<Dyadic> radius(DistanceSum last, Dyadic[][] inverseHessian) {
    Dyadic squares = Dyadic.ZERO;
    for (Dyadic[] column : inverseHessian) {
      squares = squares.plus(DistanceSum.norm(column, 64).square());
    }
    Dyadic inverseOfLambda = squares.sqrt(64);
    Dyadic rounding = Dyadic.of((long) last.directions().length).scale(8 - last.bits());
    Dyadic radius = last.slope().plus(rounding).times(inverseOfLambda).scale(1).round(64);
    Dyadic change = Dyadic.ZERO;
    Dyadic closest = Dyadic.ZERO;
    for (Dyadic inverseDistance : last.inverseDistances()) {
      change = change.plus(inverseDistance.square().times(Dyadic.of(6L)).times(radius));
      closest = closest.max(inverseDistance);
    }
    boolean ball = radius.times(closest).compareTo(Dyadic.of(0.25)) <= 0;
    boolean convex = change.times(inverseOfLambda).compareTo(Dyadic.of(0.5)) <= 0;
    return ball && convex ? Optional.of(radius) : Optional.empty();
  }
}
