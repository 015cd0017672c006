package org.noiseproof.vector;

import org.noiseproof.backend.Norm.Direction;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.OptimizerGauge;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;

/**
 * Directions that are unique, against the reference's: −D is where one step of normalized steepest
 * descent leads from 0, which is what its gauge is taken from.
 */
final class Directions {
  private Directions() {}

  /** Roundings in a direction, beside those of left-to-right sums. */
  static final int DEPTH = 40;

  /** The ratio for an answer about a matrix of some size. */
  static TestRatio ratio(Precision precision, int entries) {
    return new TestRatio(precision, DEPTH + 2L * entries);
  }

  /** The gauge of every entry of a direction. */
  static double[] gauge(Case input) {
    Matrix gradient = input.matrices().getFirst();
    Matrix start = Matrix.zero(gradient.rows(), gradient.columns());
    Nsd step = new Nsd(1, (NormSpec) input.spec(), 0, 0);
    return OptimizerGauge.ofRun(Case.of(step, start, gradient))[1];
  }

  /** The gauge of the dual norm, which is at most the sum of the entries. */
  static double dualGauge(Case input) {
    double sum = 0;
    for (double entry : input.matrices().getFirst().entries()) {
      sum += Math.abs(entry);
    }
    return sum;
  }

  static Outcome agree(Subject subject, Case input) {
    Matrix gradient = input.matrices().getFirst();
    Direction expected = new ExactNorm((NormSpec) input.spec()).direction(gradient);
    Direction actual = Probe.norm(subject, input).direction(gradient);
    TestRatio ratio = ratio(subject.describe().precision(), input.dimension());
    double[] gauge = gauge(input);
    double worst = ratio.between(expected.dualNorm(), actual.dualNorm(), dualGauge(input));
    for (int e = 0; e < gauge.length; e++) {
      double here =
          ratio.between(expected.matrix().entries()[e], actual.matrix().entries()[e], gauge[e]);
      worst = worst >= here ? worst : here;
    }
    return worst <= 1
        ? Outcome.within(worst)
        : new Outcome(worst, "expected %s up to rounding, got %s".formatted(expected, actual));
  }
}
