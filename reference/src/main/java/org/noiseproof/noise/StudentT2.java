package org.noiseproof.noise;

import org.apache.commons.math3.special.Gamma;
import org.noiseproof.random.RandomStream;

/**
 * N3: Student's t with 2 degrees of freedom, P(X ≤ x) = (1 + x/√(2 + x²))/2: moments below the
 * second, infinite variance.
 */
public record StudentT2() implements NoiseLaw {

  /** The inverse distribution function, (2u − 1)/√(2u(1 − u)). */
  @Override
  public double sample(RandomStream random) {
    double u = random.nextUniform();
    return (2 * u - 1) / Math.sqrt(2 * u * (1 - u));
  }

  @Override
  public double mean() {
    return 0;
  }

  @Override
  public boolean symmetric() {
    return true;
  }

  /** E|X|ᵖ = 2^{p/2} Γ((1 + p)/2) Γ(1 − p/2)/√π for p &lt; 2; √2 for p = 1. */
  @Override
  public double absoluteMoment(double p) {
    Parameter.rawOrder(p);
    return p < 2
        ? StrictMath.pow(2, p / 2)
            * Gamma.gamma((1 + p) / 2)
            * Gamma.gamma(1 - p / 2)
            / Math.sqrt(Math.PI)
        : Double.POSITIVE_INFINITY;
  }

  @Override
  public double centralMoment(double p) {
    Parameter.centralOrder(p);
    return absoluteMoment(p);
  }

  /** P(|X| &gt; t) = 1 − t/√(2 + t²) = 2/(√(2 + t²)(√(2 + t²) + t)), t ≥ 0. */
  public double tail(double t) {
    double root = StrictMath.hypot(Math.sqrt(2), t);
    return 2 / root / (root + t);
  }
}
