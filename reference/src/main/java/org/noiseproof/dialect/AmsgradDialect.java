package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.OptimizerSpec;

/** What is said under the name AMSGrad; w is the largest second moment so far. */
public record AmsgradDialect(Epsilon epsilon, Maximum maximum, Correction correction)
    implements OptimizerDialect {

  /** Where ε is added. */
  public enum Epsilon implements Axis {
    @Says(
        value = "θ ← θ − η m̂/(√ŵ + ε)",
        by = {"PyTorch", "Optax"})
    EPSILON_OUTSIDE(EpsilonPlace.OUTSIDE),
    @Says(
        value = "θ ← θ − η √(1−β₂ᵗ) m̂/(√w + ε)",
        by = {"Keras", "ND4J"})
    EPSILON_HAT(EpsilonPlace.HAT),
    @Says("θ ← θ − η m̂/√(ŵ + ε)")
    EPSILON_INSIDE(EpsilonPlace.INSIDE);

    private final EpsilonPlace place;

    Epsilon(EpsilonPlace place) {
      this.place = place;
    }

    EpsilonPlace place() {
      return place;
    }
  }

  /** Of what the largest is kept. */
  public enum Maximum implements Axis {
    @Says(
        value = "w = max(w, v), ŵ = w/(1−β₂ᵗ)",
        by = {"PyTorch", "Keras", "ND4J"})
    LARGEST_THEN_CORRECTED,
    @Says(value = "ŵ = w = max(w, v/(1−β₂ᵗ))", by = "Optax")
    CORRECTED_THEN_LARGEST;
  }

  /** Which moments are corrected for starting at 0. */
  public enum Correction implements Axis {
    @Says(
        value = "m̂ = m/(1−β₁ᵗ), and w with 1−β₂ᵗ",
        by = {"PyTorch", "Keras", "ND4J", "Optax"})
    BOTH_CORRECTED,
    @Says(value = "m̂ = m, ŵ = w", by = "Reddi, Kale and Kumar 2018")
    NONE_CORRECTED,
    @Says("m̂ = m/(1−β₁ᵗ), ŵ = w")
    FIRST_CORRECTED,
    @Says("m̂ = m, and w with 1−β₂ᵗ")
    SECOND_CORRECTED;

    boolean ofFirst() {
      return this == BOTH_CORRECTED || this == FIRST_CORRECTED;
    }

    boolean ofSecond() {
      return this == BOTH_CORRECTED || this == SECOND_CORRECTED;
    }
  }

  /** Refuses what another choice says already, and ε beside a v that is not there. */
  public AmsgradDialect {
    boolean plain = epsilon != Epsilon.EPSILON_HAT && maximum == Maximum.LARGEST_THEN_CORRECTED;
    if (!correction.ofSecond() && !plain) {
      throw new IllegalArgumentException(
          "epsilon = %s, maximum = %s, correction = %s: without a correction of v it is %s and %s"
              .formatted(
                  epsilon,
                  maximum,
                  correction,
                  Epsilon.EPSILON_OUTSIDE,
                  Maximum.LARGEST_THEN_CORRECTED));
    }
    if (epsilon == Epsilon.EPSILON_HAT && maximum == Maximum.CORRECTED_THEN_LARGEST) {
      throw new IllegalArgumentException(
          "epsilon = %s, maximum = %s: the largest is corrected already"
              .formatted(epsilon, maximum));
    }
  }

  @Override
  public String type() {
    return "amsgrad";
  }

  @Override
  public List<Axis> choices() {
    return List.of(epsilon, maximum, correction);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new AmsgradRule((Amsgrad) spec, this);
  }
}
