package org.noiseproof.noise;

import org.noiseproof.random.Elementary;
import org.noiseproof.random.RandomStream;

/**
 * N1: |X| = s U^{−1/a} with a random sign. Its variance is infinite for a ≤ 2, and it has no mean
 * for a ≤ 1.
 *
 * @param index a &gt; 0
 * @param scale s &gt; 0, the least value of |X|
 */
public record SymmetricPareto(double index, double scale) implements NoiseLaw {
  public SymmetricPareto {
    Parameter.positive("index", index);
    Parameter.positive("scale", scale);
  }

  @Override
  public double sample(RandomStream random) {
    double sign = random.nextSign();
    return sign * scale * Elementary.pow(random.nextUniform(), -1 / index);
  }

  @Override
  public double mean() {
    return index > 1 ? 0 : Double.NaN;
  }

  @Override
  public boolean symmetric() {
    return true;
  }

  /** E|X|ᵖ = a sᵖ/(a − p) for p &lt; a. */
  @Override
  public double absoluteMoment(double p) {
    Parameter.rawOrder(p);
    return p < index ? index * StrictMath.pow(scale, p) / (index - p) : Double.POSITIVE_INFINITY;
  }

  @Override
  public double centralMoment(double p) {
    Parameter.centralOrder(p);
    return absoluteMoment(p);
  }

  /** P(|X| &gt; t) = min(1, (s/t)ᵃ), t ≥ 0. */
  public double tail(double t) {
    return t <= scale ? 1 : StrictMath.pow(scale / t, index);
  }
}
