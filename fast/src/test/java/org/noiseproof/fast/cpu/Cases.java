package org.noiseproof.fast.cpu;

import java.util.List;
import java.util.SplittableRandom;
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

/** Specs and batches for the tests of this package. */
public final class Cases {
  private Cases() {}

  /** Every estimator, fit for any batch. */
  public static final List<EstimatorSpec> ESTIMATORS =
      List.of(
          new Mean(),
          new PerSampleClip(1, Double.POSITIVE_INFINITY),
          new PerSampleClip(0.75, 1.5),
          new PerSampleClip(0, 2),
          new PerSampleClip(Double.POSITIVE_INFINITY, 2),
          new TruncatedMean(2, Double.POSITIVE_INFINITY),
          new TruncatedMean(0.75, 1.5),
          new BatchClip(0.5),
          new MicroBatchClip(1, 3),
          new Normalize(),
          new PerSampleNormalize(),
          new Sign(),
          new CoordinateClip(0.5),
          new MedianOfMeans(1),
          new GeometricMedian(),
          new Catoni(0.5),
          new QuantileClip(0.5),
          new QuantileClip(0.9),
          new TrimmedMean(0));

  /**
   * Entries of many sizes: heavy tails, zeros, ties, and with {@code wild} the ends of the range.
   */
  public static Batch batch(int n, int d, long seed, boolean wild) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (random.nextInt(wild ? 12 : 8)) {
            case 0 -> 0;
            case 1 -> random.nextInt(-3, 4);
            case 2 -> 1 / Math.max(0x1p-20, random.nextDouble()) - 1;
            case 8 -> Double.MIN_VALUE * random.nextInt(9);
            case 9 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(-1070, -400));
            case 10 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(400, 1000));
            default -> random.nextGaussian();
          };
    }
    return Batch.of(n, d, values);
  }

  /** Small integers, so that sums of rows are exact in either precision. */
  static Batch integers(int n, int d, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(-8, 9);
    }
    return Batch.of(n, d, values);
  }
}
