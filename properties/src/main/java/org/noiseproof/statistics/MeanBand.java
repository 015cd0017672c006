package org.noiseproof.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * A time-uniform confidence sequence for the mean of X ∈ [0, 1], from four running numbers.
 *
 * <p>With S_t = Σ X_i, V_t = Σ (X_i − μ̂_{i−1})², μ̂_{i−1} = (½ + S_{i−1})/i and ψ(λ) = −ln(1 − λ)
 * − λ, for each λ in [0, 1) the process exp(λ(S_t − tμ) − ψ(λ)V_t) is a supermartingale from 1:
 * empirical Bernstein, by the inequality of Fan, Grama and Liu 2015 (exp(λξ − ψ(λ)ξ²) ≤ 1 + λξ for
 * ξ ≥ −1) at ξ = X_i − μ̂_{i−1}; Howard, Ramdas, McAuliffe and Sekhon 2021, Annals of Statistics
 * 49(2), Theorem 4. So is its average over a grid of λ, which falls in μ: the lower end is where it
 * equals 1/β. The upper end is that of 1 − X.
 */
final class MeanBand {
  private static final int GRID = 40;
  private static final double[] LAMBDA = new double[GRID];
  private static final double[] PSI = new double[GRID];

  static {
    for (int j = 0; j < GRID; j++) {
      LAMBDA[j] = 0.9375 * StrictMath.pow(2, -j / 2.0);
      PSI[j] = -StrictMath.log1p(-LAMBDA[j]) - LAMBDA[j];
    }
  }

  private long count;
  private double sum;
  private double variation;

  void observe(double x) {
    double surprise = x - (0.5 + sum) / (count + 1);
    variation += surprise * surprise;
    sum += x;
    count++;
  }

  double mean() {
    return sum / count;
  }

  /** The lower end: at no time is it above the mean, with probability 1 − error. */
  double lower(double error) {
    return lowerEnd(sum, error);
  }

  /** The upper end: at no time is it below the mean, with probability 1 − error. */
  double upper(double error) {
    return 1 - lowerEnd(count - sum, error);
  }

  /** ln e_t against a mean of X that is at most m. */
  double logEvidence(double m) {
    return logEvidence(sum, m);
  }

  private double lowerEnd(double total, double error) {
    double threshold = -StrictMath.log(error);
    DoubleUnaryOperator evidence = m -> logEvidence(total, m);
    double out = 0;
    if (evidence.applyAsDouble(out) < threshold) {
      return out;
    }
    double in = Math.min(1, total / count);
    for (double m = middle(out, in); out < m && m < in; m = middle(out, in)) {
      if (evidence.applyAsDouble(m) >= threshold) {
        out = m;
      } else {
        in = m;
      }
    }
    return out;
  }

  private static double middle(double a, double b) {
    return a + (b - a) / 2;
  }

  private double logEvidence(double total, double m) {
    double[] exponents = new double[GRID];
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < GRID; j++) {
      exponents[j] = LAMBDA[j] * (total - count * m) - PSI[j] * variation;
      largest = Math.max(largest, exponents[j]);
    }
    double scaled = 0;
    for (double exponent : exponents) {
      scaled += StrictMath.exp(exponent - largest);
    }
    return largest + StrictMath.log(scaled / GRID);
  }
}
