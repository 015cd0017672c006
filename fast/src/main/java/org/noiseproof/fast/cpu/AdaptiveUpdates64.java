package org.noiseproof.fast.cpu;

/** {@link AdaptiveUpdates} on doubles. */
final class AdaptiveUpdates64 implements AdaptiveUpdates<double[]> {
  private static final double TINY = Double.MIN_NORMAL;

  @Override
  public void squares(double[] parameters, double[] second, double[] gradient, Squares by) {
    double kept = by.kept();
    double fresh = by.fresh();
    double back = -by.step();
    double epsilon = Math.max(by.epsilon(), TINY);
    for (int j = 0; j < parameters.length; j++) {
      double g = gradient[j];
      double v = Math.fma(kept, second[j], (fresh * g) * g);
      second[j] = v;
      parameters[j] = Math.fma(back, g / (Math.sqrt(v) + epsilon), parameters[j]);
    }
  }

  @Override
  public void steps(
      double[] parameters, double[] second, double[] ofSteps, double[] gradient, Steps by) {
    double kept = by.kept();
    double fresh = by.fresh();
    double back = -by.step();
    double epsilon = by.epsilon();
    double beneath = Math.max(epsilon, TINY);
    for (int j = 0; j < parameters.length; j++) {
      double g = gradient[j];
      double u = ofSteps[j];
      double v = Math.fma(kept, second[j], (fresh * g) * g);
      double delta = Math.sqrt((u + epsilon) / (v + beneath)) * g;
      second[j] = v;
      ofSteps[j] = Math.fma(kept, u, (fresh * delta) * delta);
      parameters[j] = Math.fma(back, delta, parameters[j]);
    }
  }

  @Override
  public void moments(
      double[] parameters,
      double[] first,
      double[] second,
      double[] gradient,
      Averages by,
      Variant variant) {
    double away = -variant.centre();
    double beta1 = by.beta1();
    double fresh1 = by.fresh1();
    double beta2 = by.beta2();
    double fresh2 = by.fresh2();
    double added = variant.added();
    double buffered = variant.buffered();
    double direct = variant.direct();
    double back = -by.step();
    double root = by.root();
    double epsilon = Math.max(by.epsilon(), TINY);
    double shrink = -variant.decay();
    for (int j = 0; j < parameters.length; j++) {
      double g = gradient[j];
      double d = Math.fma(away, first[j], g);
      double m = Math.fma(beta1, first[j], fresh1 * g);
      double v = Math.fma(beta2, second[j], Math.fma(fresh2 * d, d, added));
      first[j] = m;
      second[j] = v;
      double ahead = Math.fma(buffered, m, direct * g);
      double divisor = Math.fma(root, Math.sqrt(v), epsilon);
      double shrunk = Math.fma(shrink, parameters[j], parameters[j]);
      parameters[j] = Math.fma(back, ahead / divisor, shrunk);
    }
  }

  @Override
  public void amsgrad(
      double[] parameters,
      double[] first,
      double[] second,
      double[] largest,
      double[] gradient,
      Averages by) {
    double beta1 = by.beta1();
    double fresh1 = by.fresh1();
    double beta2 = by.beta2();
    double fresh2 = by.fresh2();
    double back = -by.step();
    double root = by.root();
    double epsilon = Math.max(by.epsilon(), TINY);
    for (int j = 0; j < parameters.length; j++) {
      double g = gradient[j];
      double m = Math.fma(beta1, first[j], fresh1 * g);
      double v = Math.fma(beta2, second[j], (fresh2 * g) * g);
      double w = Math.max(largest[j], v);
      first[j] = m;
      second[j] = v;
      largest[j] = w;
      double divisor = Math.fma(root, Math.sqrt(w), epsilon);
      parameters[j] = Math.fma(back, m / divisor, parameters[j]);
    }
  }

  @Override
  public void adamax(
      double[] parameters, double[] first, double[] norm, double[] gradient, Averages by) {
    double beta1 = by.beta1();
    double fresh1 = by.fresh1();
    double beta2 = by.beta2();
    double back = -by.step();
    double epsilon = by.epsilon();
    for (int j = 0; j < parameters.length; j++) {
      double g = gradient[j];
      double m = Math.fma(beta1, first[j], fresh1 * g);
      double u = Math.max(beta2 * norm[j], Math.abs(g) + epsilon);
      first[j] = m;
      norm[j] = u;
      parameters[j] = Math.fma(back, m / Math.max(u, TINY), parameters[j]);
    }
  }
}
