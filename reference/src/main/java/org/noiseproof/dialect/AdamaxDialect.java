package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.OptimizerSpec;

/** What is said under the name AdaMax. */
public record AdamaxDialect(Epsilon epsilon, Correction correction) implements OptimizerDialect {

  /** Where ε is added. */
  public enum Epsilon implements Axis {
    @Says(
        value = "u = max(β₂u, |g| + ε); θ ← θ − η m̂/u",
        by = {"PyTorch", "Optax"})
    EPSILON_WITHIN_MAXIMUM,
    @Says(
        value = "u = max(β₂u, |g|); θ ← θ − η m̂/(u + ε)",
        by = {"Keras", "TensorFlow.js"})
    EPSILON_BESIDE_MAXIMUM,
    @Says(
        value = "u = max(β₂u, |g|); θ ← θ − η m̂/u, whatever ε",
        by = {"Kingma and Ba, arXiv 1412.6980, section 7.1", "ND4J"})
    WITHOUT_EPSILON;
  }

  /** Whether m is corrected for starting at 0; u needs no correction. */
  public enum Correction implements Axis {
    @Says(
        value = "m̂ = m/(1−β₁ᵗ)",
        by = {"PyTorch", "Keras", "TensorFlow.js", "Optax"})
    CORRECTED,
    @Says("m̂ = m")
    UNCORRECTED;
  }

  @Override
  public String type() {
    return "adamax";
  }

  @Override
  public List<Axis> choices() {
    return List.of(epsilon, correction);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new AdamaxRule((Adamax) spec, this);
  }
}
