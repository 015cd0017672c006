package org.noiseproof.zoo;

import static org.noiseproof.zoo.Parts.clipped;
import static org.noiseproof.zoo.Parts.mean;
import static org.noiseproof.zoo.Parts.norm;
import static org.noiseproof.zoo.Parts.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.zoo.Parts.Threshold;

/** Per-sample clipping whose thresholds are wrong; clipping and average are right. */
public final class WrongThresholds {
  private WrongThresholds() {}

  /** An off-by-one in the index. */
  public static final Specimen INDEX_FROM_ZERO =
      specimen(
          "index-from-zero",
          "k counts from 0, so that the first sample is clipped to 0",
          (spec, k) -> Parts.threshold(spec, k - 1));

  /** Thresholds that do not grow. */
  public static final Specimen CONSTANT_THRESHOLD =
      specimen("constant-threshold", "every sample is clipped to α", (spec, k) -> spec.alpha());

  /** The reciprocal of the exponent. */
  public static final Specimen BETA_FOR_ITS_RECIPROCAL =
      specimen(
          "beta-for-its-reciprocal",
          "α k^β where α k^{1/β} is asked for",
          (spec, k) ->
              spec.beta() == Double.POSITIVE_INFINITY
                  ? spec.alpha()
                  : spec.alpha() * StrictMath.pow(k, spec.beta()));

  /** α inside the power. */
  public static final Specimen ALPHA_INSIDE_THE_POWER =
      specimen(
          "alpha-inside-the-power",
          "(α k)^{1/β} where α k^{1/β} is asked for",
          (spec, k) ->
              spec.beta() == Double.POSITIVE_INFINITY
                  ? spec.alpha()
                  : StrictMath.pow(spec.alpha() * k, 1 / spec.beta()));

  /** One threshold for the batch, its largest. */
  public static final Specimen LAST_THRESHOLD_FOR_ALL =
      WrongEstimator.specimen(
          "last-threshold-for-all",
          "every sample is clipped to α n^{1/β}, the threshold of the last",
          PerSampleClip.class,
          (spec, gradients) ->
              mean(
                  clipped(
                      spec,
                      gradients,
                      (same, k) -> Parts.threshold(same, gradients.samples()),
                      Parts::clip)));

  /** Thresholds by rank. */
  public static final Specimen SORTED_THRESHOLDS =
      WrongEstimator.specimen(
          "sorted-thresholds",
          "the k-th smallest row, not the k-th row, is clipped to α k^{1/β}",
          PerSampleClip.class,
          (spec, gradients) -> {
            List<double[]> sorted = new ArrayList<>(rows(gradients));
            sorted.sort(Comparator.comparingDouble(Parts::norm));
            for (int k = 1; k <= sorted.size(); k++) {
              double[] row = sorted.get(k - 1);
              sorted.set(k - 1, Parts.clip(row, Parts.threshold(spec, k), norm(row)));
            }
            return mean(sorted);
          });

  /** All of them. */
  static List<Specimen> all() {
    return List.of(
        INDEX_FROM_ZERO,
        CONSTANT_THRESHOLD,
        BETA_FOR_ITS_RECIPROCAL,
        ALPHA_INSIDE_THE_POWER,
        LAST_THRESHOLD_FOR_ALL,
        SORTED_THRESHOLDS);
  }

  private static Specimen specimen(String name, String wrong, Threshold threshold) {
    return WrongEstimator.specimen(
        name,
        wrong,
        PerSampleClip.class,
        (spec, gradients) -> mean(clipped(spec, gradients, threshold, Parts::clip)));
  }
}
