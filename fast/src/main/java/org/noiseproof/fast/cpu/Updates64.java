package org.noiseproof.fast.cpu;

/** {@link Updates} on doubles. */
final class Updates64 implements Updates<double[]> {

  @Override
  public void momentum(double[] parameters, double[] buffer, double[] gradient, Momentum by) {
    double back = -by.learningRate();
    double momentum = by.momentum();
    double fresh = by.fresh();
    double weightDecay = by.weightDecay();
    double buffered = by.buffered();
    double direct = by.direct();
    for (int j = 0; j < parameters.length; j++) {
      double decayed = Math.fma(weightDecay, parameters[j], gradient[j]);
      double average = Math.fma(momentum, buffer[j], fresh * decayed);
      buffer[j] = average;
      double update = Math.fma(buffered, average, direct * decayed);
      parameters[j] = Math.fma(back, update, parameters[j]);
    }
  }

  @Override
  public void average(double[] buffer, double[] gradient, double momentum, double fresh) {
    double mu = momentum;
    double share = fresh;
    for (int j = 0; j < buffer.length; j++) {
      buffer[j] = Math.fma(mu, buffer[j], share * gradient[j]);
    }
  }

  @Override
  public void descend(
      double[] parameters, double[] gradient, double learningRate, double weightDecay) {
    double back = -learningRate;
    double decay = weightDecay;
    for (int j = 0; j < parameters.length; j++) {
      double decayed = Math.fma(decay, parameters[j], gradient[j]);
      parameters[j] = Math.fma(back, decayed, parameters[j]);
    }
  }

  @Override
  public void lion(double[] parameters, double[] buffer, double[] gradient, Lion by) {
    double beta1 = by.beta1();
    double fresh1 = by.fresh1();
    double beta2 = by.beta2();
    double fresh2 = by.fresh2();
    double back = -by.learningRate();
    double shrink = -by.decay();
    double ruler1 = (Lion.RULER * by.beta1());
    double rulerFresh = (Lion.RULER * by.fresh1());
    for (int j = 0; j < parameters.length; j++) {
      double g = gradient[j];
      double m = buffer[j];
      double average = Math.fma(beta1, m, fresh1 * g);
      double ruler = Math.fma(ruler1, Math.abs(m), rulerFresh * Math.abs(g));
      double sign = Math.signum((average + ruler) - ruler);
      double shrunk = Math.fma(shrink, parameters[j], parameters[j]);
      buffer[j] = Math.fma(beta2, m, fresh2 * g);
      parameters[j] = Math.fma(back, sign, shrunk);
    }
  }
}
