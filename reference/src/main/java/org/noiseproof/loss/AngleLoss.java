package org.noiseproof.loss;

import java.util.List;

/**
 * y times the angle of θ ∈ ℝ²∖{0}, in (−π, π]; x has one feature, which plays no part.
 * Scale-invariant, and the length of the gradient is |y|/‖θ‖ wherever θ points.
 *
 * <p>In doubles: f = y/(θ₁² + θ₂²); the gradient is (−f θ₂, f θ₁).
 */
public record AngleLoss() implements SampleLoss {

  @Override
  public int parameters() {
    return 2;
  }

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
    requireFit(theta, z);
    ScaleInvariance.squaredNorm(theta);
    return z.y(0) * StrictMath.atan2(theta[1], theta[0]);
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    requireFit(theta, z);
    double f = z.y(0) / ScaleInvariance.squaredNorm(theta);
    return new double[] {-(f * theta[1]), f * theta[0]};
  }

  /** Scale invariance, of charge ‖θ‖². */
  @Override
  public List<Symmetry> symmetries() {
    return List.of(ScaleInvariance.of(2));
  }
}
