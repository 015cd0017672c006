package org.noiseproof.reference;

import java.util.Arrays;
import java.util.Comparator;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;

/**
 * The coordinate-wise median of the means of consecutive blocks, exact but for the last quotient.
 *
 * <p>The gauge (derived). Floating-point block means are m_b + δ_b with |δ_b| ≤ γ G_b, G_b the
 * block's Σ|g|/size. A median moves by no more than the largest |δ_b| among the blocks that can
 * come to lie at the median or on its other side: those with |m_b − median| ≤ γ G_b, and the
 * median's own. The gauge is the largest G_b among them, for any γ up to {@link
 * Tolerance#LARGEST_GAMMA}; of an even count, the mean of the two middle ones' gauges. So a wild
 * block far away does not blur the criterion.
 */
final class BlockMedian {
  private BlockMedian() {}

  private record BlockMean(Dyadic value, double gauge) {}

  static ExactVector of(Batch batch, int blocks) {
    int n = batch.samples();
    if (blocks > n) {
      throw new IllegalArgumentException(
          "blocks = %d for a batch of %d samples, expected blocks ≤ n".formatted(blocks, n));
    }
    int small = n / blocks;
    int larger = n % blocks;
    // Means over a common denominator, so that they are compared exactly.
    long denominator = larger == 0 ? small : (long) small * (small + 1);
    BlockMean[][] means = new BlockMean[batch.dimension()][blocks];
    int from = 0;
    for (int b = 0; b < blocks; b++) {
      int size = b < larger ? small + 1 : small;
      VectorSum sum = VectorSum.ofRows(batch, from, from + size);
      Dyadic[] totals = sum.totals();
      Dyadic factor = Dyadic.of(denominator / size);
      for (int j = 0; j < totals.length; j++) {
        means[j][b] = new BlockMean(totals[j].times(factor), sum.gauge(j) / size);
      }
      from += size;
    }
    Dyadic[] values = new Dyadic[batch.dimension()];
    double[] gauges = new double[batch.dimension()];
    Dyadic divisor = Dyadic.of(denominator).scale(1);
    for (int j = 0; j < values.length; j++) {
      BlockMean[] sorted = means[j];
      Arrays.sort(sorted, Comparator.comparing(BlockMean::value));
      Dyadic low = sorted[(blocks - 1) / 2].value;
      Dyadic high = sorted[blocks / 2].value;
      values[j] = low.plus(high).divide(divisor, ExactEstimator.BITS);
      gauges[j] = (gauge(sorted, low, denominator) + gauge(sorted, high, denominator)) / 2;
    }
    return new ExactVector(values, gauges);
  }

  private static double gauge(BlockMean[] means, Dyadic median, long denominator) {
    double gauge = 0;
    for (BlockMean mean : means) {
      double distance =
          mean.value.minus(median).abs().divide(Dyadic.of(denominator), 60).toDouble();
      if (distance <= Tolerance.LARGEST_GAMMA * mean.gauge) {
        gauge = Math.max(gauge, mean.gauge);
      }
    }
    return gauge;
  }
}
