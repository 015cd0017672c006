package org.noiseproof.problem;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The zero-chain: a smooth non-convex function of which a method that only ever moves coordinates
 * with a gradient discovers one coordinate after the other,
 *
 * <pre>
 *   F(x) = −Ψ(1) Φ(x_1) + Σ_{i≥2} [Ψ(−x_{i−1}) Φ(−x_i) − Ψ(x_{i−1}) Φ(x_i)],
 *   Ψ(u) = 1{u &gt; ½} exp(1 − 1/(2u − 1)²),   Φ(u) = √e ∫_{−∞}^u e^{−t²/2} dt.
 * </pre>
 *
 * <p>No {@link Problem}, since its constants are bounds and it has no minimiser: the infimum is
 * approached as all coordinates grow. Construction and constants: Arjevani, Carmon, Duchi, Foster,
 * Srebro and Woodworth, <i>Lower bounds for non-convex stochastic optimization</i>, cited from
 * memory; CLIP-14 checks them.
 *
 * @param dimension d ≥ 1
 */
public record ZeroChain(int dimension) {
  /** ∇F is Lipschitz with this constant; not the least. */
  public static final double SMOOTHNESS = 152;

  /** |∂F/∂x_i| is at most this; not the least. */
  public static final double PARTIAL_BOUND = 23;

  /** F(0) − inf F is at most this times d. */
  public static final double GAP_PER_COORDINATE = 12;

  /** Coordinates within this of 0 show the next one nothing. */
  public static final double DISCOVERED = 0.25;

  private static final double PHI_SUPREMUM = Math.sqrt(2 * Math.PI * Math.E);
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public ZeroChain {
    Point.requireDimension(dimension);
  }

  /** F(x). */
  public double value(double[] x) {
    Point.require("x", x, dimension);
    double sum = -phi(x[0]);
    for (int i = 1; i < dimension; i++) {
      sum += psi(-x[i - 1]) * phi(-x[i]) - psi(x[i - 1]) * phi(x[i]);
    }
    return sum;
  }

  /** ∇F(x): no entry is positive, and those of coordinates not yet in reach are 0 exactly. */
  public double[] gradient(double[] x) {
    Point.require("x", x, dimension);
    double[] gradient = new double[dimension];
    gradient[0] = -phiSlope(x[0]);
    for (int i = 1; i < dimension; i++) {
      gradient[i] -= (psi(-x[i - 1]) + psi(x[i - 1])) * phiSlope(x[i]);
      gradient[i - 1] -= psiSlope(-x[i - 1]) * phi(-x[i]) + psiSlope(x[i - 1]) * phi(x[i]);
    }
    return gradient;
  }

  /**
   * The gated oracle: ∇F(x), with the entry of the coordinate next to discover, number prog_¼(x) +
   * 1, multiplied by z/π. For z of mean π it is unbiased; for z = 0 it shows nothing new.
   *
   * @param gate z/π
   */
  public double[] gated(double[] x, double gate) {
    double[] gradient = gradient(x);
    int next = progress(x, DISCOVERED);
    if (next < dimension) {
      gradient[next] *= gate;
    }
    return gradient;
  }

  /**
   * prog_a(x): the number, from 1, of the last coordinate with |x_i| &gt; a; 0 if there is none.
   */
  public int progress(double[] x, double level) {
    Point.require("x", x, dimension);
    int last = dimension;
    while (last > 0 && !(Math.abs(x[last - 1]) > level)) {
      last--;
    }
    return last;
  }

  /** inf F = −√(2πe) (1 + e(d − 1)). */
  public double infimum() {
    return -PHI_SUPREMUM * (1 + Math.E * (dimension - 1));
  }

  private static double psi(double u) {
    double v = 2 * u - 1;
    return v > 0 ? StrictMath.exp(1 - 1 / (v * v)) : 0;
  }

  /** Ψ′(u) = 4Ψ(u)/(2u − 1)³; where Ψ vanishes in doubles, so does this. */
  private static double psiSlope(double u) {
    double v = 2 * u - 1;
    double psi = psi(u);
    return psi > 0 ? 4 * psi / (v * v * v) : 0;
  }

  private static double phi(double u) {
    return PHI_SUPREMUM * NORMAL.cumulativeProbability(u);
  }

  private static double phiSlope(double u) {
    return StrictMath.exp((1 - u * u) / 2);
  }
}
