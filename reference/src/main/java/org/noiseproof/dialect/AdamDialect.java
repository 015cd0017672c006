package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;

/** What is said under the name Adam. */
public record AdamDialect(Epsilon epsilon, Correction correction, Decay decay, Count count)
    implements OptimizerDialect {

  /** Where ε is added. */
  public enum Epsilon implements Axis {
    /** Algorithm 1 of Kingma and Ba, arXiv 1412.6980. */
    @Says(
        value = "θ ← θ − η m̂/(√v̂ + ε)",
        by = {"PyTorch", "Optax", "TensorFlow.js"})
    EPSILON_OUTSIDE(EpsilonPlace.OUTSIDE),
    /** The formula in section 2 of the same paper. */
    @Says(
        value = "θ ← θ − η (√(1−β₂ᵗ)/(1−β₁ᵗ)) m/(√v + ε)",
        by = {"TensorFlow", "DJL", "ND4J"})
    EPSILON_HAT(EpsilonPlace.HAT),
    @Says("θ ← θ − η m̂/√(v̂ + ε)")
    EPSILON_INSIDE(EpsilonPlace.INSIDE);

    private final EpsilonPlace place;

    Epsilon(EpsilonPlace place) {
      this.place = place;
    }

    EpsilonPlace place() {
      return place;
    }
  }

  /** Which moments are corrected for starting at 0. */
  public enum Correction implements Axis {
    @Says(
        value = "m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ)",
        by = {"PyTorch", "Optax"})
    BOTH_CORRECTED,
    @Says(value = "m̂ = m, v̂ = v", by = "BERT's own Adam")
    NONE_CORRECTED,
    @Says("m̂ = m/(1−β₁ᵗ), v̂ = v")
    FIRST_CORRECTED,
    @Says("m̂ = m, v̂ = v/(1−β₂ᵗ)")
    SECOND_CORRECTED;

    boolean ofFirst() {
      return this == BOTH_CORRECTED || this == FIRST_CORRECTED;
    }

    boolean ofSecond() {
      return this == BOTH_CORRECTED || this == SECOND_CORRECTED;
    }
  }

  /** What weight decay λ does. */
  public enum Decay implements Axis {
    @Says(
        value = "θ ← θ − ηλθ beside the step",
        by = {"PyTorch's AdamW", "Optax"})
    DECOUPLED_DECAY(WeightDecay.BESIDE_THE_STEP),
    @Says(
        value = "g ← g + λθ",
        by = {"PyTorch's Adam", "DJL"})
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

  /**
   * Which number the corrections take the first step for. Whether a model's tensors share the count
   * shows only where one of them has no gradient in some step.
   */
  public enum Count implements Axis {
    @Says(
        value = "1−βᵗ, t = 1, 2, …",
        by = {"PyTorch", "TensorFlow", "Optax", "ND4J"})
    STEPS_FROM_ONE,
    @Says("1−βᵗ⁻¹; the first step is 0/0, and moves nothing")
    STEPS_FROM_ZERO,
    @Says("1−βᵗ⁺¹")
    STEPS_FROM_TWO;

    /** What the corrections take the t-th step for. */
    long of(long t) {
      return switch (this) {
        case STEPS_FROM_ONE -> t;
        case STEPS_FROM_ZERO -> t - 1;
        case STEPS_FROM_TWO -> t + 1;
      };
    }
  }

  /** Refuses what another choice says already. */
  public AdamDialect {
    if (epsilon == Epsilon.EPSILON_HAT && !correction.ofSecond()) {
      throw new IllegalArgumentException(
          "epsilon = %s, correction = %s: without a correction of v it is %s"
              .formatted(epsilon, correction, Epsilon.EPSILON_OUTSIDE));
    }
    if (correction == Correction.NONE_CORRECTED && count != Count.STEPS_FROM_ONE) {
      throw new IllegalArgumentException(
          "correction = %s, count = %s: nothing counts steps".formatted(correction, count));
    }
  }

  @Override
  public String type() {
    return "adam";
  }

  @Override
  public List<Axis> choices() {
    return List.of(epsilon, correction, decay, count);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new AdamRule((Adam) spec, this);
  }
}
