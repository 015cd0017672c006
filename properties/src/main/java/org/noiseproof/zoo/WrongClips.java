package org.noiseproof.zoo;

import static org.noiseproof.zoo.Parts.clip;
import static org.noiseproof.zoo.Parts.clipped;
import static org.noiseproof.zoo.Parts.mean;
import static org.noiseproof.zoo.Parts.norm;
import static org.noiseproof.zoo.Parts.scale;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.zoo.Parts.Clip;

/** Per-sample clipping whose clipping of a row is wrong; thresholds and average are right. */
public final class WrongClips {
  private static final double EPSILON = 1e-6;

  private WrongClips() {}

  /** The denominator of PyTorch's {@code clip_grad_norm_}. */
  public static final Specimen EPSILON_IN_THE_DENOMINATOR =
      specimen(
          "epsilon-in-the-denominator",
          "min(1, t/(‖g‖ + 1e-6)) g: the clipped norm falls short of t",
          (g, t) -> scale(Math.min(1, t / (norm(g) + EPSILON)), g));

  /** Truncation where clipping is asked for. */
  public static final Specimen DROPPING =
      specimen(
          "dropping",
          "a row beyond its threshold is dropped (set to zero), not clipped",
          (g, t) -> norm(g) <= t ? g : new double[g.length]);

  /** Each coordinate clamped. */
  public static final Specimen COORDINATE_WISE =
      specimen(
          "coordinate-wise",
          "each coordinate is clamped to [−t, t]: the projection on the cube, not on the ball",
          (g, t) -> Arrays.stream(g).map(x -> Math.clamp(x, -t, t)).toArray());

  /** The ℓ₁ norm for the Euclidean one. */
  public static final Specimen TAXICAB_NORM =
      specimen(
          "taxicab-norm",
          "the row is measured in the ℓ₁ norm",
          (g, t) -> clip(g, t, Arrays.stream(g).map(Math::abs).sum()));

  /** The ℓ∞ norm for the Euclidean one. */
  public static final Specimen MAXIMUM_NORM =
      specimen(
          "maximum-norm",
          "the row is measured in the ℓ∞ norm",
          (g, t) -> clip(g, t, Arrays.stream(g).map(Math::abs).max().orElse(0)));

  /** A forgotten root. */
  public static final Specimen SQUARED_NORM =
      specimen("squared-norm", "the norm is left squared", (g, t) -> clip(g, t, norm(g) * norm(g)));

  /** Squares that leave the range of doubles. */
  public static final Specimen UNSCALED_NORM =
      specimen(
          "unscaled-norm",
          "the norm is √Σx² without scaling: it overflows at 1e155 and vanishes at 1e-163",
          (g, t) -> clip(g, t, Math.sqrt(Arrays.stream(g).map(x -> x * x).sum())));

  /** A threshold that is too large. */
  public static final Specimen TWICE_THE_THRESHOLD =
      specimen("twice-the-threshold", "clips to 2t", (g, t) -> clip(g, 2 * t));

  /** The smooth relative of clipping. */
  public static final Specimen SMOOTH_CLIP =
      specimen(
          "smooth-clip",
          "t g/(t + ‖g‖): never beyond t, but shrinks every row",
          (g, t) ->
              norm(g) == 0 || t == Double.POSITIVE_INFINITY ? g : scale(t / (t + norm(g)), g));

  /** Always on the sphere. */
  public static final Specimen ALWAYS_RESCALED =
      specimen(
          "always-rescaled",
          "t g/‖g‖ for every row: rows inside the ball are blown up to its surface",
          (g, t) -> norm(g) == 0 || t == Double.POSITIVE_INFINITY ? g : scale(t / norm(g), g));

  /** A boundary that moves. */
  public static final Specimen RESCALED_AT_EQUALITY =
      specimen(
          "rescaled-at-equality",
          "a row with ‖g‖ = t is multiplied by t·(1/‖g‖), which need not be 1",
          (g, t) -> norm(g) < t || norm(g) == 0 ? g : scale(t * (1 / norm(g)), g));

  /** A zero row that becomes NaN. */
  public static final Specimen ZERO_OVER_ZERO =
      specimen(
          "zero-over-zero",
          "a zero row under the threshold 0 gives 0/0",
          (g, t) -> scale(Math.min(1, t / norm(g)), g));

  /** Norms in single precision. */
  public static final Specimen FLOAT32_NORM =
      specimen(
          "float32-norm",
          "the squares are summed in float32",
          (g, t) -> {
            float squares = 0;
            for (double x : g) {
              squares += (float) (x * x);
            }
            return clip(g, t, Math.sqrt(squares));
          });

  /** A tail that the loop forgets. */
  public static final Specimen LAST_COLUMN_IGNORED =
      specimen(
          "last-column-ignored",
          "the norm leaves out the last coordinate of a row of more than one",
          (g, t) -> clip(g, t, norm(Arrays.copyOf(g, Math.max(1, g.length - 1)))));

  /** All of them. */
  static List<Specimen> all() {
    return List.of(
        EPSILON_IN_THE_DENOMINATOR,
        DROPPING,
        COORDINATE_WISE,
        TAXICAB_NORM,
        MAXIMUM_NORM,
        SQUARED_NORM,
        UNSCALED_NORM,
        TWICE_THE_THRESHOLD,
        SMOOTH_CLIP,
        ALWAYS_RESCALED,
        RESCALED_AT_EQUALITY,
        ZERO_OVER_ZERO,
        FLOAT32_NORM,
        LAST_COLUMN_IGNORED);
  }

  private static Specimen specimen(String name, String wrong, Clip clip) {
    return WrongEstimator.specimen(
        name,
        wrong,
        PerSampleClip.class,
        (spec, gradients) -> mean(clipped(spec, gradients, Parts::threshold, clip)));
  }
}
