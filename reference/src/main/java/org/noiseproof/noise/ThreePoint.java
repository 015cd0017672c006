package org.noiseproof.noise;

import org.noiseproof.random.RandomStream;

/**
 * N6: A and −A with probability q/2 each, else 0: symmetric and extremal.
 *
 * @param probability q in [0, 1], of a value other than 0
 * @param height A &gt; 0
 */
public record ThreePoint(double probability, double height) implements NoiseLaw {
  public ThreePoint {
    Parameter.probability(probability);
    Parameter.positive("height", height);
  }

  @Override
  public double sample(RandomStream random) {
    double sign = random.nextSign();
    return random.nextUniform() < probability ? sign * height : 0;
  }

  @Override
  public double mean() {
    return 0;
  }

  @Override
  public boolean symmetric() {
    return true;
  }

  /** E|X|ᵖ = qAᵖ. */
  @Override
  public double absoluteMoment(double p) {
    Parameter.rawOrder(p);
    return probability * StrictMath.pow(height, p);
  }

  @Override
  public double centralMoment(double p) {
    Parameter.centralOrder(p);
    return absoluteMoment(p);
  }

  /** P(|X| &gt; t), t ≥ 0. */
  public double tail(double t) {
    return t < height ? probability : 0;
  }
}
