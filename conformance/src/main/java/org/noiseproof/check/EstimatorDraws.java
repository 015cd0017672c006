package org.noiseproof.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.noiseproof.spec.Names;

/**
 * Random batches for estimators, with zero rows, repeated rows and rows of very different norms.
 */
public final class EstimatorDraws {
  private EstimatorDraws() {}

  private static final List<Double> BETAS = List.of(1.0, 1.5, 2.0, 3.0, Double.POSITIVE_INFINITY);

  /** The most rows of a batch for a law. */
  public static final int MOST_ROWS = 12;

  /** The most columns of a batch for a law. */
  public static final int MOST_COLUMNS = 9;

  /** The estimators by type name. */
  public static Map<String, Class<? extends EstimatorSpec>> types() {
    Map<String, Class<? extends EstimatorSpec>> types = new LinkedHashMap<>();
    for (Class<?> spec : EstimatorSpec.class.getPermittedSubclasses()) {
      types.put(Names.snakeCase(spec.getSimpleName()), spec.asSubclass(EstimatorSpec.class));
    }
    return types;
  }

  /** A batch for an estimator of this type. */
  public static Case batch(Class<? extends EstimatorSpec> type, Draw draw) {
    return batch(type, draw, draw.size(MOST_ROWS), draw.size(MOST_COLUMNS));
  }

  /** A batch of n × d for an estimator of this type. */
  public static Case batch(
      Class<? extends EstimatorSpec> type, Draw draw, int samples, int dimension) {
    double[][] rows = draw.rows(samples, dimension);
    for (int k = 0; k < samples; k++) {
      switch (draw.random().nextInt(8)) {
        case 0 -> rows[k] = new double[dimension];
        case 1 -> rows[k] = rows[draw.random().nextInt(samples)].clone();
        case 2 -> scale(rows[k], draw.between(-12, 12));
        default -> {}
      }
    }
    return Case.of(spec(type, draw, samples), rows);
  }

  /** An estimator of this type that fits n samples. */
  public static EstimatorSpec spec(Class<? extends EstimatorSpec> type, Draw draw, int samples) {
    if (type == Mean.class) {
      return new Mean();
    } else if (type == PerSampleClip.class) {
      double beta = draw.oneOf(BETAS);
      return new PerSampleClip(threshold(draw), beta);
    } else if (type == TruncatedMean.class) {
      double beta = draw.oneOf(BETAS);
      return new TruncatedMean(threshold(draw), beta);
    } else if (type == BatchClip.class) {
      return new BatchClip(threshold(draw));
    } else if (type == MicroBatchClip.class) {
      return new MicroBatchClip(threshold(draw), draw.between(1, samples + 1));
    } else if (type == Normalize.class) {
      return new Normalize();
    } else if (type == PerSampleNormalize.class) {
      return new PerSampleNormalize();
    } else if (type == Sign.class) {
      return new Sign();
    } else if (type == CoordinateClip.class) {
      return new CoordinateClip(threshold(draw));
    } else if (type == MedianOfMeans.class) {
      return new MedianOfMeans(draw.between(1, samples));
    } else if (type == GeometricMedian.class) {
      return new GeometricMedian();
    } else if (type == QuantileClip.class) {
      return new QuantileClip(draw.oneOf(List.of(0.1, 0.25, 0.5, 0.75, 0.9, 1.0)));
    } else if (type == TrimmedMean.class) {
      return new TrimmedMean(draw.between(0, (samples - 1) / 2));
    } else if (type == Catoni.class) {
      return new Catoni(draw.rounded(draw.oneOf(List.of(1e-6, 0.01, 0.1, 0.5, 1.0, 3.0, 100.0))));
    }
    throw new IllegalArgumentException("no draws for " + type);
  }

  /** Whether a case's batch has as many samples as its estimator needs. */
  public static boolean fits(Case input) {
    return switch (input.spec()) {
      case MedianOfMeans(int blocks) -> blocks <= input.count();
      case TrimmedMean(int trim) -> 2L * trim < input.count();
      default -> true;
    };
  }

  private static double threshold(Draw draw) {
    return draw.rounded(
        draw.oneOf(List.of(0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 100.0, Double.POSITIVE_INFINITY)));
  }

  private static void scale(double[] row, int exponent) {
    for (int j = 0; j < row.length; j++) {
      row[j] = Math.scalb(row[j], exponent);
    }
  }
}
