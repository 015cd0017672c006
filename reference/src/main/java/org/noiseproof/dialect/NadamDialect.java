package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.OptimizerSpec;

/** What is said under the name NAdam. */
public record NadamDialect(LookAhead lookAhead, Epsilon epsilon, Correction correction)
    implements OptimizerDialect {

  /** How m̂ looks one step ahead; μ_t is what stands for β₁ in the t-th step. */
  public enum LookAhead implements Axis {
    @Says(value = "m̂ = β₁ m/(1−β₁ᵗ⁺¹) + (1−β₁) g/(1−β₁ᵗ)", by = "Optax")
    CONSTANT_MOMENTUM,
    @Says(
        value = "m̂ = (β₁ m + (1−β₁) g)/(1−β₁ᵗ)",
        by = {"ND4J", "TensorFlow 1's Adam with use_nesterov"})
    CORRECTED_ALIKE,
    @Says(
        value =
            "m̂ = μ_{t+1} m/(1−μ₁⋯μ_{t+1}) + (1−μ_t) g/(1−μ₁⋯μ_t), "
                + "μ_t = β₁(1 − 0.96^{0.004t}/2)",
        by = {"PyTorch", "tf.keras"})
    SLOW_SCHEDULE,
    @Says(
        value = "m̂ = μ_{t+1} m/(1−μ₁⋯μ_{t+1}) + (1−μ_t) g/(1−μ₁⋯μ_t), μ_t = β₁(1 − 0.96ᵗ/2)",
        by = "Keras 3")
    FAST_SCHEDULE;
  }

  /** Where ε is added. */
  public enum Epsilon implements Axis {
    @Says(
        value = "θ ← θ − η m̂/(√v̂ + ε)",
        by = {"PyTorch", "Keras", "Optax"})
    EPSILON_OUTSIDE(EpsilonPlace.OUTSIDE),
    @Says(value = "θ ← θ − η √(1−β₂ᵗ) m̂/(√v + ε)", by = "TensorFlow 1's Adam with use_nesterov")
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

  /** Whether v is corrected for starting at 0. */
  public enum Correction implements Axis {
    @Says(
        value = "v̂ = v/(1−β₂ᵗ)",
        by = {"PyTorch", "Keras", "Optax"})
    SECOND_CORRECTED,
    @Says(value = "v̂ = v", by = "ND4J")
    SECOND_UNCORRECTED;
  }

  /** Refuses what another choice says already. */
  public NadamDialect {
    if (epsilon == Epsilon.EPSILON_HAT && correction == Correction.SECOND_UNCORRECTED) {
      throw new IllegalArgumentException(
          "epsilon = %s, correction = %s: without a correction of v it is %s"
              .formatted(epsilon, correction, Epsilon.EPSILON_OUTSIDE));
    }
  }

  @Override
  public String type() {
    return "nadam";
  }

  @Override
  public List<Axis> choices() {
    return List.of(lookAhead, epsilon, correction);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new NadamRule((Nadam) spec, this);
  }
}
