package org.noiseproof.noise;

import org.noiseproof.random.RandomStream;

/** A law of real-valued noise whose moments are known. */
public sealed interface NoiseLaw
    permits SymmetricPareto,
        ShiftedPareto,
        StudentT2,
        Cauchy,
        TwoPoint,
        CentredTwoPoint,
        ThreePoint,
        SymmetricStable {

  /** One draw. */
  double sample(RandomStream random);

  /** E X; NaN where there is none. */
  double mean();

  /** Whether X and −X have the same law. */
  boolean symmetric();

  /** E|X|ᵖ, raw (about 0); infinite where it is, p &gt; 0. */
  double absoluteMoment(double p);

  /** E|X − EX|ᵖ, central; infinite where it is, p ≥ 1. */
  double centralMoment(double p);
}
