package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** What is said under the name SGD with momentum. */
public record SgdDialect(Velocity velocity, FirstStep firstStep, Decay decay) implements Dialect {

  /** Whether the buffer is one of gradients, or of steps. */
  public enum Velocity implements Axis {
    @Says(
        value = "b = μb + (1−d)g; θ ← θ − ηb",
        by = {"PyTorch", "Optax", "Tribuo", "TensorFlow"})
    RATE_OUTSIDE,
    @Says(
        value = "v = μv + (1−d)ηg; θ ← θ − v: seen where η changes on the way",
        by = {"DJL", "Caffe"})
    RATE_INSIDE;
  }

  /** What dampening d does to the first gradient. */
  public enum FirstStep implements Axis {
    @Says(value = "b = g on the first step", by = "PyTorch")
    FIRST_UNDAMPENED,
    @Says("b = (1−d)g on the first step, too")
    FIRST_DAMPENED;
  }

  /** What weight decay λ does. */
  public enum Decay implements Axis {
    @Says(
        value = "g ← g + λθ",
        by = {"PyTorch", "DJL"})
    COUPLED_DECAY,
    @Says(value = "θ ← θ − ηλθ beside the step", by = "SGDW")
    DECOUPLED_DECAY;
  }

  @Override
  public String type() {
    return "sgd";
  }

  @Override
  public List<Axis> choices() {
    return List.of(velocity, firstStep, decay);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new SgdRule((Sgd) spec, this);
  }
}
