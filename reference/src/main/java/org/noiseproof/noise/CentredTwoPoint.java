package org.noiseproof.noise;

import org.noiseproof.random.RandomStream;

/**
 * N5, centred: A(1 − q) with probability q, else −Aq: of mean 0.
 *
 * @param probability q in [0, 1]
 * @param height A &gt; 0, the distance of the two points
 */
public record CentredTwoPoint(double probability, double height) implements NoiseLaw {
  public CentredTwoPoint {
    Parameter.probability(probability);
    Parameter.positive("height", height);
  }

  /** A(1 − q), taken with probability q. */
  public double upper() {
    return height * (1 - probability);
  }

  /** −Aq, taken with probability 1 − q. */
  public double lower() {
    return -height * probability;
  }

  @Override
  public double sample(RandomStream random) {
    return random.nextUniform() < probability ? upper() : lower();
  }

  @Override
  public double mean() {
    return 0;
  }

  @Override
  public boolean symmetric() {
    return probability == 0 || probability == 0.5 || probability == 1;
  }

  /** E|X|ᵖ = Aᵖ[q(1 − q)ᵖ + (1 − q)qᵖ]. */
  @Override
  public double absoluteMoment(double p) {
    Parameter.rawOrder(p);
    return probability * StrictMath.pow(upper(), p)
        + (1 - probability) * StrictMath.pow(-lower(), p);
  }

  @Override
  public double centralMoment(double p) {
    Parameter.centralOrder(p);
    return absoluteMoment(p);
  }

  /** P(|X| &gt; t), t ≥ 0. */
  public double tail(double t) {
    return (t < upper() ? probability : 0) + (t < -lower() ? 1 - probability : 0);
  }
}
