package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.OptimizerSpec;

/** What is said under the name Adagrad. */
public record AdagradDialect(Epsilon epsilon, Sum sum, Start start) implements OptimizerDialect {

  /** Where ε is added. */
  public enum Epsilon implements Axis {
    @Says(
        value = "θ ← θ − η g/(√v + ε)",
        by = {"PyTorch", "TensorFlow", "Tribuo", "Encog"})
    EPSILON_OUTSIDE(EpsilonPlace.OUTSIDE),
    @Says(
        value = "θ ← θ − η g/√(v + ε)",
        by = {"Keras", "TensorFlow.js", "Optax"})
    EPSILON_INSIDE(EpsilonPlace.INSIDE);

    private final EpsilonPlace place;

    Epsilon(EpsilonPlace place) {
      this.place = place;
    }

    EpsilonPlace place() {
      return place;
    }
  }

  /** Whether the gradient of this step is in the sum that it is divided by. */
  public enum Sum implements Axis {
    @Says(
        value = "v = v + g² before the step",
        by = {"PyTorch", "TensorFlow", "Optax", "Tribuo", "Encog"})
    WITH_THIS_GRADIENT,
    @Says(value = "v = v + g² after the step", by = "JSAT")
    WITHOUT_THIS_GRADIENT;
  }

  /** What v starts from. */
  public enum Start implements Axis {
    @Says(
        value = "v = v₀ before the first step",
        by = {"PyTorch", "Keras", "TensorFlow.js", "Optax"})
    FROM_INITIAL_ACCUMULATOR,
    @Says(value = "v = 1 before the first step, whatever v₀", by = "JSAT")
    FROM_ONE,
    @Says("v = ε before the first step, whatever v₀")
    FROM_EPSILON;
  }

  @Override
  public String type() {
    return "adagrad";
  }

  @Override
  public List<Axis> choices() {
    return List.of(epsilon, sum, start);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new AdagradRule((Adagrad) spec, this);
  }
}
