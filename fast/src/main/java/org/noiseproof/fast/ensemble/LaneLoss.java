package org.noiseproof.fast.ensemble;

import java.util.Optional;
import org.noiseproof.loss.AngleLoss;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.DifferenceOfSquares;
import org.noiseproof.loss.ReluNeuron;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.SphereLoss;

/** ∇ℓ(θ; z) of all lanes, the bits of {@link SampleLoss#gradient}: its operations in its order. */
sealed interface LaneLoss
    permits LaneDeepLinear,
        LaneDiagonalLinear,
        LaneDifferenceOfSquares,
        LaneNeuron,
        LaneAngle,
        LaneSphere {

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
    return Optional.ofNullable(
        switch (loss) {
          case DeepLinear deep -> new LaneDeepLinear(deep, lanes);
          case DiagonalLinear diagonal -> new LaneDiagonalLinear(diagonal, lanes);
          case DifferenceOfSquares _ -> new LaneDifferenceOfSquares(new double[lanes]);
          case ReluNeuron neuron -> new LaneNeuron(neuron, lanes);
          case AngleLoss _ -> new LaneAngle();
          case SphereLoss _ -> new LaneSphere(new double[lanes], new double[lanes]);
          default -> null;
        });
  }
}
