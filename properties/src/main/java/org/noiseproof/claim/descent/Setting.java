package org.noiseproof.claim.descent;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Saturating;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * What rates are measured on: an objective, where runs start, and noise of mean 0 along a unit
 * vector, of which a moment of order p is known.
 *
 * @param direction of the noise
 * @param p order of the moment
 */
record Setting(
    Problem problem, List<Double> start, NoiseLaw law, List<Double> direction, double p) {

  /** F1 in the plane with noise of mean 0 along (0.6, 0.8). */
  static Setting plane(NoiseLaw law, double p) {
    return new Setting(new Saturating(2), List.of(1.0, 0.0), law, List.of(0.6, 0.8), p);
  }

  /** The pseudo-Huber function on the line. */
  static Setting line(double start, NoiseLaw law, double p) {
    return new Setting(new PseudoHuber(1), List.of(start), law, List.of(1.0), p);
  }

  /**
   * A (1 − q) with probability q = 1/8, else −Aq, with E|X|ᵖ = σᵖ: (A(1 − q), −Aq) is (3.23, −0.46)
   * for p = 3/2 and σ = 1.
   */
  static CentredTwoPoint skewed(double p, double deviation) {
    double unit = new CentredTwoPoint(0.125, 1).absoluteMoment(p);
    return new CentredTwoPoint(0.125, deviation * StrictMath.pow(unit, -1 / p));
  }

  /** About σh with probability h^{−p}, else hardly anything, with E|X|ᵖ = σᵖ. */
  static CentredTwoPoint rare(double p, double deviation, double height) {
    double q = StrictMath.pow(height, -p);
    double unit = new CentredTwoPoint(q, 1).absoluteMoment(p);
    return new CentredTwoPoint(q, deviation * StrictMath.pow(unit, -1 / p));
  }

  /** σ, with E|X|ᵖ = σᵖ. */
  double deviation() {
    return StrictMath.pow(law.centralMoment(p), 1 / p);
  }

  /** M at every x, for G = sup ‖∇F‖. */
  double moment() {
    return moment(problem.gradientBound());
  }

  /**
   * M, with E‖∇F(x) + Xv‖ᵖ ≤ Mᵖ wherever ‖∇F(x)‖ ≤ G: G + σ by Minkowski's inequality; on the line
   * and for a law of two points the largest itself, which convexity puts at a gradient of G or −G.
   */
  double moment(double largest) {
    return law instanceof CentredTwoPoint two && problem.dimension() == 1
        ? Math.max(moment(two, largest), moment(two, -largest))
        : largest + deviation();
  }

  private double moment(CentredTwoPoint two, double gradient) {
    double q = two.probability();
    double moment =
        q * StrictMath.pow(Math.abs(gradient + two.upper()), p)
            + (1 - q) * StrictMath.pow(Math.abs(gradient + two.lower()), p);
    return StrictMath.pow(moment, 1 / p);
  }

  /** Δ = F(x₀) − F(x*). */
  double gap() {
    return problem.gap(startingPoint());
  }

  /** sup ‖∇F‖², more than any average of it. */
  double most() {
    return problem.gradientBound() * problem.gradientBound();
  }

  double[] startingPoint() {
    return start.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A run of T steps of n samples each. */
  EnsembleSpec run(
      int n, EstimatorSpec estimator, OptimizerSpec optimizer, long steps, Observable... seen) {
    return new EnsembleSpec(
        new NoisyGradient.Along(problem, law, direction),
        n,
        estimator,
        optimizer,
        start,
        steps,
        Arrays.asList(seen));
  }
}
