package org.noiseproof.zoo;

import static org.noiseproof.zoo.Parts.clip;
import static org.noiseproof.zoo.Parts.norm;
import static org.noiseproof.zoo.Parts.scale;
import static org.noiseproof.zoo.Parts.sum;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/** Wrong truncated means. */
public final class WrongTruncations {
  private WrongTruncations() {}

  /** Clipping where truncation is asked for. */
  public static final Specimen CLIPPING =
      specimen(
          "clipping", "a row beyond its threshold is clipped, not discarded", (g, t) -> clip(g, t));

  /** A strict comparison. */
  public static final Specimen STRICT_TRUNCATION =
      specimen(
          "strict-truncation",
          "a row on its threshold is discarded, unless it is 0",
          (g, t) -> norm(g) < t || norm(g) == 0 ? g : new double[g.length]);

  /** Truncation by value. */
  public static final Specimen TRUNCATED_COORDINATES =
      specimen(
          "truncated-coordinates",
          "each coordinate beyond the threshold is set to 0, not the row",
          (g, t) -> Arrays.stream(g).map(x -> Math.abs(x) <= t ? x : 0).toArray());

  /** The mean of what is left. */
  public static final Specimen MEAN_OF_THE_KEPT =
      WrongEstimator.specimen(
          "mean-of-the-kept",
          "divides by the number of rows that are kept",
          TruncatedMean.class,
          (spec, gradients) -> {
            List<double[]> kept =
                IntStream.range(0, gradients.samples())
                    .filter(k -> norm(gradients.row(k)) <= threshold(spec, k + 1))
                    .mapToObj(gradients::row)
                    .toList();
            return kept.isEmpty() ? new double[gradients.dimension()] : Parts.mean(kept);
          });

  /** An off-by-one in the index. */
  public static final Specimen TRUNCATION_INDEX_FROM_ZERO =
      WrongEstimator.specimen(
          "truncation-index-from-zero",
          "k counts from 0, so that the first row is discarded",
          TruncatedMean.class,
          (spec, gradients) ->
              scale(
                  1.0 / gradients.samples(),
                  sum(
                      IntStream.range(0, gradients.samples())
                          .mapToObj(
                              k -> {
                                double[] g = gradients.row(k);
                                return norm(g) <= threshold(spec, k) ? g : new double[g.length];
                              })
                          .toList())));

  /** All of them. */
  static List<Specimen> all() {
    return List.of(
        CLIPPING,
        STRICT_TRUNCATION,
        TRUNCATED_COORDINATES,
        MEAN_OF_THE_KEPT,
        TRUNCATION_INDEX_FROM_ZERO);
  }

  private static double threshold(TruncatedMean spec, int k) {
    return spec.alpha() * StrictMath.pow(k, 1 / spec.beta());
  }

  private static Specimen specimen(String name, String wrong, Parts.Clip rule) {
    return WrongEstimator.specimen(
        name,
        wrong,
        TruncatedMean.class,
        (spec, gradients) ->
            Parts.mean(
                IntStream.range(0, gradients.samples())
                    .mapToObj(k -> rule.apply(gradients.row(k), threshold(spec, k + 1)))
                    .toList()));
  }
}
