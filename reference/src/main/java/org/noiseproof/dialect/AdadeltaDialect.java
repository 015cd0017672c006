package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.OptimizerSpec;

/**
 * What is said under the name Adadelta. Dividing by the v of the step before is no dialect: then v
 * = u in every step, and Δ = g, which is gradient descent.
 */
public record AdadeltaDialect(Epsilon epsilon, Rate rate) implements OptimizerDialect {

  /** Where ε is added. Below the fraction alone it moves nothing: u starts at 0. */
  public enum Epsilon implements Axis {
    @Says(
        value = "Δ = √(u + ε)/√(v + ε) g",
        by = {"Zeiler 2012", "PyTorch", "Keras", "Optax", "Tribuo"})
    EPSILON_IN_BOTH_ROOTS,
    @Says("Δ = (√u + ε)/(√v + ε) g")
    EPSILON_OUTSIDE_BOTH_ROOTS,
    @Says("Δ = √(u + ε)/√v g")
    EPSILON_IN_UPPER_ROOT;
  }

  /** Whether the step is scaled by η. */
  public enum Rate implements Axis {
    @Says(
        value = "θ ← θ − ηΔ",
        by = {"PyTorch", "Keras", "Optax"})
    WITH_RATE,
    @Says(
        value = "θ ← θ − Δ, whatever η",
        by = {"Zeiler 2012", "Tribuo", "ND4J"})
    WITHOUT_RATE;
  }

  @Override
  public String type() {
    return "adadelta";
  }

  @Override
  public List<Axis> choices() {
    return List.of(epsilon, rate);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new AdadeltaRule((Adadelta) spec, this);
  }
}
