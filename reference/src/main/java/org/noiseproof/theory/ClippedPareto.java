package org.noiseproof.theory;

import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.SymmetricPareto;

/**
 * Clipped moments of N1 and N2 (CLIP-5, derived) out of those of P − c, P ≥ 1 with survival
 * function S(u) = u^{−a} beyond 1: N1 is ±P, N2 is P − EP, in units of the scale. With D(x, y) =
 * ∫ₓʸ S, U(h) = E(P − h)₊ and L(l) = E(l − P)₊,
 *
 * <pre>
 * E clip_t(P−c)   = EP − c − U(c+t) + L(c−t)
 * E min(|P−c|, t) = t + D(c, c+t) − D(c−t, c)
 * E clip_t(P−c)²  = t² P(|P−c| &gt; t) + a ∫ (u−c)² u^{−a−1} du over |u−c| ≤ t, u ≥ 1
 * </pre>
 *
 * @param index a &gt; 0
 */
record ClippedPareto(double index) {

  /** The moments of μ + X, X under N1: those of P + μ and −P + μ in equal parts. */
  static ClippedMoments symmetric(SymmetricPareto law, double shift, double threshold) {
    ClippedPareto pareto = new ClippedPareto(law.index());
    double mu = shift / law.scale();
    double t = threshold / law.scale();
    double mean = (pareto.survival(-t - mu, mu - t) - pareto.survival(t - mu, t + mu)) / 2;
    double absolute = (pareto.absolute(-mu, t) + pareto.absolute(mu, t)) / 2;
    double second = (pareto.second(-mu, t) + pareto.second(mu, t)) / 2;
    return new ClippedMoments(mean, absolute, second).scaled(law.scale());
  }

  /** The moments of μ + X, X under N2: those of P − c, c = EP − μ. */
  static ClippedMoments shifted(ShiftedPareto law, double shift, double threshold) {
    ClippedPareto pareto = new ClippedPareto(law.index());
    double mu = shift / law.scale();
    double t = threshold / law.scale();
    double c = law.shift() / law.scale() - mu;
    double mean = mu - pareto.excess(c + t) + pareto.shortfall(c - t);
    return new ClippedMoments(mean, pareto.absolute(c, t), pareto.second(c, t)).scaled(law.scale());
  }

  private double absolute(double c, double t) {
    return t + survival(c, c + t) - survival(c - t, c);
  }

  private double second(double c, double t) {
    double low = Math.max(1, c - t);
    double high = Math.max(1, c + t);
    double inside =
        power(2 - index, low, high)
            - 2 * c * power(1 - index, low, high)
            + c * c * power(-index, low, high);
    return t * t * (1 - tail(low) + tail(high)) + index * inside;
  }

  /** D(x, y) = ∫ₓʸ P(P &gt; u) du. */
  private double survival(double x, double y) {
    return Math.min(y, 1) - Math.min(x, 1) + power(1 - index, Math.max(x, 1), Math.max(y, 1));
  }

  /** U(h) = E(P − h)₊, a &gt; 1. */
  private double excess(double h) {
    return h >= 1 ? h * tail(h) / (index - 1) : 1 - h + 1 / (index - 1);
  }

  /** L(l) = E(l − P)₊. */
  private double shortfall(double l) {
    return l > 1 ? l - 1 - survival(1, l) : 0;
  }

  private double tail(double u) {
    return StrictMath.pow(u, -index);
  }

  /** ∫ u^{e−1} du from x to y, both positive: (yᵉ − xᵉ)/e, and its limit ln(y/x) at e = 0. */
  private static double power(double e, double x, double y) {
    double logRatio = StrictMath.log(y / x);
    return e == 0 ? logRatio : StrictMath.pow(x, e) * StrictMath.expm1(e * logRatio) / e;
  }
}
