package org.noiseproof.claim.clipping;

import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/** How an estimator's thresholds are set from the order p of a moment and its bound M. */
@FunctionalInterface
public interface ClippingRule {

  /** The estimator for E‖X‖ᵖ ≤ Mᵖ. */
  public EstimatorSpec spec(double moment, double p);

  /** PS-Clip as its theory has it: α = M, β = p. */
  ClippingRule PER_SAMPLE_CLIP = PerSampleClip::new;

  /** Wrong: the threshold M for every index, β = ∞. */
  ClippingRule CONSTANT = (moment, p) -> new PerSampleClip(moment, Double.POSITIVE_INFINITY);

  /** Wrong: no clipping at all. */
  ClippingRule MEAN = (moment, p) -> new Mean();

  /** Wrong for p other than this β: thresholds that grow at another rate. */
  public static ClippingRule growth(double beta) {
    return (moment, p) -> new PerSampleClip(moment, beta);
  }

  /** Wrong for factors other than 1: thresholds too large or too small. */
  public static ClippingRule scaled(double factor) {
    return (moment, p) -> new PerSampleClip(factor * moment, p);
  }
}
