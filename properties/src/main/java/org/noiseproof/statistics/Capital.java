package org.noiseproof.statistics;

import java.util.Arrays;

/**
 * The capital of a gambler who bets that a bounded mean is on one side of m; an e-process against
 * the mean being on the other side or at m.
 *
 * <p>Against E Z ≤ m, one unit of capital is split evenly over cash and fixed bets λ_j:
 *
 * <p>e_t = (1 + Σ_j Π_{i ≤ t} (1 + λ_j (Z_i − m))) / (J + 1), 0 &lt; λ_j &lt; 1/(m − lower).
 *
 * <p>Each factor is non-negative and has expectation ≤ 1 given the past while E Z ≤ m, so e_t is a
 * non-negative supermartingale from 1 and P(∃t: e_t ≥ 1/α) ≤ α (Ville 1939). Betting on bounded
 * means: Waudby-Smith and Ramdas 2024, JRSS-B 86, arXiv 2010.09686; the grid is ours.
 *
 * <p>The grid is geometric, from the largest bet down to λ_min = Δ/((m − lower)(upper − m)). No
 * effect ≥ Δ needs a smaller one: the best λ is the root of E[(Z − m)/(1 + λ(Z − m))] = 0, the
 * integrand is concave in Z, so by Jensen the law on {lower, upper} has the smallest root among all
 * laws of mean m + δ, and that root is δ/((m − lower)(upper − m)) (derived).
 */
final class Capital {
  /** Largest bet times largest loss: 1/16 of a bet's capital survives the worst sample. */
  private static final double BOLDEST = 0.9375;

  /** Neighbouring bets differ by √2: the better of them grows at ≥ 97 % of the best rate. */
  private static final double RATIO = Math.sqrt(0.5);

  /** Bets down to 2⁻⁴⁹ of the boldest: smaller effects than they serve are beyond any sampling. */
  private static final int MOST = 99;

  /** A bet with less is bankrupt: products must not linger among the slow subnormals. */
  private static final double BANKRUPT = 0x1p-900;

  private final double direction;
  private final double mean;
  private final double[] fractions;
  private final double[] bets;
  private final double[] capitals;
  private double value = 1;

  private Capital(double direction, double mean, double loss, double gain, double effect) {
    this.direction = direction;
    this.mean = mean;
    fractions = fractions(effect / gain);
    bets = Arrays.stream(fractions).map(fraction -> fraction / loss).toArray();
    capitals = new double[bets.length];
    Arrays.fill(capitals, 1);
  }

  private static double[] fractions(double timidest) {
    double[] fractions = new double[MOST];
    fractions[0] = BOLDEST;
    int count = 1;
    while (fractions[count - 1] > timidest && count < MOST) {
      fractions[count] = fractions[count - 1] * RATIO;
      count++;
    }
    return Arrays.copyOf(fractions, count);
  }

  /** Against E Z ≤ mean, with an eye on means ≥ mean + effect. */
  static Capital againstAtMost(double mean, double lower, double upper, double effect) {
    return new Capital(1, mean, mean - lower, upper - mean, effect);
  }

  /** Against E Z ≥ mean, with an eye on means ≤ mean − effect. */
  static Capital againstAtLeast(double mean, double lower, double upper, double effect) {
    return new Capital(-1, mean, upper - mean, mean - lower, effect);
  }

  void observe(double z) {
    double profit = direction * (z - mean);
    double sum = 1;
    for (int j = 0; j < bets.length; j++) {
      double capital = capitals[j] * (1 + bets[j] * profit);
      capitals[j] = capital < BANKRUPT ? 0 : capital;
      sum += capitals[j];
    }
    value = sum / (bets.length + 1);
  }

  /** The e-value: ≥ 1/(J + 1), thanks to the cash. */
  double value() {
    return value;
  }

  /** λ_j times the largest loss, the largest first. */
  double[] fractions() {
    return fractions.clone();
  }
}
