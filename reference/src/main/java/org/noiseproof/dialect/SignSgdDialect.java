package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** What is said under the name sign SGD. */
public record SignSgdDialect(Zero zero, Buffer buffer) implements OptimizerDialect {

  /** The sign of 0. */
  public enum Zero implements Axis {
    @Says(
        value = "sign(0) = 0",
        by = {"PyTorch", "NumPy", "Java's Math.signum"})
    ZERO_STAYS,
    @Says("sign(0) = 1, as x ≥ 0 ? 1 : −1 says")
    ZERO_IS_POSITIVE,
    @Says("sign(0) = −1, as x > 0 ? 1 : −1 says")
    ZERO_IS_NEGATIVE
  }

  /** What is averaged. */
  public enum Buffer implements Axis {
    @Says(value = "m = μm + (1−μ)g; θ ← θ − η sign(m)", by = "Signum")
    SIGN_OF_AVERAGE,
    @Says("m = μm + (1−μ) sign(g); θ ← θ − ηm")
    AVERAGE_OF_SIGNS
  }

  @Override
  public String type() {
    return "sign_sgd";
  }

  @Override
  public List<Axis> choices() {
    return List.of(zero, buffer);
  }

  @Override
  public CoordinateRule rule(OptimizerSpec spec) {
    return new SignSgdRule((SignSgd) spec, this);
  }
}
