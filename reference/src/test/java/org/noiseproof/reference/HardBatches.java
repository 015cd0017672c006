package org.noiseproof.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
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

/** Small batches on which estimators go wrong, and specs that fit them. */
final class HardBatches {
  private HardBatches() {}

  /** Entries of any magnitude, small integers, zeros and subnormal numbers, zero rows. */
  static Batch anyMagnitude(SplittableRandom random) {
    int n = random.nextInt(1, 9);
    int d = random.nextInt(1, 5);
    double[] values = new double[n * d];
    int kind = random.nextInt(4);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (kind == 3 ? random.nextInt(3) : kind) {
            case 0 -> random.nextInt(-4, 5);
            case 1 -> random.nextDouble(-1, 1);
            default -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-1080, 1023));
          };
    }
    if (random.nextInt(3) == 0) {
      java.util.Arrays.fill(values, 0, d, 0.0);
    }
    return Batch.of(n, d, values);
  }

  /** Moderate entries, many of which nearly cancel. */
  static Batch cancelling(SplittableRandom random) {
    int n = random.nextInt(1, 12);
    int d = random.nextInt(1, 7);
    double[] values = new double[n * d];
    int depth = random.nextInt(0, 60);
    for (int i = 0; i < values.length; i++) {
      double fresh = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-20, 20));
      boolean cancels = i >= d && random.nextInt(3) > 0;
      values[i] = cancels ? -values[i - d] + Math.scalb(fresh, -depth) : fresh;
    }
    return Batch.of(n, d, values);
  }

  /**
   * One of each estimator but the geometric median; thresholds from none to all clipped, ties too.
   */
  static List<EstimatorSpec> specs(Batch batch, SplittableRandom random) {
    int n = batch.samples();
    List<EstimatorSpec> specs = new ArrayList<>();
    specs.add(new Mean());
    specs.add(new Normalize());
    specs.add(new PerSampleNormalize());
    specs.add(new Sign());
    specs.add(new MedianOfMeans(random.nextInt(1, n + 1)));
    double[] betas = {0.01, 1, 1.5, 2, Math.PI, 1e300, Double.POSITIVE_INFINITY};
    specs.add(new PerSampleClip(threshold(batch, random), betas[random.nextInt(betas.length)]));
    double[] reals = {0.01, 1, 1.5, 2, Math.PI, Double.POSITIVE_INFINITY};
    specs.add(new TruncatedMean(threshold(batch, random), reals[random.nextInt(reals.length)]));
    specs.add(new BatchClip(threshold(batch, random)));
    specs.add(new MicroBatchClip(threshold(batch, random), random.nextInt(1, n + 3)));
    double[] quantiles = {0.1, 0.25, 0.5, 0.9, 1};
    specs.add(new QuantileClip(quantiles[random.nextInt(quantiles.length)]));
    specs.add(new TrimmedMean(random.nextInt((n + 1) / 2)));
    specs.add(new CoordinateClip(threshold(batch, random)));
    return specs;
  }

  private static double threshold(Batch batch, SplittableRandom random) {
    double entry = Math.abs(batch.at(random.nextInt(batch.samples()), 0));
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> 5;
      case 3 -> entry;
      case 4 -> entry * random.nextDouble();
      default -> random.nextDouble(2);
    };
  }
}
