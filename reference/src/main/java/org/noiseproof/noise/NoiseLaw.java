package org.noiseproof.noise;

import org.noiseproof.random.RandomStream;

/** A law of real-valued noise whose moments are known. */
public sealed interface NoiseLaw {

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

  /** N1: |X| = s U^{−1/a} with a random sign. */
  record SymmetricPareto(double index, double scale) implements NoiseLaw {
    @Override public double sample(RandomStream random) { throw new UnsupportedOperationException(); }
    @Override public double mean() { throw new UnsupportedOperationException(); }
    @Override public boolean symmetric() { return true; }
    @Override public double absoluteMoment(double p) { throw new UnsupportedOperationException(); }
    @Override public double centralMoment(double p) { throw new UnsupportedOperationException(); }
  }
}
