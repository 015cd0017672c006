package org.noiseproof.noise;

import org.noiseproof.random.RandomStream;

/**
 * N5, raw: A with probability q, else 0. Among laws with E|X|ᵖ ≤ qAᵖ it is the worst for clipping,
 * and it makes the bounds tight.
 *
 * @param probability q in [0, 1]
 * @param height A &gt; 0
 */
public record TwoPoint(double probability, double height) implements NoiseLaw {
  public TwoPoint {
    Parameter.probability(probability);
    Parameter.positive("height", height);
  }

  @Override
  public double sample(RandomStream random) {
    return random.nextUniform() < probability ? height : 0;
  }

  /** EX = qA. */
  @Override
  public double mean() {
    return probability * height;
  }

  @Override
  public boolean symmetric() {
    return probability == 0;
  }

  /** E|X|ᵖ = qAᵖ. */
  @Override
  public double absoluteMoment(double p) {
    Parameter.rawOrder(p);
    return probability * StrictMath.pow(height, p);
  }

  /** E|X − qA|ᵖ = Aᵖ[q(1 − q)ᵖ + (1 − q)qᵖ]. */
  @Override
  public double centralMoment(double p) {
    Parameter.centralOrder(p);
    return new CentredTwoPoint(probability, height).absoluteMoment(p);
  }

  /** P(|X| &gt; t), t ≥ 0. */
  public double tail(double t) {
    return t < height ? probability : 0;
  }
}
