package org.noiseproof.reference;

import java.util.Arrays;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.singular.FixedMatrix;

/**
 * Muon's iteration: X₀ = m/‖m‖_F for an m ≠ 0, then K times X ← aX + b(XXᵀ)X + c(XXᵀ)²X, the
 * coefficients the decimal numbers 3.4445, −4.7750, 2.0315, in fixed point. It acts on the singular
 * values alone, by f(σ) = aσ + bσ³ + cσ⁵, which keeps [0, 1] below 1.2024.
 *
 * <p>The gauge (derived, normwise and to first order in γ). X₀ is off by γκ, κ = ‖G‖_F/‖m‖_F, G the
 * gauges of m. A step multiplies an error by at most max |f′| &lt; 4 on [0, 1.2024], since divided
 * differences of f are values of f′ and f(σ)/σ ≤ a. Its own roundings are relative to a x + |b| x³
 * + c x⁵ &lt; 18 r^{5/2}, x = ‖X‖_F ≤ 1.2024 √r, r = min(rows, columns). So the gauge is 4ᴷ (κ + 6
 * r^{5/2}), and fixed point of 2K bits more than is asked for loses nothing.
 */
final class NewtonSchulz {
  private static final long A = 34445;
  private static final long B = -47750;
  private static final long C = 20315;
  private static final long DECIMALS = 10000;

  /** Bits for the roundings of a step and for sums of many terms. */
  private static final int GUARD = 40;

  private NewtonSchulz() {}

  /** X_K, row by row. */
  static Term[] of(int rows, int columns, Term[] m, int steps) {
    Dyadic[] values = Arrays.stream(m).map(Term::value).toArray(Dyadic[]::new);
    int bits = ExactEstimator.BITS + GUARD + 2 * steps;
    Dyadic norm = FixedMatrix.exact(rows, columns, values).squaredNorm().sqrt(bits);
    Dyadic[] unit = Arrays.stream(values).map(x -> x.divide(norm, bits)).toArray(Dyadic[]::new);
    FixedMatrix start = FixedMatrix.of(rows, columns, unit, bits);
    boolean tall = rows > columns;
    FixedMatrix x = tall ? start.transpose() : start;
    for (int i = 0; i < steps; i++) {
      x = step(x, bits);
    }
    double spread = Math.scalb(1.0, 2 * steps);
    double kappa = PairGauge.ratio(PairGauge.norm(m), norm);
    double gauge = spread * (kappa + 6 * Math.pow(Math.min(rows, columns), 2.5));
    return Arrays.stream((tall ? x.transpose() : x).entries())
        .map(entry -> new Term(entry, gauge))
        .toArray(Term[]::new);
  }

  private static FixedMatrix step(FixedMatrix x, int bits) {
    FixedMatrix square = x.times(x.transpose()).cut(bits);
    FixedMatrix fourth = square.times(square).cut(bits);
    FixedMatrix factor = square.times(B).plus(fourth.times(C));
    return x.times(A).plus(factor.times(x).cut(bits)).dividedBy(DECIMALS);
  }
}
