package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Symmetry;

/** ½(u tanh(wx) − y)² with θ = (w, u): said to be rescaled, which it is not. */
record TanhUnit() implements SampleLoss {
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
    double residual = theta[1] * StrictMath.tanh(theta[0] * z.x(0)) - z.y(0);
    return residual * residual / 2;
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    double t = StrictMath.tanh(theta[0] * z.x(0));
    double residual = theta[1] * t - z.y(0);
    return new double[] {residual * theta[1] * (1 - t * t) * z.x(0), residual * t};
  }

  @Override
  public List<Symmetry> symmetries() {
    return List.of(Symmetry.diagonal("rescaling of a tanh", -1, 1));
  }
}
