package org.noiseproof.reference;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.QuantileClip;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/** The estimators as one would write them down in doubles: what the gauges are made to judge. */
final class DoubleDefinitions {
  private DoubleDefinitions() {}

  static double[] estimate(EstimatorSpec spec, Batch g) {
    int n = g.samples();
    return switch (spec) {
      case Mean() -> mean(g, 0, n);
      case PerSampleClip(double alpha, double beta) -> {
        double[] sum = new double[g.dimension()];
        for (int k = 0; k < n; k++) {
          add(sum, clip(g.row(k), alpha * Math.pow(k + 1, 1 / beta)), 1);
        }
        yield over(sum, n);
      }
      case TruncatedMean(double alpha, double beta) -> {
        double[] sum = new double[g.dimension()];
        for (int k = 0; k < n; k++) {
          if (isWithin(g.row(k), alpha * Math.pow(k + 1, 1 / beta))) {
            add(sum, g.row(k), 1);
          }
        }
        yield over(sum, n);
      }
      case BatchClip(double tau) -> clip(mean(g, 0, n), tau);
      case MicroBatchClip(double tau, int size) -> {
        double[] sum = new double[g.dimension()];
        for (int from = 0; from < n; from += size) {
          int to = Math.min(n, from + size);
          add(sum, clip(mean(g, from, to), tau), to - from);
        }
        yield over(sum, n);
      }
      case Normalize() -> unit(mean(g, 0, n));
      case PerSampleNormalize() -> {
        double[] sum = new double[g.dimension()];
        for (int k = 0; k < n; k++) {
          add(sum, unit(g.row(k)), 1);
        }
        yield over(sum, n);
      }
      case Sign() -> Arrays.stream(mean(g, 0, n)).map(Math::signum).toArray();
      case CoordinateClip(double tau) -> {
        double[] sum = new double[g.dimension()];
        for (int k = 0; k < n; k++) {
          add(sum, Arrays.stream(g.row(k)).map(x -> Math.clamp(x, -tau, tau)).toArray(), 1);
        }
        yield over(sum, n);
      }
      case QuantileClip quantile -> {
        double[] norms = new double[n];
        Arrays.setAll(norms, k -> norm(g.row(k)));
        Arrays.sort(norms);
        double[] sum = new double[g.dimension()];
        for (int k = 0; k < n; k++) {
          add(sum, clip(g.row(k), norms[quantile.rank(n) - 1]), 1);
        }
        yield over(sum, n);
      }
      case TrimmedMean(int trim) -> {
        double[] trimmed = new double[g.dimension()];
        for (int j = 0; j < trimmed.length; j++) {
          int column = j;
          double[] sorted =
              IntStream.range(0, n).mapToDouble(k -> g.at(k, column)).sorted().toArray();
          trimmed[j] = Arrays.stream(sorted, trim, n - trim).sum() / (n - 2 * trim);
        }
        yield trimmed;
      }
      case MedianOfMeans(int blocks) -> {
        double[][] means = new double[blocks][];
        int from = 0;
        for (int b = 0; b < blocks; b++) {
          int size = n / blocks + (b < n % blocks ? 1 : 0);
          means[b] = mean(g, from, from + size);
          from += size;
        }
        double[] median = new double[g.dimension()];
        for (int j = 0; j < median.length; j++) {
          int column = j;
          double[] sorted = Arrays.stream(means).mapToDouble(m -> m[column]).sorted().toArray();
          median[j] = sorted[(blocks - 1) / 2] / 2 + sorted[blocks / 2] / 2;
        }
        yield median;
      }
      case GeometricMedian() -> weiszfeld(g);
      case Catoni(double scale) -> {
        double[] roots = new double[g.dimension()];
        Arrays.setAll(roots, j -> catoni(g, j, scale));
        yield roots;
      }
    };
  }

  /** Weiszfeld's iteration from the mean; stays at a row that it meets. */
  private static double[] weiszfeld(Batch g) {
    double[] x = mean(g, 0, g.samples());
    for (int step = 0; step < 20_000; step++) {
      double[] sum = new double[x.length];
      double weights = 0;
      for (int k = 0; k < g.samples(); k++) {
        double[] difference = g.row(k);
        add(difference, x, -1);
        double weight = 1 / norm(difference);
        if (Double.isInfinite(weight)) {
          return x;
        }
        add(sum, g.row(k), weight);
        weights += weight;
      }
      x = over(sum, weights);
    }
    return x;
  }

  /** By bisection, until there is no double between. */
  private static double catoni(Batch g, int column, double scale) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < g.samples(); k++) {
      low = Math.min(low, g.at(k, column));
      high = Math.max(high, g.at(k, column));
    }
    for (double middle; low < (middle = low / 2 + high / 2) && middle < high; ) {
      double sum = 0;
      for (int k = 0; k < g.samples(); k++) {
        double y = scale * (g.at(k, column) - middle);
        sum += Math.copySign(Math.log1p(Math.abs(y) * (1 + Math.abs(y) / 2)), y);
      }
      if (sum >= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static double[] clip(double[] g, double tau) {
    double norm = norm(g);
    return norm <= tau ? g : Arrays.stream(g).map(x -> x * (tau / norm)).toArray();
  }

  /** ‖g‖ ≤ τ, exactly: no gauge excuses a row too many. */
  private static boolean isWithin(double[] g, double tau) {
    ExactSum squares = new ExactSum();
    for (double x : g) {
      squares.addProduct(x, x);
    }
    return tau == Double.POSITIVE_INFINITY
        || squares.value().compareTo(Dyadic.of(tau).square()) <= 0;
  }

  private static double[] unit(double[] g) {
    double norm = norm(g);
    return norm == 0 ? g : over(g, norm);
  }

  private static double norm(double[] g) {
    double squares = 0;
    for (double x : g) {
      squares += x * x;
    }
    return Math.sqrt(squares);
  }

  private static double[] mean(Batch g, int from, int to) {
    double[] sum = new double[g.dimension()];
    for (int k = from; k < to; k++) {
      add(sum, g.row(k), 1);
    }
    return over(sum, to - from);
  }

  private static void add(double[] sum, double[] term, double factor) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += factor * term[j];
    }
  }

  private static double[] over(double[] sum, double divisor) {
    return Arrays.stream(sum).map(x -> x / divisor).toArray();
  }
}
