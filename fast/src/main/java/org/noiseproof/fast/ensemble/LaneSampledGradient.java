package org.noiseproof.fast.ensemble;

/** ∇ℓ(θ; z) of one drawn sample in every lane. */
final class LaneSampledGradient implements LaneOracle {
  private final LaneLoss loss;
  private final LaneSamples samples;
  private final double[][] row;
  private final LaneBreaks breaks;
  private double[][] theta = new double[0][];

  LaneSampledGradient(LaneLoss loss, LaneSamples samples, int dimension, int lanes) {
    this.loss = loss;
    this.samples = samples;
    row = new double[dimension][lanes];
    breaks = new LaneBreaks(lanes);
  }

  @Override
  public void at(double[][] x) {
    theta = x;
  }

  @Override
  public double[][] sample() {
    samples.draw();
    loss.gradient(theta, samples.x(), samples.y(), row);
    breaks.look(row);
    return row;
  }

  @Override
  public boolean broke(int lane) {
    return breaks.of(lane);
  }
}
