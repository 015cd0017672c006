package org.noiseproof.example;

import java.util.List;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Symmetry;

/** ½(u (w·x)² − y)² in the plane, θ = (w₁, w₂, u): w may shrink as u grows, twice as fast. */
record QuadraticNeuron() implements SampleLoss {
  @Override
  public int parameters() {
    return 3;
  }

  @Override
  public int inputs() {
    return 2;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double value(double[] theta, Sample z) {
    double a = theta[0] * z.x(0) + theta[1] * z.x(1);
    double r = theta[2] * a * a - z.y(0);
    return r * r / 2;
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    double a = theta[0] * z.x(0) + theta[1] * z.x(1);
    double r = theta[2] * a * a - z.y(0);
    double back = 2 * r * theta[2] * a;
    return new double[] {back * z.x(0), back * z.x(1), r * a * a};
  }

  @Override
  public List<Symmetry> symmetries() {
    return List.of(Symmetry.diagonal("w down, u up", -1, -1, 2));
  }
}
