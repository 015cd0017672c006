package org.noiseproof.law;

import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.EstimatorDraws;
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

/** The estimators that the laws are about, and what distinguishes them. */
enum Estimator {
  MEAN("mean", Mean.class),
  PER_SAMPLE_CLIP("per_sample_clip", PerSampleClip.class),
  TRUNCATED_MEAN("truncated_mean", TruncatedMean.class),
  BATCH_CLIP("batch_clip", BatchClip.class),
  MICRO_BATCH_CLIP("micro_batch_clip", MicroBatchClip.class),
  NORMALIZE("normalize", Normalize.class),
  PER_SAMPLE_NORMALIZE("per_sample_normalize", PerSampleNormalize.class),
  SIGN("sign", Sign.class),
  COORDINATE_CLIP("coordinate_clip", CoordinateClip.class),
  MEDIAN_OF_MEANS("median_of_means", MedianOfMeans.class),
  GEOMETRIC_MEDIAN("geometric_median", GeometricMedian.class),
  CATONI("catoni", Catoni.class),
  QUANTILE_CLIP("quantile_clip", QuantileClip.class),
  TRIMMED_MEAN("trimmed_mean", TrimmedMean.class);

  private final String type;
  private final Class<? extends EstimatorSpec> spec;

  Estimator(String type, Class<? extends EstimatorSpec> spec) {
    this.type = type;
    this.spec = spec;
  }

  /** The name of its spec. */
  String type() {
    return type;
  }

  Cases cases() {
    return Cases.drawn(draw -> EstimatorDraws.batch(spec, draw)).where(EstimatorDraws::fits);
  }

  Check law(String name, String demand, Check.Test test) {
    return law(name, demand, cases(), test);
  }

  Check law(String name, String demand, Cases cases, Check.Test test) {
    return new Check("law/" + type + "/" + name, demand, type, true, cases, test);
  }

  /** Whether it keeps to a threshold, by clipping or by discarding. */
  boolean hasThreshold() {
    return switch (this) {
      case PER_SAMPLE_CLIP, TRUNCATED_MEAN, BATCH_CLIP, MICRO_BATCH_CLIP, COORDINATE_CLIP -> true;
      case MEAN,
          NORMALIZE,
          PER_SAMPLE_NORMALIZE,
          SIGN,
          MEDIAN_OF_MEANS,
          GEOMETRIC_MEDIAN,
          CATONI,
          QUANTILE_CLIP,
          TRIMMED_MEAN ->
          false;
    };
  }

  /** Whether each coordinate is estimated without regard to the others. */
  boolean coordinateWise() {
    return switch (this) {
      case MEAN, SIGN, COORDINATE_CLIP, MEDIAN_OF_MEANS, CATONI, TRIMMED_MEAN -> true;
      case PER_SAMPLE_CLIP,
          TRUNCATED_MEAN,
          BATCH_CLIP,
          MICRO_BATCH_CLIP,
          NORMALIZE,
          PER_SAMPLE_NORMALIZE,
          GEOMETRIC_MEDIAN,
          QUANTILE_CLIP ->
          false;
    };
  }

  /**
   * Whether it is a location estimator: it follows a translation, and stays within the rows' range.
   */
  boolean locates() {
    return switch (this) {
      case MEAN, MEDIAN_OF_MEANS, GEOMETRIC_MEDIAN, CATONI, TRIMMED_MEAN -> true;
      case PER_SAMPLE_CLIP,
          TRUNCATED_MEAN,
          BATCH_CLIP,
          MICRO_BATCH_CLIP,
          NORMALIZE,
          PER_SAMPLE_NORMALIZE,
          SIGN,
          COORDINATE_CLIP,
          QUANTILE_CLIP ->
          false;
    };
  }

  /**
   * Whether it does not depend on the order of the samples, under the hyperparameters of a case.
   */
  static boolean ignoresOrder(Case input) {
    return switch ((EstimatorSpec) input.spec()) {
      case PerSampleClip clip -> clip.beta() == Double.POSITIVE_INFINITY;
      case TruncatedMean truncated -> truncated.beta() == Double.POSITIVE_INFINITY;
      case MicroBatchClip clip -> false;
      case MedianOfMeans median -> false;
      case Mean mean -> true;
      case BatchClip clip -> true;
      case Normalize normalize -> true;
      case PerSampleNormalize normalize -> true;
      case Sign sign -> true;
      case CoordinateClip clip -> true;
      case GeometricMedian median -> true;
      case Catoni catoni -> true;
      case QuantileClip clip -> true;
      case TrimmedMean trimmed -> true;
    };
  }

  /** A spec with another threshold (that of the first sample), where it has one. */
  static EstimatorSpec withThreshold(Case input, double threshold) {
    return switch ((EstimatorSpec) input.spec()) {
      case PerSampleClip clip -> new PerSampleClip(threshold, clip.beta());
      case TruncatedMean truncated -> new TruncatedMean(threshold, truncated.beta());
      case BatchClip clip -> new BatchClip(threshold);
      case MicroBatchClip clip -> new MicroBatchClip(threshold, clip.microBatchSize());
      case CoordinateClip clip -> new CoordinateClip(threshold);
      case EstimatorSpec other -> other;
    };
  }

  /** The spec for samples that are larger by this factor. */
  static EstimatorSpec inUnits(Case input, double factor) {
    return input.spec() instanceof Catoni(double scale)
        ? new Catoni(scale / factor)
        : withThreshold(input, factor * threshold(input));
  }

  /** The threshold of a spec (that of the first sample); infinite where it has none. */
  static double threshold(Case input) {
    return switch ((EstimatorSpec) input.spec()) {
      case PerSampleClip clip -> clip.alpha();
      case TruncatedMean truncated -> truncated.alpha();
      case BatchClip clip -> clip.threshold();
      case MicroBatchClip clip -> clip.threshold();
      case CoordinateClip clip -> clip.threshold();
      case EstimatorSpec other -> Double.POSITIVE_INFINITY;
    };
  }
}
