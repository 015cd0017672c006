package org.noiseproof.fast.cpu;

/** {@link AdaptiveUpdates} on floats. */
final class AdaptiveUpdates32 implements AdaptiveUpdates<float[]> {
  private static final float TINY = Float.MIN_NORMAL;

  @Override
  public void squares(float[] parameters, float[] second, float[] gradient, Squares by) {
    float kept = (float) by.kept();
    float fresh = (float) by.fresh();
    float back = (float) -by.step();
    float epsilon = Math.max((float) by.epsilon(), TINY);
    for (int j = 0; j < parameters.length; j++) {
      float g = gradient[j];
      float v = Math.fma(kept, second[j], (fresh * g) * g);
      second[j] = v;
      parameters[j] = Math.fma(back, g / ((float) Math.sqrt(v) + epsilon), parameters[j]);
    }
  }

  @Override
  public void steps(
      float[] parameters, float[] second, float[] ofSteps, float[] gradient, Steps by) {
    float kept = (float) by.kept();
    float fresh = (float) by.fresh();
    float back = (float) -by.step();
    float epsilon = (float) by.epsilon();
    float beneath = Math.max(epsilon, TINY);
    for (int j = 0; j < parameters.length; j++) {
      float g = gradient[j];
      float u = ofSteps[j];
      float v = Math.fma(kept, second[j], (fresh * g) * g);
      float delta = (float) Math.sqrt((u + epsilon) / (v + beneath)) * g;
      second[j] = v;
      ofSteps[j] = Math.fma(kept, u, (fresh * delta) * delta);
      parameters[j] = Math.fma(back, delta, parameters[j]);
    }
  }

  @Override
  public void moments(
      float[] parameters,
      float[] first,
      float[] second,
      float[] gradient,
      Averages by,
      Variant variant) {
    float away = (float) -variant.centre();
    float beta1 = (float) by.beta1();
    float fresh1 = (float) by.fresh1();
    float beta2 = (float) by.beta2();
    float fresh2 = (float) by.fresh2();
    float added = (float) variant.added();
    float buffered = (float) variant.buffered();
    float direct = (float) variant.direct();
    float back = (float) -by.step();
    float root = (float) by.root();
    float epsilon = Math.max((float) by.epsilon(), TINY);
    float shrink = (float) -variant.decay();
    for (int j = 0; j < parameters.length; j++) {
      float g = gradient[j];
      float d = Math.fma(away, first[j], g);
      float m = Math.fma(beta1, first[j], fresh1 * g);
      float v = Math.fma(beta2, second[j], Math.fma(fresh2 * d, d, added));
      first[j] = m;
      second[j] = v;
      float ahead = Math.fma(buffered, m, direct * g);
      float divisor = Math.fma(root, (float) Math.sqrt(v), epsilon);
      float shrunk = Math.fma(shrink, parameters[j], parameters[j]);
      parameters[j] = Math.fma(back, ahead / divisor, shrunk);
    }
  }

  @Override
  public void amsgrad(
      float[] parameters,
      float[] first,
      float[] second,
      float[] largest,
      float[] gradient,
      Averages by) {
    float beta1 = (float) by.beta1();
    float fresh1 = (float) by.fresh1();
    float beta2 = (float) by.beta2();
    float fresh2 = (float) by.fresh2();
    float back = (float) -by.step();
    float root = (float) by.root();
    float epsilon = Math.max((float) by.epsilon(), TINY);
    for (int j = 0; j < parameters.length; j++) {
      float g = gradient[j];
      float m = Math.fma(beta1, first[j], fresh1 * g);
      float v = Math.fma(beta2, second[j], (fresh2 * g) * g);
      float w = Math.max(largest[j], v);
      first[j] = m;
      second[j] = v;
      largest[j] = w;
      float divisor = Math.fma(root, (float) Math.sqrt(w), epsilon);
      parameters[j] = Math.fma(back, m / divisor, parameters[j]);
    }
  }

  @Override
  public void adamax(
      float[] parameters, float[] first, float[] norm, float[] gradient, Averages by) {
    float beta1 = (float) by.beta1();
    float fresh1 = (float) by.fresh1();
    float beta2 = (float) by.beta2();
    float back = (float) -by.step();
    float epsilon = (float) by.epsilon();
    for (int j = 0; j < parameters.length; j++) {
      float g = gradient[j];
      float m = Math.fma(beta1, first[j], fresh1 * g);
      float u = Math.max(beta2 * norm[j], Math.abs(g) + epsilon);
      first[j] = m;
      norm[j] = u;
      parameters[j] = Math.fma(back, m / Math.max(u, TINY), parameters[j]);
    }
  }
}
