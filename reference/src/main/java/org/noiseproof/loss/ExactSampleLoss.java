package org.noiseproof.loss;

import org.noiseproof.exact.Dyadic;

/**
 * A loss made of sums and products alone (and of which side of a kink): exact on dyadic numbers.
 */
public interface ExactSampleLoss extends SampleLoss {

  /** ℓ(θ; z), exactly. */
  Dyadic exactValue(Dyadic[] theta, Sample z);

  /** ∇ℓ(θ; z), exactly. */
  Dyadic[] exactGradient(Dyadic[] theta, Sample z);
}
