package org.noiseproof.loss;

import java.util.List;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.matrix.Matrix;

/**
 * ½(x(s² − d²)/4 − y)² with θ = (s, d): the scalar two-layer net uw in the coordinates s = u + w, d
 * = u − w. SGD on uw of rate η is SGD here of rate 2η, and its charge u² − w² = s·d does not cancel
 * as it becomes small.
 *
 * <p>In doubles: v = (s + d)(s − d)/4, h = (xv − y)x; the gradient is (h s/2, −h d/2).
 */
public record DifferenceOfSquares() implements ExactSampleLoss {

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
    double residual = residual(theta, z);
    return residual * residual / 2;
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    double h = residual(theta, z) * z.x(0);
    return new double[] {h * theta[0] / 2, -(h * theta[1] / 2)};
  }

  private double residual(double[] theta, Sample z) {
    requireFit(theta, z);
    double v = (theta[0] + theta[1]) * (theta[0] - theta[1]) / 4;
    return z.x(0) * v - z.y(0);
  }

  @Override
  public Dyadic exactValue(Dyadic[] theta, Sample z) {
    return exactResidual(theta, z).square().scale(-1);
  }

  @Override
  public Dyadic[] exactGradient(Dyadic[] theta, Sample z) {
    Dyadic half = exactResidual(theta, z).times(Dyadic.of(z.x(0))).scale(-1);
    return new Dyadic[] {half.times(theta[0]), half.times(theta[1]).negate()};
  }

  private Dyadic exactResidual(Dyadic[] theta, Sample z) {
    requireFit(theta.length, z);
    Dyadic v = theta[0].square().minus(theta[1].square()).scale(-2);
    return Dyadic.of(z.x(0)).times(v).minus(Dyadic.of(z.y(0)));
  }

  /** (s² + d²)/4 takes the place of v. */
  @Override
  public double[] gauge(double[] theta, Sample z) {
    requireFit(theta, z);
    double x = Math.abs(z.x(0));
    double v = (theta[0] * theta[0] + theta[1] * theta[1]) / 4;
    double h = (x * v + Math.abs(z.y(0))) * x;
    return new double[] {h * Math.abs(theta[0]) / 2, h * Math.abs(theta[1]) / 2};
  }

  /** The rescaling of u and w: here a hyperbolic rotation, of charge s·d. */
  @Override
  public List<Symmetry> symmetries() {
    return List.of(new Symmetry("rescaling", Matrix.of(2, 2, 0, 0.5, 0.5, 0)));
  }
}
