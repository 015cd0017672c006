package org.noiseproof.reference;

import org.noiseproof.backend.OptimizerState;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.MatrixOptimizerSpec;

/** A step of an optimizer that knows rows from columns. */
final class ExactMatrixStep {
  private ExactMatrixStep() {}

  static ExactState step(
      MatrixOptimizerSpec spec, OptimizerState state, double[] theta, double[] g) {
    throw new UnsupportedOperationException(spec + ", " + state + theta.length + g.length);
  }
}
