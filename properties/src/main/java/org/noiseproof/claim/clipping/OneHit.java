package org.noiseproof.claim.clipping;

import org.apache.commons.math3.analysis.solvers.BisectionSolver;
import org.noiseproof.noise.CentredTwoPoint;

/**
 * Laws of which a single hit among n samples carries their mean a little too far: the worst there
 * are for a plain mean, since nothing of their moment is spent on anything else.
 */
final class OneHit {
  private OneHit() {}

  /** How far beyond the radius a hit carries the mean. */
  static final double BEYOND = 1.02;

  /** How finely q is searched for, in units of 1/n. */
  private static final double FINENESS = 0x1p-40;

  /**
   * N5, centred, with E|X|ᵖ = 1, of which one hit among n carries the mean to 1.02 r: the root q of
   * A(1/n − q) = 1.02 r, whose left-hand side falls in q while Aᵖ[q(1 − q)ᵖ + (1 − q)qᵖ] = 1.
   */
  static CentredTwoPoint centred(double p, int n, double radius) {
    double q =
        new BisectionSolver(FINENESS / n)
            .solve(
                256,
                candidate -> height(p, candidate) * (1.0 / n - candidate) - BEYOND * radius,
                FINENESS / n,
                1.0 / n);
    return new CentredTwoPoint(q, height(p, q));
  }

  private static double height(double p, double q) {
    return StrictMath.pow(new CentredTwoPoint(q, 1).absoluteMoment(p), -1 / p);
  }
}
