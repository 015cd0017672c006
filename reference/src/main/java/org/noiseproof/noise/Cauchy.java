package org.noiseproof.noise;

import org.noiseproof.random.Elementary;
import org.noiseproof.random.RandomStream;

/**
 * N4: the Cauchy law, P(X ≤ x) = ½ + arctan(x/γ)/π; it has no mean.
 *
 * @param scale γ &gt; 0
 */
public record Cauchy(double scale) implements NoiseLaw {
  public Cauchy {
    Parameter.positive("scale", scale);
  }

  /** The inverse distribution function, γ tan π(u − ½) = γ sin π(u − ½)/sin πu. */
  @Override
  public double sample(RandomStream random) {
    double u = random.nextUniform();
    return scale * (Elementary.sinPi(u - 0.5) / Elementary.sinPi(u));
  }

  @Override
  public double mean() {
    return Double.NaN;
  }

  @Override
  public boolean symmetric() {
    return true;
  }

  /** E|X|ᵖ = γᵖ/cos(πp/2) for p &lt; 1. */
  @Override
  public double absoluteMoment(double p) {
    Parameter.rawOrder(p);
    return p < 1
        ? StrictMath.pow(scale, p) / StrictMath.sin(Math.PI * (1 - p) / 2)
        : Double.POSITIVE_INFINITY;
  }

  @Override
  public double centralMoment(double p) {
    Parameter.centralOrder(p);
    return absoluteMoment(p);
  }

  /** P(|X| &gt; t) = (2/π) arctan(γ/t), t ≥ 0. */
  public double tail(double t) {
    return 2 / Math.PI * StrictMath.atan2(scale, t);
  }
}
