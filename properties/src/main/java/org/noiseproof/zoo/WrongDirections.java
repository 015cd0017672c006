package org.noiseproof.zoo;

import static org.noiseproof.zoo.Parts.clip;
import static org.noiseproof.zoo.Parts.mean;
import static org.noiseproof.zoo.Parts.norm;
import static org.noiseproof.zoo.Parts.rows;
import static org.noiseproof.zoo.Parts.scale;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.Sign;

/** Wrong clamps, normalizations and signs. */
public final class WrongDirections {
  private static final double EPSILON = 1e-8;

  private WrongDirections() {}

  /** A clamp with one side. */
  public static final Specimen CLAMPED_ABOVE_ONLY =
      WrongEstimator.specimen(
          "clamped-above-only",
          "min(x, τ) without the lower side: −5 passes a threshold of 1",
          CoordinateClip.class,
          (spec, gradients) ->
              mean(
                  rows(gradients).stream()
                      .map(g -> Arrays.stream(g).map(x -> Math.min(x, spec.threshold())).toArray())
                      .toList()));

  /** The ball for the cube. */
  public static final Specimen NORM_FOR_COORDINATES =
      WrongEstimator.specimen(
          "norm-for-coordinates",
          "the norm is clipped, not each coordinate",
          CoordinateClip.class,
          (spec, gradients) ->
              mean(rows(gradients).stream().map(g -> clip(g, spec.threshold())).toList()));

  /** Clamping the mean. */
  public static final Specimen CLAMP_AFTER_AVERAGING =
      WrongEstimator.specimen(
          "clamp-after-averaging",
          "the mean's coordinates are clamped, not the samples'",
          CoordinateClip.class,
          (spec, gradients) ->
              Arrays.stream(mean(rows(gradients)))
                  .map(x -> Math.clamp(x, -spec.threshold(), spec.threshold()))
                  .toArray());

  /** A norm that is nearly one. */
  public static final Specimen NORMALIZE_WITH_EPSILON =
      WrongEstimator.specimen(
          "normalize-with-epsilon",
          "m/(‖m‖ + 1e-8)",
          Normalize.class,
          (spec, gradients) -> {
            double[] m = mean(rows(gradients));
            return scale(1 / (norm(m) + EPSILON), m);
          });

  /** A direction of nothing. */
  public static final Specimen NORMALIZE_ZERO_TO_NAN =
      WrongEstimator.specimen(
          "normalize-zero-to-nan",
          "0/0 where the mean is 0",
          Normalize.class,
          (spec, gradients) -> {
            double[] m = mean(rows(gradients));
            return Arrays.stream(m).map(x -> x / norm(m)).toArray();
          });

  /** Normalization at the wrong time. */
  public static final Specimen NORMALIZE_AFTER_AVERAGING =
      WrongEstimator.specimen(
          "normalize-after-averaging",
          "the mean is normalized, not each sample",
          PerSampleNormalize.class,
          (spec, gradients) -> unit(mean(rows(gradients))));

  /** A zero row that drops out of the mean. */
  public static final Specimen ZERO_ROWS_NOT_COUNTED =
      WrongEstimator.specimen(
          "zero-rows-not-counted",
          "divides by the number of rows that are not zero",
          PerSampleNormalize.class,
          (spec, gradients) -> {
            List<double[]> directions =
                rows(gradients).stream()
                    .filter(g -> norm(g) > 0)
                    .map(WrongDirections::unit)
                    .toList();
            return directions.isEmpty() ? new double[gradients.dimension()] : mean(directions);
          });

  /** A sign for zero. */
  public static final Specimen SIGN_OF_ZERO_IS_ONE =
      WrongEstimator.specimen(
          "sign-of-zero-is-one",
          "sign(0) = 1",
          Sign.class,
          (spec, gradients) ->
              Arrays.stream(mean(rows(gradients))).map(x -> x >= 0 ? 1 : -1).toArray());

  /** A vote for a sign. */
  public static final Specimen MAJORITY_VOTE =
      WrongEstimator.specimen(
          "majority-vote",
          "the sign of the sum of the samples' signs, not of their mean",
          Sign.class,
          (spec, gradients) ->
              Arrays.stream(
                      mean(
                          rows(gradients).stream()
                              .map(g -> Arrays.stream(g).map(Math::signum).toArray())
                              .toList()))
                  .map(Math::signum)
                  .toArray());

  /** All of them. */
  static List<Specimen> all() {
    return List.of(
        CLAMPED_ABOVE_ONLY,
        NORM_FOR_COORDINATES,
        CLAMP_AFTER_AVERAGING,
        NORMALIZE_WITH_EPSILON,
        NORMALIZE_ZERO_TO_NAN,
        NORMALIZE_AFTER_AVERAGING,
        ZERO_ROWS_NOT_COUNTED,
        SIGN_OF_ZERO_IS_ONE,
        MAJORITY_VOTE);
  }

  private static double[] unit(double[] g) {
    return norm(g) == 0 ? g : Arrays.stream(g).map(x -> x / norm(g)).toArray();
  }
}
