package org.noiseproof.fast.cpu;

import java.util.Arrays;
import java.util.Comparator;
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
final class GeometricMedianSolver {
  private static final int MOST_STEPS = 200;
  private static final double WIDEST = 0x1p200;

  /**
   * Closer to a sample than this, relative to itself, a point's direction from it is cancellation.
   */
  private static final double CLOSEST = 0x1p-20;

  private final double[] x;
  private final int n;
  private final int d;
  private final boolean[] rejected;

  private GeometricMedianSolver(double[] x, int n, int d) {
    this.x = x;
    this.n = n;
    this.d = d;
    this.rejected = new boolean[n];
  }

  /**
   * The geometric median. NaN where an entry is not finite, where the entries' sizes span more than
   * doubles can tell apart in one distance, and where the iteration did not get to the minimum.
   */
  static double[] of(double[] values, int n, int d) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
      smallest = value == 0 ? smallest : Math.min(smallest, Math.abs(value));
    }
    double[] result = new double[d];
    if (!Double.isFinite(largest) || smallest * WIDEST < largest) {
      Arrays.fill(result, Double.NaN);
    } else if (largest > 0) {
      // Scaled by a power of two, distances neither overflow nor underflow.
      int exponent = RowNorm.exponent(largest);
      double[] scaled = new double[values.length];
      Arrays.setAll(scaled, i -> Math.scalb(values[i], -exponent));
      double[] median = new GeometricMedianSolver(scaled, n, d).solve();
      Arrays.setAll(result, j -> Math.scalb(median[j], exponent));
    }
    return result;
  }

  /**
   * The roundings that the residual Σ (x − x_k)/‖x − x_k‖, which stops the iteration, is known to.
   */
  static int depth(int n, int d) {
    return 64 + d / 2 + n;
  }

  private double[] solve() {
    double[] line = onOneLine();
    if (line != null) {
      return line;
    }
    double[] at = mean();
    double[] gradient = new double[d];
    double value = valueAndGradient(at, gradient);
    for (int step = 0; step < MOST_STEPS; step++) {
      int nearest = nearest(at);
      if (!rejected[nearest]) {
        if (minimal(nearest)) {
          return row(nearest);
        }
        rejected[nearest] = true;
      }
      if (distance(at, nearest) == 0) {
        at = leave(nearest);
        value = valueAndGradient(at, gradient);
      }
      double[] direction = newton(at, gradient);
      double[] next = new double[d];
      double[] nextGradient = new double[d];
      double nextValue = Double.POSITIVE_INFINITY;
      double slope = dot(gradient, direction);
      boolean better = false;
      for (double t = 1; t > 0x1p-40 && !better; t /= 2) {
        for (int j = 0; j < d; j++) {
          next[j] = Math.fma(t, direction[j], at[j]);
        }
        nextValue = valueAndGradient(next, nextGradient);
        // Near the minimum f is flat to rounding, and the gradient's norm takes over.
        better =
            nextValue < value + t * slope / 4
                || (Math.abs(nextValue - value) <= 8 * n * Math.ulp(value)
                    && dot(nextGradient, nextGradient) < dot(gradient, gradient) / 4);
      }
      if (!better) {
        next = weiszfeld(at, gradient);
        nextValue = valueAndGradient(next, nextGradient);
        better = nextValue < value;
      }
      if (!better || Arrays.equals(at, next)) {
        return settled(at, gradient);
      }
      at = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return settled(at, gradient);
  }

  /** The point where the iteration ended, or NaN where the residual does not vouch for it. */
  private double[] settled(double[] at, double[] residual) {
    double tolerance = n * Tolerance.gamma(depth(n, d), Tolerance.UNIT_ROUNDOFF);
    boolean still = Math.sqrt(dot(residual, residual)) <= tolerance;
    boolean apart = distance(at, nearest(at)) > CLOSEST * Math.sqrt(dot(at, at));
    if (!still || !apart) {
      Arrays.fill(at, Double.NaN);
    }
    return at;
  }

  /** The median where all samples lie on a line, or else null. */
  private double @Nullable [] onOneLine() {
    double[] position = new double[n];
    if (d == 1) {
      Arrays.setAll(position, k -> x[k]);
    } else if (n > 2) {
      int far = 0;
      double length = 0;
      for (int k = 1; k < n; k++) {
        double distance = distance(row(0), k);
        if (distance > length) {
          length = distance;
          far = k;
        }
      }
      for (int k = 0; k < n; k++) {
        double along = 0;
        for (int j = 0; j < d; j++) {
          along = Math.fma((x[k * d + j] - x[j]) / length, (x[far * d + j] - x[j]) / length, along);
        }
        position[k] = length == 0 ? 0 : along;
        double away = 0;
        for (int j = 0; j < d; j++) {
          double off = x[k * d + j] - x[j] - position[k] * (x[far * d + j] - x[j]);
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
    double[] low = row(order[(n - 1) / 2]);
    double[] high = row(order[n / 2]);
    Arrays.setAll(low, j -> (low[j] + high[j]) / 2);
    return low;
  }

  private double[] mean() {
    double[] mean = new double[d];
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < d; j++) {
        mean[j] += x[k * d + j] / n;
      }
    }
    return mean;
  }

  private double[] row(int k) {
    return Arrays.copyOfRange(x, k * d, (k + 1) * d);
  }

  private double distance(double[] at, int k) {
    double squares = 0;
    for (int j = 0; j < d; j++) {
      double difference = at[j] - x[k * d + j];
      squares = Math.fma(difference, difference, squares);
    }
    return Math.sqrt(squares);
  }

  private int nearest(double[] at) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      double distance = distance(at, k);
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    return nearest;
  }

  /** f, and ∇f over the samples that are elsewhere. */
  private double valueAndGradient(double[] at, double[] gradient) {
    Arrays.fill(gradient, 0);
    double value = 0;
    for (int k = 0; k < n; k++) {
      double distance = distance(at, k);
      value += distance;
      if (distance > 0) {
        for (int j = 0; j < d; j++) {
          gradient[j] += (at[j] - x[k * d + j]) / distance;
        }
      }
    }
    return value;
  }

  private boolean minimal(int k) {
    double[] at = row(k);
    double[] pull = new double[d];
    valueAndGradient(at, pull);
    return Math.sqrt(dot(pull, pull)) <= multiplicity(at);
  }

  private int multiplicity(double[] at) {
    int count = 0;
    for (int k = 0; k < n; k++) {
      count += distance(at, k) == 0 ? 1 : 0;
    }
    return count;
  }

  /** A point of smaller f beside a sample that is not the minimum: down its steepest slope. */
  private double[] leave(int k) {
    double[] at = row(k);
    double[] pull = new double[d];
    double value = valueAndGradient(at, pull);
    double[] away = new double[d];
    double norm = Math.sqrt(dot(pull, pull));
    for (double length = value / n; length > 0; length /= 4) {
      for (int j = 0; j < d; j++) {
        away[j] = at[j] - length / norm * pull[j];
      }
      if (valueAndGradient(away, new double[d]) < value) {
        break;
      }
    }
    return away;
  }

  /**
   * The direction p of H p = −∇f, H = Σ (I − u uᵀ)/r, u and r the direction and distance of a
   * sample.
   */
  private double[] newton(double[] at, double[] gradient) {
    double[] p = new double[d];
    double[] residual = new double[d];
    Arrays.setAll(residual, j -> -gradient[j]);
    double[] search = residual.clone();
    double squares = dot(residual, residual);
    double enough = squares * 0x1p-60;
    for (int i = 0; i < 2 * Math.min(n, d) + 8 && squares > enough; i++) {
      double[] image = hessianTimes(at, search);
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

  private double[] hessianTimes(double[] at, double[] p) {
    double[] image = new double[d];
    for (int k = 0; k < n; k++) {
      double distance = distance(at, k);
      if (distance > 0) {
        double along = 0;
        for (int j = 0; j < d; j++) {
          along = Math.fma((at[j] - x[k * d + j]) / distance, p[j], along);
        }
        for (int j = 0; j < d; j++) {
          image[j] += (p[j] - along * ((at[j] - x[k * d + j]) / distance)) / distance;
        }
      }
    }
    return image;
  }

  /** Σ x_k/r_k / Σ 1/r_k = x − ∇f / Σ 1/r_k, which never makes f larger. */
  private double[] weiszfeld(double[] at, double[] gradient) {
    double weight = 0;
    for (int k = 0; k < n; k++) {
      weight += 1 / distance(at, k);
    }
    double[] next = new double[d];
    for (int j = 0; j < d; j++) {
      next[j] = at[j] - gradient[j] / weight;
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
