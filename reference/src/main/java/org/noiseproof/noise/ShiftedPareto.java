package org.noiseproof.noise;

import org.apache.commons.math3.special.Beta;
import org.noiseproof.random.Elementary;
import org.noiseproof.random.RandomStream;

/**
 * N2: X = P − EP, P = s U^{−1/a}, EP = as/(a − 1): skewed, of mean 0, on [−s/(a − 1), ∞). Its
 * variance is infinite for a ≤ 2.
 *
 * @param index a &gt; 1
 * @param scale s &gt; 0
 */
public record ShiftedPareto(double index, double scale) implements NoiseLaw {
  public ShiftedPareto {
    Parameter.aboveOne("index", index);
    Parameter.positive("scale", scale);
  }

  /** EP = as/(a − 1), by which P is shifted. */
  public double shift() {
    return index * scale / (index - 1);
  }

  @Override
  public double sample(RandomStream random) {
    return scale * Elementary.pow(random.nextUniform(), -1 / index) - shift();
  }

  @Override
  public double mean() {
    return 0;
  }

  @Override
  public boolean symmetric() {
    return false;
  }

  /**
   * E|X|ᵖ = a sᵖ (a/(a−1))^{p−a} B(a−p, p+1) + (s/(a−1))ᵖ ₂F₁(1, p+1−a; p+2; 1/a)/(p+1) for p &lt;
   * a: the parts of X &gt; 0 (put EP/P for the variable) and of X &lt; 0 (put 1 − P/EP, then
   * Euler's transformation); derived.
   */
  @Override
  public double absoluteMoment(double p) {
    Parameter.rawOrder(p);
    if (p >= index) {
      return Double.POSITIVE_INFINITY;
    }
    double above =
        index
            * StrictMath.pow(index / (index - 1), p - index)
            * StrictMath.exp(Beta.logBeta(index - p, p + 1));
    double below = StrictMath.pow(index - 1, -p) * hypergeometric(p) / (p + 1);
    return StrictMath.pow(scale, p) * (above + below);
  }

  /**
   * ₂F₁(1, p+1−a; p+2; 1/a) = Σ_j (p+1−a)_j/(p+2)_j a^{−j}, whose terms fall faster than a^{−j}.
   */
  private double hypergeometric(double p) {
    double sum = 0;
    double term = 1;
    for (int j = 0; sum + term != sum; j++) {
      sum += term;
      term *= (p + 1 - index + j) / ((p + 2 + j) * index);
    }
    return sum;
  }

  @Override
  public double centralMoment(double p) {
    Parameter.centralOrder(p);
    return absoluteMoment(p);
  }

  /** P(|X| &gt; t) = P(P &gt; EP + t) + P(P &lt; EP − t), t ≥ 0. */
  public double tail(double t) {
    return survival(shift() + t) + (1 - survival(shift() - t));
  }

  private double survival(double x) {
    return x <= scale ? 1 : StrictMath.pow(scale / x, index);
  }
}
