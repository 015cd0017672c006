package org.noiseproof.fast.cpu;

import java.util.Arrays;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.EstimatorSpec.Catoni;

/**
 * Catoni's estimator, coordinate by coordinate and in doubles: Newton's method on F(θ) = Σ ψ(a (x_k
 * − θ)) from the median, between two points where F has either sign, until the residual is within
 * what rounding may have made of it. That certifies the root, as long as F is straight over a unit
 * roundoff of θ. Where it is not, or nothing converges, or a square overflows or y underflows, the
 * exact reference answers for that coordinate.
 */
final class CatoniRoot {
  /** Newton's method takes some five; the rest are halvings. */
  private static final int STEPS = 100;

  /**
   * The roundings behind a root, however many samples there are. Each y = a (x_k − θ) has 2 and
   * each ψ(y) 4 more, their sum is compensated, a residual of {@link #RESIDUAL} is let pass, and
   * two cover the second order.
   */
  static final int DEPTH = 16;

  private static final int RESIDUAL = 8;

  private CatoniRoot() {}

  /** The estimate, NaN where an entry is not finite. */
  static <A> A of(Format<A> format, A x, int n, int d, double scale) {
    double[] roots = new double[d];
    double[] column = new double[n];
    for (int j = 0; j < d; j++) {
      for (int k = 0; k < n; k++) {
        column[k] = format.get(x, k * d + j);
      }
      roots[j] = root(column, scale);
    }
    return format.narrowed(roots);
  }

  private static double root(double[] column, double scale) {
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double low = sorted[0];
    double high = sorted[n - 1]; // NaN, where there is one
    if (!Double.isFinite(low) || !Double.isFinite(high)) {
      return Double.NaN;
    }
    double theta = sorted[(n - 1) / 2] / 2 + sorted[n / 2] / 2;
    for (int step = 0; step < STEPS && low < high; step++) {
      Influence here = Influence.at(column, scale, theta);
      if (!Double.isFinite(here.sum) || here.noise < Double.MIN_NORMAL) {
        return exactly(column, scale);
      }
      if (Math.abs(here.sum) <= here.noise) {
        boolean straight =
            scale * Math.abs(theta) * Tolerance.UNIT_ROUNDOFF <= Tolerance.LARGEST_GAMMA;
        return straight ? theta : exactly(column, scale);
      }
      if (here.sum > 0) {
        low = theta;
      } else {
        high = theta;
      }
      double next = theta + here.sum / (scale * here.slope);
      theta = next > low && next < high ? next : low / 2 + high / 2;
    }
    return low == high ? low : exactly(column, scale);
  }

  private static double exactly(double[] column, double scale) {
    Batch batch = Batch.of(column.length, 1, column);
    return ExactEstimator.estimate(new Catoni(scale), batch).rounded()[0];
  }

  /**
   * F at one θ.
   *
   * @param sum F
   * @param slope Σ ψ', so that F' is −a times as much
   * @param noise what the roundings of y, ψ and θ may make of F
   */
  private record Influence(double sum, double slope, double noise) {

    static Influence at(double[] column, double scale, double theta) {
      double sum = 0;
      double lost = 0;
      double slope = 0;
      double terms = 0;
      for (double x : column) {
        double y = scale * (x - theta);
        double size = Math.abs(y);
        double inside = size * (1 + size / 2);
        double height = StrictMath.log1p(inside);
        double derivative = (1 + size) / (1 + inside);
        double psi = Math.copySign(height, y);
        // Knuth's exact error of a sum.
        double next = sum + psi;
        double added = next - sum;
        lost += (sum - (next - added)) + (psi - added);
        sum = next;
        slope += derivative;
        terms += height + derivative * size;
      }
      double noise = terms + scale * Math.abs(theta) * slope;
      return new Influence(sum + lost, slope, RESIDUAL * Tolerance.UNIT_ROUNDOFF * noise);
    }
  }
}
