package org.noiseproof.fast.ensemble;

import java.util.Optional;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.SampleLoss;

/** ∇ℓ(θ; z) of all lanes, the bits of {@link SampleLoss#gradient}: its operations in its order. */
interface LaneLoss {

  /**
   * The gradient.
   *
   * @param theta an array of all lanes for each coordinate; so are all others
   * @param x features
   * @param y targets
   * @param into ∇ℓ(θ; z)
   */
  void gradient(double[][] theta, double[][] x, double[][] y, double[][] into);

  /** The loss on so many lanes, or empty where it has none: anyone may write a loss. */
  static Optional<LaneLoss> of(SampleLoss loss, int lanes) {
    return switch (loss) {
      case DeepLinear linear -> Optional.of(new LaneDeepLinear(linear, lanes));
      default -> Optional.empty();
    };
  }
}
