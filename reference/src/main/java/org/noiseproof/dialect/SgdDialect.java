package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * What is said under the name SGD with momentum.
 *
 * <p>Of the forms of Nesterov momentum, most are one map from gradients to parameters. PyTorch's θ
 * − η(g + μb) is that of Sutskever et al. 2013 (v ← μv − ηg, with the gradient of the point φ = θ +
 * μv ahead) followed at φ instead of θ, since φ then moves by μv − ηg with the new v; and it is the
 * form of the course notes CS231n (θ ← θ − μv + (1+μ)v′, in ND4J), since v′ = μv − ηg turns both
 * into the same sum. With a rate that changes, these two keep the rate inside the velocity. What is
 * left is {@link Nesterov}.
 */
public record SgdDialect(
    Velocity velocity, FirstStep firstStep, Decay decay, Buffer buffer, Nesterov nesterov)
    implements OptimizerDialect {

  /** Whether the buffer is one of gradients, or of steps. */
  public enum Velocity implements Axis {
    @Says(
        value = "b = μb + (1−d)g; θ ← θ − ηb",
        by = {"PyTorch", "Optax", "Tribuo", "TensorFlow"})
    RATE_OUTSIDE,
    @Says(
        value = "v = μv + (1−d)ηg; θ ← θ − v: seen where η changes on the way",
        by = {"DJL", "Caffe", "Keras", "ND4J", "Encog"})
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
    COUPLED_DECAY(WeightDecay.COUPLED),
    @Says(value = "θ ← θ − ηλθ beside the step", by = "SGDW")
    DECOUPLED_DECAY(WeightDecay.BESIDE_THE_STEP),
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

  /** Whether the buffer is a sum or a mean. */
  public enum Buffer implements Axis {
    @Says(
        value = "b = μb + (1−d)g",
        by = {"PyTorch", "Optax", "Tribuo", "TensorFlow"})
    SUM_OF_GRADIENTS,
    @Says("b = μb + (1−μ)g, whatever d; Nesterov's step is then (1−μ)g + μb")
    MEAN_OF_GRADIENTS;
  }

  /** Where Nesterov momentum looks ahead. */
  public enum Nesterov implements Axis {
    @Says(
        value = "θ ← θ − η(g + μb)",
        by = {"PyTorch", "Optax", "Tribuo", "Keras", "ND4J"})
    STEP_LOOKS_AHEAD,
    @Says(
        value =
            "θ ← θ − ηb, as without Nesterov: that g is of the point ahead is the caller's to see to",
        by = "Sutskever et al. 2013, followed at θ")
    GRADIENT_LOOKS_AHEAD;
  }

  @Override
  public String type() {
    return "sgd";
  }

  @Override
  public List<Axis> choices() {
    return List.of(velocity, firstStep, decay, buffer, nesterov);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new SgdRule((Sgd) spec, this);
  }
}
