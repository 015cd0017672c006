package org.noiseproof.spec;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A gradient estimator: how the rows g_1 … g_n of a batch (one row a sample) become one gradient.
 *
 * <p>Throughout, clip_τ(g) = min(1, τ/‖g‖) g in the Euclidean norm, and a zero row is clipped to
 * itself.
 */
public sealed interface EstimatorSpec extends Spec {

  /** The mean, (1/n) Σ g_k. */
  record Mean() implements EstimatorSpec {}

  /**
   * Per-sample clipping with index-dependent thresholds (PS-Clip): (1/n) Σ_k clip_{α k^{1/β}}(g_k),
   * k from 1.
   *
   * @param alpha α ≥ 0, the threshold of the first sample; infinite clips nothing
   * @param beta β &gt; 0, how the threshold grows; infinite (absent in JSON) is the threshold α for
   *     every k
   */
  record PerSampleClip(double alpha, @Default("Infinity") double beta) implements EstimatorSpec {
    public PerSampleClip {
      Range.atLeastZero("alpha", alpha);
      Range.positive("beta", beta);
    }
  }

  /**
   * The truncated mean with index-dependent thresholds: (1/n) Σ_k 1{‖g_k‖ ≤ α k^{1/β}} g_k, k from
   * 1. A row beyond its threshold is discarded, not clipped, and still counts in n; a row on it is
   * kept. On the line, with α = (u/ln(1/δ))^{1/β}, it is the estimator of Bubeck, Cesa-Bianchi and
   * Lugosi 2013, Lemma 1, as others restate it.
   *
   * @param alpha α ≥ 0, the threshold of the first sample; infinite discards nothing
   * @param beta β &gt; 0, how the threshold grows; infinite (absent in JSON) is the threshold α for
   *     every k
   */
  record TruncatedMean(double alpha, @Default("Infinity") double beta) implements EstimatorSpec {
    public TruncatedMean {
      Range.atLeastZero("alpha", alpha);
      Range.positive("beta", beta);
    }
  }

  /**
   * Clipping after averaging: clip_τ(m), m the mean.
   *
   * @param threshold τ ≥ 0, may be infinite
   */
  record BatchClip(double threshold) implements EstimatorSpec {
    public BatchClip {
      Range.atLeastZero("threshold", threshold);
    }
  }

  /**
   * Micro-batch clipping: the rows in consecutive groups of B (the last may be smaller), each
   * group's mean clipped to τ, the clipped means averaged with weights (group size)/n.
   *
   * @param threshold τ ≥ 0, may be infinite
   * @param microBatchSize B ≥ 1
   */
  record MicroBatchClip(double threshold, int microBatchSize) implements EstimatorSpec {
    public MicroBatchClip {
      Range.atLeastZero("threshold", threshold);
      Range.atLeastOne("micro_batch_size", microBatchSize);
    }
  }

  /** The normalized mean, m/‖m‖, and 0 where m = 0. */
  record Normalize() implements EstimatorSpec {}

  /** The mean of normalized samples, (1/n) Σ g_k/‖g_k‖, a zero row giving 0. */
  record PerSampleNormalize() implements EstimatorSpec {}

  /** The sign of the mean, coordinate by coordinate; sign(0) = 0. */
  record Sign() implements EstimatorSpec {}

  /**
   * Clipping by value: (1/n) Σ clip(g_k, −τ, τ), coordinate by coordinate.
   *
   * @param threshold τ ≥ 0, may be infinite
   */
  record CoordinateClip(double threshold) implements EstimatorSpec {
    public CoordinateClip {
      Range.atLeastZero("threshold", threshold);
    }
  }

  /**
   * Per-sample clipping at a quantile of the batch's own norms: (1/n) Σ_k clip_τ(g_k), τ the ⌈q
   * n⌉-th smallest of ‖g_1‖ … ‖g_n‖. So at least ⌈q n⌉ rows are left as they are.
   *
   * @param quantile q, 0 &lt; q ≤ 1; 1 clips nothing
   */
  record QuantileClip(double quantile) implements EstimatorSpec {
    public QuantileClip {
      Range.positiveAtMostOne("quantile", quantile);
    }

    /**
     * ⌈q n⌉, with q the decimal number that it is written as: 0.07 of 100 rows is the 7th, although
     * the double is a little more than 0.07, and its product with 100 a little more than 7.
     */
    public int rank(int samples) {
      BigDecimal product = BigDecimal.valueOf(quantile).multiply(BigDecimal.valueOf(samples));
      return product.setScale(0, RoundingMode.CEILING).intValueExact();
    }
  }

  /**
   * The trimmed mean, coordinate by coordinate: the {@code trim} smallest and the {@code trim}
   * largest values are dropped, and the mean of the n − 2 trim others is taken.
   *
   * @param trim 0 ≤ 2 trim &lt; n; 0 is the mean
   */
  record TrimmedMean(int trim) implements EstimatorSpec {
    public TrimmedMean {
      Range.atLeastZero("trim", trim);
    }
  }

  /**
   * The coordinate-wise median of the means of consecutive blocks, whose sizes differ by at most
   * one, larger ones first; an even count takes the midpoint of the two middle values.
   *
   * @param blocks the number of blocks, 1 ≤ blocks ≤ n
   */
  record MedianOfMeans(int blocks) implements EstimatorSpec {
    public MedianOfMeans {
      Range.atLeastOne("blocks", blocks);
    }
  }

  /**
   * The geometric median, the point minimising Σ ‖g_k − x‖. Where it is not unique (an even number
   * of rows on a line) the midpoint of the minimising segment.
   */
  record GeometricMedian() implements EstimatorSpec {}

  /**
   * Catoni's estimator, coordinate by coordinate: the root θ of Σ_k ψ(a (x_k − θ)) = 0, ψ(y) =
   * sign(y) ln(1 + |y| + y²/2), the widest of the influence functions of Catoni 2012 (cited from
   * memory). It is unique, for the sum decreases strictly in θ, and lies within the samples' range.
   * A small scale gives the mean.
   *
   * @param scale a &gt; 0, finite, in units of 1/x
   */
  record Catoni(double scale) implements EstimatorSpec {
    public Catoni {
      Range.positiveFinite("scale", scale);
    }
  }
}
