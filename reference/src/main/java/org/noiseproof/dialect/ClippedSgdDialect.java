package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;

/** What is said under the name of clipping, of the gradient of a model of several tensors. */
public record ClippedSgdDialect(What what, NormFloor floor) implements OptimizerDialect {

  /** What is held below the threshold. */
  public enum What implements Axis {
    @Says(
        value = "g min(1, τ/‖g‖), ‖g‖ over all tensors",
        by = {"PyTorch", "Optax"})
    BY_GLOBAL_NORM,
    @Says(
        value = "each tensor x by itself: x min(1, τ/‖x‖)",
        by = {"Keras's clipnorm", "ND4J"})
    BY_TENSOR_NORM,
    @Says(
        value = "each entry: min(max(x, −τ), τ)",
        by = {"PyTorch's clip_grad_value_", "ND4J"})
    BY_VALUE,
    @Says(value = "each entry: min(x, τ), however negative", by = "DJL")
    BY_VALUE_FROM_ABOVE
  }

  /** Refuses a floor under what is no norm. */
  public ClippedSgdDialect {
    if (floor == NormFloor.FLOORED_NORM
        && (what == What.BY_VALUE || what == What.BY_VALUE_FROM_ABOVE)) {
      throw new IllegalArgumentException(
          "what = %s, floor = %s: only a norm can have one".formatted(what, floor));
    }
  }

  @Override
  public String type() {
    return "clipped_sgd";
  }

  @Override
  public List<Axis> choices() {
    return List.of(what, floor);
  }

  @Override
  public Rule rule(OptimizerSpec spec) {
    return rule(spec, List.of(Integer.MAX_VALUE));
  }

  /**
   * What a spec means where the parameters are several tensors.
   *
   * @param lengths of the tensors, in order; the last may be too long
   */
  public Rule rule(OptimizerSpec spec, List<Integer> lengths) {
    return new ClippedSgdRule((ClippedSgd) spec, this, lengths);
  }
}
