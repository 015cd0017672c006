package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/** What is said under the name of clipping sample by sample. */
public record PerSampleClipDialect(Order order, ClipKind kind, NormFloor floor)
    implements EstimatorDialect {

  /** What is clipped. */
  public enum Order implements Axis {
    @Says("(1/n) Σ clip(g_k)")
    CLIPS_SAMPLES,
    @Says("clip((1/n) Σ g_k)")
    CLIPS_MEAN
  }

  /** Refuses a floor under what is no norm. */
  public PerSampleClipDialect {
    kind.refuse(floor);
  }

  @Override
  public String type() {
    return "per_sample_clip";
  }

  @Override
  public List<Axis> choices() {
    return List.of(order, kind, floor);
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
    return switch (order) {
      case CLIPS_MEAN -> kind.clip(in, clip.alpha(), floor, Clip.mean(in, rows));
      case CLIPS_SAMPLES ->
          Clip.mean(in, rows.stream().map(row -> kind.clip(in, clip.alpha(), floor, row)).toList());
    };
  }
}
