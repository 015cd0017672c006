package org.noiseproof.loss;

import org.noiseproof.matrix.Matrix;

/** A loss that knows its Hessian. Of the others it is taken by differences of gradients. */
public interface TwiceDifferentiable extends SampleLoss {

  /** ∇²ℓ(θ; z), d × d, symmetric and finite. */
  Matrix hessian(double[] theta, Sample z);
}
