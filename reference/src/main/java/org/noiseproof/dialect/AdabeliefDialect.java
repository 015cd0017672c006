package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.OptimizerSpec;

/** What is said under the name AdaBelief. */
public record AdabeliefDialect(Epsilon epsilon, Deviation deviation, Correction correction)
    implements OptimizerDialect {

  /** Where ε is added. */
  public enum Epsilon implements Axis {
    @Says(
        value = "s = β₂s + (1−β₂)(g−m)² + ε; θ ← θ − η m̂/(√ŝ + ε)",
        by = {"its authors' adabelief-pytorch", "Optax"})
    EPSILON_WITHIN_AND_OUTSIDE,
    @Says("s = β₂s + (1−β₂)(g−m)²; θ ← θ − η m̂/(√ŝ + ε)")
    EPSILON_OUTSIDE,
    @Says("s = β₂s + (1−β₂)(g−m)² + ε; θ ← θ − η m̂/√ŝ")
    EPSILON_WITHIN,
    @Says("s = β₂s + (1−β₂)(g−m)²; θ ← θ − η m̂/√(ŝ + ε)")
    EPSILON_INSIDE,
    @Says(
        value = "s = β₂s + (1−β₂)(g−m)² + ε; θ ← θ − η (√(1−β₂ᵗ)/(1−β₁ᵗ)) m/(√s + ε)",
        by = "ND4J")
    EPSILON_HAT;

    boolean within() {
      return this == EPSILON_WITHIN_AND_OUTSIDE || this == EPSILON_WITHIN || this == EPSILON_HAT;
    }
  }

  /** From which mean the gradient deviates. */
  public enum Deviation implements Axis {
    @Says(
        value = "g − m with the m of this step",
        by = {"its authors' adabelief-pytorch", "Optax"})
    FROM_NEW_MEAN,
    @Says("g − m with the m of the step before")
    FROM_OLD_MEAN;
  }

  /** Which moments are corrected for starting at 0. */
  public enum Correction implements Axis {
    @Says(
        value = "m̂ = m/(1−β₁ᵗ), ŝ = s/(1−β₂ᵗ)",
        by = {"its authors' adabelief-pytorch", "Optax"})
    BOTH_CORRECTED,
    @Says("m̂ = m, ŝ = s")
    NONE_CORRECTED;
  }

  /** Refuses what another choice says already. */
  public AdabeliefDialect {
    if (epsilon == Epsilon.EPSILON_HAT && correction == Correction.NONE_CORRECTED) {
      throw new IllegalArgumentException(
          "epsilon = %s, correction = %s: without a correction it is %s"
              .formatted(epsilon, correction, Epsilon.EPSILON_WITHIN_AND_OUTSIDE));
    }
  }

  @Override
  public String type() {
    return "adabelief";
  }

  @Override
  public List<Axis> choices() {
    return List.of(epsilon, deviation, correction);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new AdabeliefRule((Adabelief) spec, this);
  }
}
