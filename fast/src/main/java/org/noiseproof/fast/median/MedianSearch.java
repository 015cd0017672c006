package org.noiseproof.fast.median;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.noiseproof.exact.Tolerance;

/**
 * The point that minimises f(x) = Σ ‖x_k − x‖, in doubles: Newton's method on f, each step by
 * conjugate gradients (no d × d matrix), damped until f decreases; the steps of Weiszfeld (1937)
 * where Newton's fail. f has kinks at the samples: the sample nearest to the iterate is tested for
 * being the minimum, which it is where the unit vectors from it to the others add up to no more
 * than its multiplicity (Vardi and Zhang 2000; derived from 0 ∈ ∂f). Samples on one line have their
 * median, and the midpoint of the two middle ones where their number is even.
 */
public final class MedianSearch {
  private static final int MOST_STEPS = 200;
  private static final double WIDEST = 0x1p200;

  /**
   * Closer to a sample than this, relative to itself, a point's direction from it is cancellation.
   */
  private static final double CLOSEST = 0x1p-20;

  private final Samples x;
  private final int n;
  private final int d;
  private final boolean[] rejected;

  private MedianSearch(Samples x) {
    this.x = x;
    this.n = x.count();
    this.d = x.dimension();
    this.rejected = new boolean[n];
  }

  /**
   * The geometric median. NaN where an entry is not finite, where the entries' sizes span more than
   * doubles can tell apart in one distance, and where the iteration did not get to the minimum.
   *
   * @param largest of the entries' sizes, NaN or infinite where an entry is
   * @param smallest of those that are not 0; anything where all are
   * @param scaled the samples times 2 to that power
   */
  public static double[] of(int d, double largest, double smallest, IntFunction<Samples> scaled) {
    double[] result = new double[d];
    if (!Double.isFinite(largest) || smallest * WIDEST < largest) {
      Arrays.fill(result, Double.NaN);
    } else if (largest > 0) {
      // Scaled by a power of two, distances neither overflow nor underflow.
      int exponent = exponent(largest);
      double[] median = new MedianSearch(scaled.apply(-exponent)).solve();
      Arrays.setAll(result, j -> Math.scalb(median[j], exponent));
    }
    return result;
  }

  /** e of 2ᵉ ≤ x &lt; 2ᵉ⁺¹, x &gt; 0, subnormal or not. */
  private static int exponent(double x) {
    return x < Double.MIN_NORMAL ? Math.getExponent(x * 0x1p60) - 60 : Math.getExponent(x);
  }

  /**
   * The roundings that the residual Σ (x − x_k)/‖x − x_k‖, which stops the iteration, is known to.
   */
  public static int depth(int n, int d) {
    return 64 + d / 2 + n;
  }

  /** A point with what is known of f there; the gradient is over the samples that are elsewhere. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Point(double[] at, double[] distances, double value, double[] gradient) {

    int nearest() {
      int nearest = 0;
      for (int k = 1; k < distances.length; k++) {
        nearest = distances[k] < distances[nearest] ? k : nearest;
      }
      return nearest;
    }
  }

  private Point point(double[] at) {
    double[] distances = x.distances(at);
    double value = 0;
    for (double distance : distances) {
      value += distance;
    }
    return new Point(at, distances, value, x.pull(at, distances));
  }

  private double[] solve() {
    double[] line = onOneLine();
    if (line != null) {
      return line;
    }
    Point here = point(x.mean());
    for (int step = 0; step < MOST_STEPS; step++) {
      int nearest = here.nearest();
      if (!rejected[nearest]) {
        Point sample = point(x.row(nearest));
        if (minimal(sample)) {
          return sample.at;
        }
        rejected[nearest] = true;
      }
      if (here.distances[nearest] == 0) {
        here = leave(point(x.row(nearest)));
      }
      Point next = newton(here);
      if (next == null) {
        next = point(weiszfeld(here));
        if (!(next.value < here.value)) {
          return settled(here);
        }
      }
      if (Arrays.equals(here.at, next.at)) {
        return settled(here);
      }
      here = next;
    }
    return settled(here);
  }

  /** A better point in Newton's direction, or null. */
  private @Nullable Point newton(Point here) {
    double[] direction = direction(here);
    double slope = dot(here.gradient, direction);
    for (double t = 1; t > 0x1p-40; t /= 2) {
      double[] at = new double[d];
      for (int j = 0; j < d; j++) {
        at[j] = Math.fma(t, direction[j], here.at[j]);
      }
      Point next = point(at);
      // Near the minimum f is flat to rounding, and the gradient's norm takes over.
      if (next.value < here.value + t * slope / 4
          || (Math.abs(next.value - here.value) <= 8 * n * Math.ulp(here.value)
              && dot(next.gradient, next.gradient) < dot(here.gradient, here.gradient) / 4)) {
        return next;
      }
    }
    return null;
  }

  /** The point where the iteration ended, or NaN where the residual does not vouch for it. */
  private double[] settled(Point end) {
    double tolerance = n * Tolerance.gamma(depth(n, d), Tolerance.UNIT_ROUNDOFF);
    boolean still = Math.sqrt(dot(end.gradient, end.gradient)) <= tolerance;
    boolean apart = end.distances[end.nearest()] > CLOSEST * Math.sqrt(dot(end.at, end.at));
    if (!still || !apart) {
      Arrays.fill(end.at, Double.NaN);
    }
    return end.at;
  }

  /** The median where all samples lie on a line, or else null. */
  private double @Nullable [] onOneLine() {
    double[] position = new double[n];
    if (d == 1) {
      Arrays.setAll(position, k -> x.row(k)[0]);
    } else if (n > 2) {
      double[] first = x.row(0);
      double[] distances = x.distances(first);
      int far = 0;
      for (int k = 1; k < n; k++) {
        far = distances[k] > distances[far] ? k : far;
      }
      double length = distances[far];
      double[] farthest = x.row(far);
      for (int k = 0; k < n; k++) {
        double[] row = x.row(k);
        double along = 0;
        for (int j = 0; j < d; j++) {
          along = Math.fma((row[j] - first[j]) / length, (farthest[j] - first[j]) / length, along);
        }
        position[k] = length == 0 ? 0 : along;
        double away = 0;
        for (int j = 0; j < d; j++) {
          double off = row[j] - first[j] - position[k] * (farthest[j] - first[j]);
          away = Math.max(away, Math.abs(off));
        }
        if (away > 8 * Math.ulp(Math.max(length, 0x1p-40))) {
          return null;
        }
      }
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> position[k]))
            .mapToInt(k -> k)
            .toArray();
    double[] low = x.row(order[(n - 1) / 2]);
    double[] high = x.row(order[n / 2]);
    Arrays.setAll(low, j -> (low[j] + high[j]) / 2);
    return low;
  }

  /** Whether a sample is the minimum. */
  private static boolean minimal(Point sample) {
    int multiplicity = 0;
    for (double distance : sample.distances) {
      multiplicity += distance == 0 ? 1 : 0;
    }
    return Math.sqrt(dot(sample.gradient, sample.gradient)) <= multiplicity;
  }

  /** A point of smaller f beside a sample that is not the minimum: down its steepest slope. */
  private Point leave(Point sample) {
    double norm = Math.sqrt(dot(sample.gradient, sample.gradient));
    Point away = sample;
    for (double length = sample.value / n; length > 0; length /= 4) {
      double[] at = new double[d];
      for (int j = 0; j < d; j++) {
        at[j] = sample.at[j] - length / norm * sample.gradient[j];
      }
      away = point(at);
      if (away.value < sample.value) {
        break;
      }
    }
    return away;
  }

  /**
   * The direction p of H p = −∇f, H = Σ (I − u uᵀ)/r, u and r the direction and distance of a
   * sample.
   */
  private double[] direction(Point here) {
    double[] p = new double[d];
    double[] residual = new double[d];
    Arrays.setAll(residual, j -> -here.gradient[j]);
    double[] search = residual.clone();
    double squares = dot(residual, residual);
    double enough = squares * 0x1p-60;
    for (int i = 0; i < 2 * Math.min(n, d) + 8 && squares > enough; i++) {
      double[] image = x.hessianTimes(here.at, here.distances, search);
      double curvature = dot(search, image);
      if (!(curvature > 0)) {
        break;
      }
      double step = squares / curvature;
      for (int j = 0; j < d; j++) {
        p[j] = Math.fma(step, search[j], p[j]);
        residual[j] = Math.fma(-step, image[j], residual[j]);
      }
      double before = squares;
      squares = dot(residual, residual);
      for (int j = 0; j < d; j++) {
        search[j] = Math.fma(squares / before, search[j], residual[j]);
      }
    }
    return p;
  }

  /** Σ x_k/r_k / Σ 1/r_k = x − ∇f / Σ 1/r_k, which never makes f larger. */
  private double[] weiszfeld(Point here) {
    double weight = 0;
    for (double distance : here.distances) {
      weight += 1 / distance;
    }
    double[] next = new double[d];
    for (int j = 0; j < d; j++) {
      next[j] = here.at[j] - here.gradient[j] / weight;
    }
    return next;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum = Math.fma(a[j], b[j], sum);
    }
    return sum;
  }
}
