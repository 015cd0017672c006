package org.noiseproof.claim.symmetry;

import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;

/**
 * ln Σ e^{θ_c} − θ_y: the cross-entropy of the logits θ themselves; x plays no part. Translating
 * all logits changes nothing.
 */
record SoftmaxLogits(int parameters) implements SampleLoss {
  @Override
  public int inputs() {
    return 1;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double value(double[] theta, Sample z) {
    double sum = 0;
    for (double logit : theta) {
      sum += StrictMath.exp(logit);
    }
    return StrictMath.log(sum) - theta[(int) z.y(0)];
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    double[] gradient = new double[theta.length];
    double sum = 0;
    for (int c = 0; c < theta.length; c++) {
      gradient[c] = StrictMath.exp(theta[c]);
      sum += gradient[c];
    }
    for (int c = 0; c < theta.length; c++) {
      gradient[c] = gradient[c] / sum - (c == (int) z.y(0) ? 1 : 0);
    }
    return gradient;
  }
}
