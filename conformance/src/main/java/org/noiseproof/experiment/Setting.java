package org.noiseproof.experiment;

import java.math.BigDecimal;
import org.noiseproof.model.Network;
import org.noiseproof.noise.SymmetricPareto;

/**
 * A model and the noise on its gradients.
 *
 * @param model its name
 * @param network the model
 * @param noise the least length of a sample's noise, in median norms of a sample's gradient at the
 *     start; 0 is none
 */
public record Setting(String model, Network network, double noise) {
  /** Tail index of the noise: moments below it are finite, the variance is not. */
  public static final double TAIL_INDEX = 1.5;

  /** Refuses a noise that is no number ≥ 0. */
  public Setting {
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("noise = " + noise + " is out of range: 0 ≤ noise < ∞");
    }
  }

  /** Whether there is noise besides that of sampling. */
  public boolean noisy() {
    return noise > 0;
  }

  /**
   * β of PS-Clip: the order up to which the gradients' moments are finite, 2 for the clean ones of
   * finitely many samples.
   */
  public double beta() {
    return noisy() ? TAIL_INDEX : 2;
  }

  /** The law of the noise's length, up to its sign. */
  public SymmetricPareto law(double medianNorm) {
    return new SymmetricPareto(TAIL_INDEX, noise * medianNorm);
  }

  /** {@code clean}, {@code heavy-tailed × 1}. */
  public String noiseLabel() {
    return noisy()
        ? "heavy-tailed × %s"
            .formatted(BigDecimal.valueOf(noise).stripTrailingZeros().toPlainString())
        : "clean";
  }

  @Override
  public String toString() {
    return model + ", " + noiseLabel();
  }
}
