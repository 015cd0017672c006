package org.noiseproof.reference;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;
import org.noiseproof.backend.Batch;
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

/** The estimators' definitions once more, in decimal arithmetic of 120 digits; sums are exact. */
final class DecimalDefinitions {
  static final MathContext DIGITS = new MathContext(120);
  private static final DfpField FIELD = new DfpField(140);

  private DecimalDefinitions() {}

  static BigDecimal[] estimate(EstimatorSpec spec, Batch batch) {
    BigDecimal[][] g = rows(batch);
    int n = g.length;
    return switch (spec) {
      case Mean() -> mean(g);
      case PerSampleClip(double alpha, double beta) -> {
        BigDecimal[][] clipped = new BigDecimal[n][];
        for (int k = 0; k < n; k++) {
          clipped[k] =
              alpha == Double.POSITIVE_INFINITY ? g[k] : clip(g[k], grown(alpha, beta, k + 1));
        }
        yield mean(clipped);
      }
      case TruncatedMean(double alpha, double beta) -> {
        BigDecimal[][] kept = new BigDecimal[n][];
        for (int k = 0; k < n; k++) {
          boolean within =
              alpha == Double.POSITIVE_INFINITY
                  || squaredNorm(g[k]).compareTo(grown(alpha, beta, k + 1).pow(2)) <= 0;
          kept[k] = within ? g[k] : zeros(g[k].length);
        }
        yield mean(kept);
      }
      case BatchClip(double tau) -> clip(mean(g), tau);
      case MicroBatchClip(double tau, int size) -> {
        BigDecimal[] sum = zeros(batch.dimension());
        for (int from = 0; from < n; from += Math.min(size, n - from)) {
          BigDecimal[][] group = Arrays.copyOfRange(g, from, from + Math.min(size, n - from));
          sum = plus(sum, times(clip(mean(group), tau), BigDecimal.valueOf(group.length)));
        }
        yield over(sum, n);
      }
      case Normalize() -> unit(mean(g));
      case PerSampleNormalize() ->
          mean(Arrays.stream(g).map(DecimalDefinitions::unit).toArray(BigDecimal[][]::new));
      case Sign() ->
          Arrays.stream(mean(g))
              .map(x -> BigDecimal.valueOf(x.signum()))
              .toArray(BigDecimal[]::new);
      case CoordinateClip(double tau) -> {
        for (BigDecimal[] row : g) {
          for (int j = 0; j < row.length && tau < Double.POSITIVE_INFINITY; j++) {
            BigDecimal bound = new BigDecimal(tau);
            row[j] = row[j].min(bound).max(bound.negate());
          }
        }
        yield mean(g);
      }
      case QuantileClip(double q) -> {
        BigDecimal rank = new BigDecimal(Double.toString(q)).multiply(BigDecimal.valueOf(n));
        BigDecimal tau =
            Arrays.stream(g)
                .map(DecimalDefinitions::norm)
                .sorted()
                .skip(rank.setScale(0, RoundingMode.UP).intValue() - 1L)
                .findFirst()
                .orElseThrow();
        yield mean(Arrays.stream(g).map(row -> clip(row, tau)).toArray(BigDecimal[][]::new));
      }
      case TrimmedMean(int trim) -> {
        BigDecimal[] trimmed = zeros(batch.dimension());
        for (int j = 0; j < trimmed.length; j++) {
          int column = j;
          trimmed[j] =
              Arrays.stream(g)
                  .map(row -> row[column])
                  .sorted()
                  .skip(trim)
                  .limit(n - 2L * trim)
                  .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        yield over(trimmed, n - 2 * trim);
      }
      case MedianOfMeans(int blocks) -> medianOfMeans(g, blocks);
      case GeometricMedian _, Catoni _ -> throw new IllegalArgumentException("no closed form");
    };
  }

  static BigDecimal[] clip(BigDecimal[] g, double tau) {
    return tau == Double.POSITIVE_INFINITY ? g : clip(g, new BigDecimal(tau));
  }

  private static BigDecimal[] clip(BigDecimal[] g, BigDecimal tau) {
    BigDecimal norm = norm(g);
    return norm.compareTo(tau) <= 0 ? g : over(times(g, tau), norm);
  }

  /** α k^{1/β}, whose power is exact where it has no more than 100 digits. */
  private static BigDecimal grown(double alpha, double beta, int k) {
    if (k == 1 || beta == Double.POSITIVE_INFINITY) {
      return new BigDecimal(alpha);
    }
    Dfp exponent = FIELD.newDfp(k).log().divide(FIELD.newDfp(new BigDecimal(beta).toString()));
    BigDecimal power = new BigDecimal(exponent.exp().toString()).round(new MathContext(100));
    return power.multiply(new BigDecimal(alpha));
  }

  private static BigDecimal[] unit(BigDecimal[] g) {
    BigDecimal norm = norm(g);
    return norm.signum() == 0 ? g : over(g, norm);
  }

  private static BigDecimal[] medianOfMeans(BigDecimal[][] g, int blocks) {
    int n = g.length;
    BigDecimal[][] means = new BigDecimal[blocks][];
    int from = 0;
    for (int b = 0; b < blocks; b++) {
      int size = n / blocks + (b < n % blocks ? 1 : 0);
      means[b] = mean(Arrays.copyOfRange(g, from, from + size));
      from += size;
    }
    BigDecimal[] median = new BigDecimal[g[0].length];
    for (int j = 0; j < median.length; j++) {
      int column = j;
      BigDecimal[] sorted =
          Arrays.stream(means).map(mean -> mean[column]).sorted().toArray(BigDecimal[]::new);
      BigDecimal twice = sorted[(blocks - 1) / 2].add(sorted[blocks / 2]);
      median[j] = twice.divide(BigDecimal.TWO, DIGITS);
    }
    return median;
  }

  static BigDecimal norm(BigDecimal[] g) {
    return squaredNorm(g).sqrt(DIGITS);
  }

  private static BigDecimal squaredNorm(BigDecimal[] g) {
    return Arrays.stream(g).map(x -> x.multiply(x)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal[] mean(BigDecimal[][] g) {
    return over(Arrays.stream(g).reduce(zeros(g[0].length), DecimalDefinitions::plus), g.length);
  }

  private static BigDecimal[] zeros(int d) {
    BigDecimal[] zeros = new BigDecimal[d];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  private static BigDecimal[] plus(BigDecimal[] a, BigDecimal[] b) {
    BigDecimal[] sum = new BigDecimal[a.length];
    Arrays.setAll(sum, j -> a[j].add(b[j]));
    return sum;
  }

  private static BigDecimal[] times(BigDecimal[] a, BigDecimal factor) {
    return Arrays.stream(a).map(x -> x.multiply(factor)).toArray(BigDecimal[]::new);
  }

  private static BigDecimal[] over(BigDecimal[] a, int n) {
    return over(a, BigDecimal.valueOf(n));
  }

  private static BigDecimal[] over(BigDecimal[] a, BigDecimal divisor) {
    return Arrays.stream(a).map(x -> x.divide(divisor, DIGITS)).toArray(BigDecimal[]::new);
  }

  private static BigDecimal[][] rows(Batch batch) {
    BigDecimal[][] rows = new BigDecimal[batch.samples()][];
    Arrays.setAll(
        rows,
        k -> Arrays.stream(batch.row(k)).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new));
    return rows;
  }
}
