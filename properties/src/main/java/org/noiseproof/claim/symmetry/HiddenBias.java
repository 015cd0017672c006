package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.loss.ExactSampleLoss;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Symmetry;

/** ½(u(wx + b) − y)² with θ = (w, b, u): said to be rescaled by u and w alone, which it is not. */
record HiddenBias() implements ExactSampleLoss {
  @Override
  public int parameters() {
    return 3;
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
    double residual = theta[2] * (theta[0] * z.x(0) + theta[1]) - z.y(0);
    return residual * residual / 2;
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    double hidden = theta[0] * z.x(0) + theta[1];
    double residual = theta[2] * hidden - z.y(0);
    double backward = residual * theta[2];
    return new double[] {backward * z.x(0), backward, residual * hidden};
  }

  @Override
  public Dyadic exactValue(Dyadic[] theta, Sample z) {
    return residual(theta, z).square().scale(-1);
  }

  @Override
  public Dyadic[] exactGradient(Dyadic[] theta, Sample z) {
    Dyadic residual = residual(theta, z);
    Dyadic backward = residual.times(theta[2]);
    return new Dyadic[] {
      backward.times(Dyadic.of(z.x(0))), backward, residual.times(hidden(theta, z))
    };
  }

  private static Dyadic hidden(Dyadic[] theta, Sample z) {
    return theta[0].times(Dyadic.of(z.x(0))).plus(theta[1]);
  }

  private static Dyadic residual(Dyadic[] theta, Sample z) {
    return theta[2].times(hidden(theta, z)).minus(Dyadic.of(z.y(0)));
  }

  @Override
  public List<Symmetry> symmetries() {
    return List.of(Symmetry.diagonal("rescaling without the bias", -1, 0, 1));
  }
}
