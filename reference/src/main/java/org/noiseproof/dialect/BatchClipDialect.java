package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;

/** What is said under the name of clipping the gradient of a batch. */
public record BatchClipDialect(Order order, ClipKind kind, NormFloor floor)
    implements EstimatorDialect {

  /** What is clipped. */
  public enum Order implements Axis {
    @Says("clip((1/n) Σ g_k)")
    CLIPS_MEAN,
    @Says("(1/n) Σ clip(g_k)")
    CLIPS_SAMPLES
  }

  /** Refuses a floor under what is no norm. */
  public BatchClipDialect {
    kind.refuse(floor);
  }

  @Override
  public String type() {
    return "batch_clip";
  }

  @Override
  public List<Axis> choices() {
    return List.of(order, kind, floor);
  }

  @Override
  public <S extends Scalar<S>> List<S> estimate(
      EstimatorSpec spec, Arithmetic<S> in, List<List<S>> rows) {
    BatchClip clip = (BatchClip) spec;
    return switch (order) {
      case CLIPS_MEAN -> kind.clip(in, clip.threshold(), floor, Clip.mean(in, rows));
      case CLIPS_SAMPLES ->
          Clip.mean(
              in, rows.stream().map(row -> kind.clip(in, clip.threshold(), floor, row)).toList());
    };
  }
}
