package org.noiseproof.reference;

import java.util.Arrays;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;

/**
 * Catoni's estimator of one column: the root θ of F(θ) = Σ_k ψ(a (x_k − θ)), ψ(y) = sign(y) ln(1 +
 * |y| + y²/2).
 *
 * <p>F decreases strictly from min x to max x, so there is one root between them. F(θ) = ln P − ln
 * N, where P is the product of 1 + y + y²/2 over the samples above θ and N that of 1 + |y| + y²/2
 * over those below, so its sign is that of P − N: no logarithm is needed. The products are taken to
 * so many bits that what is undecided is below 2⁻¹⁴⁰ Σ|ψ|, which leaves θ undetermined by less than
 * 2⁻¹⁴⁰ of its gauge; there the search, by Newton's method between two points where F has either
 * sign, ends. A double that is as good as a root is taken for the root, so that {0, 0, 8} with a =
 * 1 gives 2 and not almost 2.
 *
 * <p>The gauge (derived). In floating point each x_k − θ is off by a relative error, and so is each
 * term of F; by the implicit function theorem they move the root by γ times (Σ ψ'_k |x_k − θ| + Σ
 * |ψ_k|/a) / Σ ψ'_k, ψ'_k = (1 + |y_k|)/(1 + |y_k| + y_k²/2), to which |θ| comes for its own
 * rounding. That the slope changes on the way is of second order: |ψ''/ψ'| ≤ 1/(1 + |y|), so over
 * that distance it stays within a factor 1 + γ Σ |ψ_k|.
 */
final class CatoniRoot {
  /** Where the bracket has become this narrow beside its ends, it has no more to give. */
  private static final int BRACKET_BITS = 144;

  /** Below 2⁻⁴⁰, ψ(y) is y to within far less than a gauge must know. */
  private static final int LINEAR = -40;

  private final Dyadic[] samples;
  private final Dyadic scale;
  private final int bits;

  private CatoniRoot(Dyadic[] samples, Dyadic scale, Dyadic spread) {
    this.samples = samples;
    this.scale = scale;
    int digits = Integer.SIZE - Integer.numberOfLeadingZeros(samples.length);
    bits = 160 + digits + Math.max(0, -spread.times(scale).binaryExponent());
  }

  static ExactVector of(Batch batch, double scale) {
    int d = batch.dimension();
    Dyadic[] values = new Dyadic[d];
    double[] gauges = new double[d];
    for (int j = 0; j < d; j++) {
      Dyadic[] samples = new Dyadic[batch.samples()];
      for (int k = 0; k < samples.length; k++) {
        samples[k] = Dyadic.of(batch.at(k, j));
      }
      Arrays.sort(samples);
      Dyadic spread = samples[samples.length - 1].minus(samples[0]);
      if (spread.signum() == 0) {
        values[j] = samples[0];
        gauges[j] = Math.abs(values[j].toDouble());
      } else {
        CatoniRoot column = new CatoniRoot(samples, Dyadic.of(scale), spread);
        values[j] = column.root();
        gauges[j] = column.gauge(values[j]);
      }
    }
    return new ExactVector(values, gauges);
  }

  /**
   * F and its slope at one θ.
   *
   * @param value ln P − ln N, exactly 0 where its sign is undecided; away from 0 to some 50 bits
   * @param slope −F'/a = Σ ψ'_k, in doubles; may have underflowed
   */
  private record Height(Dyadic value, double slope) {}

  private Height at(Dyadic theta) {
    Dyadic above = Dyadic.ONE;
    Dyadic below = Dyadic.ONE;
    double slope = 0;
    for (Dyadic sample : samples) {
      Dyadic y = sample.minus(theta).times(scale).round(bits);
      Dyadic factor = factor(y.abs());
      if (y.signum() > 0) {
        above = above.times(factor).round(bits);
      } else {
        below = below.times(factor).round(bits);
      }
      double size = Math.abs(y.toDouble());
      slope += size < Double.POSITIVE_INFINITY ? 1 / (1 + size / 2 * (size / (1 + size))) : 0;
    }
    Dyadic difference = above.minus(below);
    // Each factor and each product is off by less than 8 · 2⁻ᵇⁱᵗˢ.
    Dyadic undecided = above.max(below).times(Dyadic.of(8L * samples.length)).scale(-bits);
    if (difference.abs().compareTo(undecided) <= 0) {
      return new Height(Dyadic.ZERO, slope);
    }
    Dyadic near = difference.scale(1).divide(above.plus(below), 64);
    boolean far = near.binaryExponent() >= -4;
    return new Height(far ? Dyadic.of(log(above) - log(below)) : near, slope);
  }

  /** 1 + y + y²/2, y ≥ 0. */
  private Dyadic factor(Dyadic y) {
    return Dyadic.ONE.plus(y).plus(y.square().scale(-1)).round(bits);
  }

  private Dyadic root() {
    Dyadic low = samples[0];
    Dyadic high = samples[samples.length - 1];
    Dyadic theta = samples[samples.length / 2];
    if (samples.length % 2 == 0) {
      theta = theta.plus(samples[samples.length / 2 - 1]).scale(-1);
    }
    for (int step = 1; !isNarrow(low, high); step++) {
      Height here = at(theta);
      if (here.value.signum() == 0) {
        break;
      }
      if (here.value.signum() > 0) {
        low = theta;
      } else {
        high = theta;
      }
      // Where Newton's method creeps, the bracket is halved now and then.
      theta = step % 16 == 0 ? middle(low, high) : newton(theta, here, low, high);
    }
    Dyadic nearest = Dyadic.of(theta.toDouble());
    return at(nearest).value.signum() == 0 ? nearest : theta;
  }

  private Dyadic newton(Dyadic theta, Height here, Dyadic low, Dyadic high) {
    if (here.slope < Double.MIN_NORMAL) {
      return middle(low, high);
    }
    Dyadic step = here.value.divide(Dyadic.of(here.slope).times(scale), 64);
    Dyadic next = theta.plus(step).round(bits);
    return next.compareTo(low) > 0 && next.compareTo(high) < 0 ? next : middle(low, high);
  }

  private static boolean isNarrow(Dyadic low, Dyadic high) {
    Dyadic size = low.abs().max(high.abs());
    return high.minus(low).compareTo(size.scale(-BRACKET_BITS)) <= 0;
  }

  /** A point between the two: 0, or between their exponents, or halfway. */
  private static Dyadic middle(Dyadic low, Dyadic high) {
    if (low.signum() * high.signum() < 0) {
      return Dyadic.ZERO;
    }
    boolean positive = high.signum() > 0;
    Dyadic inner = positive ? low : high;
    Dyadic outer = positive ? high : low;
    int top = outer.binaryExponent();
    int bottom = inner.signum() == 0 ? top - 128 : inner.binaryExponent();
    if (top - bottom > 2) {
      Dyadic power = Dyadic.ONE.scale(bottom + (top - bottom) / 2);
      return positive ? power : power.negate();
    }
    return low.plus(high).scale(-1);
  }

  private double gauge(Dyadic theta) {
    Dyadic terms = Dyadic.ZERO;
    Dyadic slope = Dyadic.ZERO;
    for (Dyadic sample : samples) {
      Dyadic distance = sample.minus(theta).abs().round(64);
      Dyadic y = distance.times(scale);
      Dyadic factor = factor(y).round(64);
      Dyadic derivative = Dyadic.ONE.plus(y).divide(factor, 64);
      boolean linear = y.signum() == 0 || y.binaryExponent() < LINEAR;
      Dyadic height = linear ? distance : Dyadic.of(log(factor)).divide(scale, 64);
      terms = terms.plus(derivative.times(distance)).plus(height).round(64);
      slope = slope.plus(derivative).round(64);
    }
    return theta.abs().plus(terms.divide(slope, 64)).toDouble();
  }

  /** ln x for x ≥ 1, in doubles. */
  private static double log(Dyadic x) {
    int exponent = x.binaryExponent();
    return Math.log(x.scale(-exponent).toDouble()) + exponent * Math.log(2);
  }
}
