package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.OptimizerSpec;

/** What is said under the name Lion. */
public record LionDialect(Decay decay, Zero zero) implements OptimizerDialect {

  /** What weight decay λ does. */
  public enum Decay implements Axis {
    @Says(
        value = "θ ← θ − ηλθ beside the step",
        by = {"Chen et al. 2023", "Optax"})
    DECOUPLED_DECAY(WeightDecay.BESIDE_THE_STEP),
    @Says("g ← g + λθ")
    COUPLED_DECAY(WeightDecay.COUPLED),
    @Says("θ ← θ − λθ beside the step")
    DECAY_WITHOUT_RATE(WeightDecay.WITHOUT_RATE),
    @Says("θ ← θ − ηλθ after the step")
    DECAY_AFTER_STEP(WeightDecay.AFTER_THE_STEP);

    private final WeightDecay kind;

    Decay(WeightDecay kind) {
      this.kind = kind;
    }

    WeightDecay kind() {
      return kind;
    }
  }

  /** What the sign of 0 is. */
  public enum Zero implements Axis {
    @Says(
        value = "sign(0) = 0",
        by = {"PyTorch", "NumPy", "Optax"})
    ZERO_HAS_NO_SIGN,
    @Says("sign(0) = 1")
    ZERO_IS_POSITIVE,
    @Says("sign(0) = −1")
    ZERO_IS_NEGATIVE;
  }

  @Override
  public String type() {
    return "lion";
  }

  @Override
  public List<Axis> choices() {
    return List.of(decay, zero);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new LionRule((Lion) spec, this);
  }
}
