package org.noiseproof.dialect;

import java.util.List;
import java.util.function.UnaryOperator;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/** What is said under the name of clipping sample by sample. */
public record PerSampleClipDialect(Order order, What what, Floor floor)
    implements EstimatorDialect {

  /** What is clipped. */
  public enum Order implements Axis {
    @Says("(1/n) Σ clip(g_k)")
    CLIPS_SAMPLES,
    @Says("clip((1/n) Σ g_k)")
    CLIPS_MEAN
  }

  /** What is held below the threshold. */
  public enum What implements Axis {
    @Says("x min(1, τ/‖x‖)")
    BY_NORM,
    @Says("each entry: min(max(x, −τ), τ)")
    BY_VALUE,
    @Says("each entry: min(x, τ), however negative")
    BY_VALUE_FROM_ABOVE
  }

  /** What is added to a norm before it divides. */
  public enum Floor implements Axis {
    @Says("τ/‖x‖")
    NO_FLOOR,
    @Says(
        value = "τ/(‖x‖ + 1e-6)",
        by = {"PyTorch", "Opacus"})
    FLOORED_NORM
  }

  /** Refuses a floor under what is no norm. */
  public PerSampleClipDialect {
    if (floor == Floor.FLOORED_NORM && what != What.BY_NORM) {
      throw new IllegalArgumentException(
          "what = %s, floor = %s: only a norm can have one".formatted(what, floor));
    }
  }

  @Override
  public String type() {
    return "per_sample_clip";
  }

  @Override
  public List<Axis> choices() {
    return List.of(order, what, floor);
  }

  @Override
  public <S extends Scalar<S>> List<S> estimate(
      EstimatorSpec spec, Arithmetic<S> in, List<List<S>> rows) {
    PerSampleClip clip = (PerSampleClip) spec;
    if (clip.beta() != Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "beta = %s is out of range: absent, as dialects are about one threshold"
              .formatted(clip.beta()));
    }
    double tau = clip.alpha();
    UnaryOperator<List<S>> clipped =
        x ->
            switch (what) {
              case BY_NORM -> Clip.byNorm(in, tau, floor == Floor.NO_FLOOR ? 0 : Clip.FLOOR, x);
              case BY_VALUE -> Clip.byValue(in, tau, x);
              case BY_VALUE_FROM_ABOVE -> Clip.fromAbove(in, tau, x);
            };
    return switch (order) {
      case CLIPS_MEAN -> clipped.apply(Clip.mean(in, rows));
      case CLIPS_SAMPLES -> Clip.mean(in, rows.stream().map(clipped).toList());
    };
  }
}
