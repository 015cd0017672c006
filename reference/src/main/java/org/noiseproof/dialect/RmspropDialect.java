package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;

/**
 * What is said under the name RMSprop. Tieleman and Hinton's lecture divides by √v alone; that is
 * any of these with ε = 0.
 */
public record RmspropDialect(Epsilon epsilon, Centring centring, Start start)
    implements OptimizerDialect {

  /** Where ε is added. */
  public enum Epsilon implements Axis {
    @Says(
        value = "θ ← θ − η g/(√v + ε)",
        by = {"PyTorch", "Tribuo"})
    EPSILON_OUTSIDE(EpsilonPlace.OUTSIDE),
    @Says(
        value = "θ ← θ − η g/√(v + ε)",
        by = {"TensorFlow", "Keras", "TensorFlow.js", "Optax"})
    EPSILON_INSIDE(EpsilonPlace.INSIDE);

    private final EpsilonPlace place;

    Epsilon(EpsilonPlace place) {
      this.place = place;
    }

    EpsilonPlace place() {
      return place;
    }
  }

  /** Whether v is the mean square of the gradient or its variance. */
  public enum Centring implements Axis {
    @Says("v = ρv + (1−ρ)g²")
    UNCENTRED,
    @Says(
        value = "v = ρv + (1−ρ)g², m = ρm + (1−ρ)g, and v − m² in place of v",
        by = {"centered = True in PyTorch, Keras, TensorFlow.js, Optax"})
    CENTRED;
  }

  /** What v starts from. */
  public enum Start implements Axis {
    @Says(
        value = "v = 0 before the first step",
        by = {"PyTorch", "Keras", "TensorFlow.js", "Optax"})
    FROM_ZERO,
    @Says(value = "v = 1 before the first step", by = "TensorFlow 1")
    FROM_ONE,
    @Says(value = "v = ε before the first step", by = "ND4J")
    FROM_EPSILON;
  }

  @Override
  public String type() {
    return "rmsprop";
  }

  @Override
  public List<Axis> choices() {
    return List.of(epsilon, centring, start);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new RmspropRule((Rmsprop) spec, this);
  }
}
