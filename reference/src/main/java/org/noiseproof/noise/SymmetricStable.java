package org.noiseproof.noise;

import org.apache.commons.math3.special.Gamma;
import org.noiseproof.random.Elementary;
import org.noiseproof.random.RandomStream;

/**
 * N7: the symmetric α-stable law of characteristic function exp(−|σt|^α): α = 2 is the normal law
 * of variance 2σ², α = 1 the Cauchy law.
 *
 * @param index α in (0, 2]
 * @param scale σ &gt; 0
 */
public record SymmetricStable(double index, double scale) implements NoiseLaw {
  public SymmetricStable {
    Parameter.require(index > 0 && index <= 2, "index", index, "0 < index ≤ 2");
    Parameter.positive("scale", scale);
  }

  /**
   * Chambers, Mallows and Stuck 1976: sin αθ/(cos θ)^{1/α} · (cos((1−α)θ)/w)^{(1−α)/α}, θ uniform
   * on (−π/2, π/2), w exponential. θ is drawn as a part of π, of which cos θ keeps its digits where
   * it is small.
   */
  @Override
  public double sample(RandomStream random) {
    double u = random.nextUniform();
    double angle = u - 0.5;
    double exponential = -Elementary.log(random.nextUniform());
    return scale
        * Elementary.sinPi(index * angle)
        * Elementary.pow(Elementary.sinPi(u), -1 / index)
        * Elementary.pow(Elementary.cosPi((1 - index) * angle) / exponential, (1 - index) / index);
  }

  @Override
  public double mean() {
    return index > 1 ? 0 : Double.NaN;
  }

  @Override
  public boolean symmetric() {
    return true;
  }

  /**
   * E|X|^q = (2σ)^q Γ((1+q)/2) Γ(1 − q/α)/(Γ(1 − q/2) √π) for q &lt; α; for α = 2 the two last
   * gammas cancel and every q is finite.
   */
  @Override
  public double absoluteMoment(double q) {
    Parameter.rawOrder(q);
    if (q >= index && index < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double ratio = index == 2 ? 1 : Gamma.gamma(1 - q / index) / Gamma.gamma(1 - q / 2);
    return StrictMath.pow(2 * scale, q) * Gamma.gamma((1 + q) / 2) * ratio / Math.sqrt(Math.PI);
  }

  @Override
  public double centralMoment(double p) {
    Parameter.centralOrder(p);
    return absoluteMoment(p);
  }
}
