package org.noiseproof.claim.clipping;

import org.noiseproof.claim.Comparison;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.random.RandomStream;

/**
 * x + ξ e₁ in the plane, ξ a centred two-point law and ‖x‖ &lt; t = 1: the laws among which the
 * worst cases of the central bounds are sought.
 */
final class ShiftedLaw {
  /** t. */
  static final double T = 1;

  private static final double[] ORDERS = {1.1, 1.25, 1.5, 1.75, 2};

  private final int number;
  private final double p;
  private final CentredTwoPoint noise;
  private final double[] mean;

  private ShiftedLaw(int number, double p, CentredTwoPoint noise, double[] mean) {
    this.number = number;
    this.p = p;
    this.noise = noise;
    this.mean = mean;
  }

  /**
   * Probabilities from 1e-4 to 1, heights from 0.1 to 1000, means anywhere in the ball, often on
   * e₁.
   */
  static ShiftedLaw of(RandomStream random, int number) {
    double q = Math.pow(10, -4 * random.nextUniform());
    double height = Math.pow(10, 4 * random.nextUniform() - 1);
    double norm = T * random.nextUniform();
    double angle = number % 2 == 0 ? 0 : 2 * Math.PI * random.nextUniform();
    double along = random.nextSign() * norm * Math.cos(angle);
    double[] mean = {along, norm * Math.sin(angle)};
    return new ShiftedLaw(
        number, ORDERS[number % ORDERS.length], new CentredTwoPoint(q, height), mean);
  }

  double p() {
    return p;
  }

  double[] mean() {
    return mean;
  }

  /** (E|ξ|^p)^{1/p}. */
  double sigma() {
    return Math.pow(noise.centralMoment(p), 1 / p);
  }

  /**
   * What clipping makes of the law.
   *
   * @param bias ‖E clip X − x‖
   * @param meanSquaredError E‖clip X − x‖²
   */
  record Clipped(double bias, double meanSquaredError) {}

  /** The law clipped: its two points are. */
  Clipped clipped(Clip clip) {
    double q = noise.probability();
    double[] above = Vectors.minus(clipped(clip, noise.upper()), mean);
    double[] below = Vectors.minus(clipped(clip, noise.lower()), mean);
    double[] bias = Vectors.plus(Vectors.times(q, above), Vectors.times(1 - q, below));
    double error = q * Vectors.dot(above, above) + (1 - q) * Vectors.dot(below, below);
    return new Clipped(Vectors.norm(bias), error);
  }

  private double[] clipped(Clip clip, double xi) {
    return clip.of(new double[] {mean[0] + xi, mean[1]}, T);
  }

  /** measured ≤ bound; all that is summed is of the order of t at most. */
  void offer(String quantity, double measured, double bound, Clip clip, Tightest found) {
    double slack = 16 * clip.roundoff(mean.length) * T + Tolerance.CLOSED_FORM * bound;
    found.offer(Comparison.atMost(quantity, measured, bound, slack), this);
  }

  @Override
  public String toString() {
    return "law %d: p = %s, q = %.3g, A = %.3g, x = (%.3g, %.3g)"
        .formatted(number, p, noise.probability(), noise.height(), mean[0], mean[1]);
  }
}
