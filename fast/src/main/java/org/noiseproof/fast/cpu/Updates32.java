package org.noiseproof.fast.cpu;

/** {@link Updates} on floats. */
final class Updates32 implements Updates<float[]> {

  @Override
  public void momentum(float[] parameters, float[] buffer, float[] gradient, Momentum by) {
    float back = (float) -by.learningRate();
    float momentum = (float) by.momentum();
    float fresh = (float) by.fresh();
    float weightDecay = (float) by.weightDecay();
    float buffered = (float) by.buffered();
    float direct = (float) by.direct();
    for (int j = 0; j < parameters.length; j++) {
      float decayed = Math.fma(weightDecay, parameters[j], gradient[j]);
      float average = Math.fma(momentum, buffer[j], fresh * decayed);
      buffer[j] = average;
      float update = Math.fma(buffered, average, direct * decayed);
      parameters[j] = Math.fma(back, update, parameters[j]);
    }
  }

  @Override
  public void average(float[] buffer, float[] gradient, double momentum, double fresh) {
    float mu = (float) momentum;
    float share = (float) fresh;
    for (int j = 0; j < buffer.length; j++) {
      buffer[j] = Math.fma(mu, buffer[j], share * gradient[j]);
    }
  }

  @Override
  public void descend(
      float[] parameters, float[] gradient, double learningRate, double weightDecay) {
    float back = (float) -learningRate;
    float decay = (float) weightDecay;
    for (int j = 0; j < parameters.length; j++) {
      float decayed = Math.fma(decay, parameters[j], gradient[j]);
      parameters[j] = Math.fma(back, decayed, parameters[j]);
    }
  }

  @Override
  public void lion(float[] parameters, float[] buffer, float[] gradient, Lion by) {
    float beta1 = (float) by.beta1();
    float fresh1 = (float) by.fresh1();
    float beta2 = (float) by.beta2();
    float fresh2 = (float) by.fresh2();
    float back = (float) -by.learningRate();
    float shrink = (float) -by.decay();
    float ruler1 = (float) (Lion.RULER * by.beta1());
    float rulerFresh = (float) (Lion.RULER * by.fresh1());
    for (int j = 0; j < parameters.length; j++) {
      float g = gradient[j];
      float m = buffer[j];
      float average = Math.fma(beta1, m, fresh1 * g);
      float ruler = Math.fma(ruler1, Math.abs(m), rulerFresh * Math.abs(g));
      float sign = Math.signum((average + ruler) - ruler);
      float shrunk = Math.fma(shrink, parameters[j], parameters[j]);
      buffer[j] = Math.fma(beta2, m, fresh2 * g);
      parameters[j] = Math.fma(back, sign, shrunk);
    }
  }
}
