package org.noiseproof.fast.bench;

import java.util.List;

/**
 * What a user would write without a library, on doubles, for {@link Kernel#optimizer}: x are the
 * parameters, g the gradient, and the rest as in the definitions.
 */
final class PlainSteps64 {
  private static final double RATE = 1e-6;
  private static final double EPSILON = 1e-8;

  private PlainSteps64() {}

  static void step(Kernel kernel, int t, double[] x, List<double[]> buffers, double[] g) {
    double[] first = buffers.getFirst();
    double[] last = buffers.getLast();
    switch (kernel) {
      case ADAM -> adam(x, first, last, g, t);
      case RMSPROP -> rmsprop(x, first, g);
      case ADAGRAD -> adagrad(x, first, g);
      case ADADELTA -> adadelta(x, first, last, g);
      case ADAMAX -> adamax(x, first, last, g, t);
      case NADAM -> nadam(x, first, last, g, t);
      case AMSGRAD -> amsgrad(x, first, buffers.get(1), last, g, t);
      case ADABELIEF -> adabelief(x, first, last, g, t);
      case LION -> lion(x, first, g);
      case PER_SAMPLE_CLIP, MEAN, NORM, MOMENTUM -> throw new AssertionError(kernel);
    }
  }

  private static void adam(double[] x, double[] m, double[] v, double[] g, int t) {
    double c1 = (1 - Math.pow(0.9, t));
    double c2 = (1 - Math.pow(0.999, t));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9 * m[j] + 0.1 * g[j];
      v[j] = 0.999 * v[j] + 0.001 * g[j] * g[j];
      x[j] -= RATE * (m[j] / c1) / (Math.sqrt(v[j] / c2) + EPSILON);
    }
  }

  private static void rmsprop(double[] x, double[] v, double[] g) {
    for (int j = 0; j < x.length; j++) {
      v[j] = 0.99 * v[j] + 0.01 * g[j] * g[j];
      x[j] -= RATE * g[j] / (Math.sqrt(v[j]) + EPSILON);
    }
  }

  private static void adagrad(double[] x, double[] v, double[] g) {
    for (int j = 0; j < x.length; j++) {
      v[j] += g[j] * g[j];
      x[j] -= RATE * g[j] / (Math.sqrt(v[j]) + EPSILON);
    }
  }

  private static void adadelta(double[] x, double[] v, double[] u, double[] g) {
    for (int j = 0; j < x.length; j++) {
      v[j] = 0.9 * v[j] + 0.1 * g[j] * g[j];
      double step = Math.sqrt(u[j] + EPSILON) / Math.sqrt(v[j] + EPSILON) * g[j];
      u[j] = 0.9 * u[j] + 0.1 * step * step;
      x[j] -= RATE * step;
    }
  }

  private static void adamax(double[] x, double[] m, double[] u, double[] g, int t) {
    double c1 = (1 - Math.pow(0.9, t));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9 * m[j] + 0.1 * g[j];
      u[j] = Math.max(0.999 * u[j], Math.abs(g[j]) + EPSILON);
      x[j] -= RATE / c1 * m[j] / u[j];
    }
  }

  private static void nadam(double[] x, double[] m, double[] v, double[] g, int t) {
    double c1 = (1 - Math.pow(0.9, t));
    double c2 = (1 - Math.pow(0.999, t));
    double next = (1 - Math.pow(0.9, t + 1.0));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9 * m[j] + 0.1 * g[j];
      v[j] = 0.999 * v[j] + 0.001 * g[j] * g[j];
      double ahead = 0.9 * m[j] / next + 0.1 * g[j] / c1;
      x[j] -= RATE * ahead / (Math.sqrt(v[j] / c2) + EPSILON);
    }
  }

  private static void amsgrad(double[] x, double[] m, double[] v, double[] w, double[] g, int t) {
    double c1 = (1 - Math.pow(0.9, t));
    double c2 = (1 - Math.pow(0.999, t));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9 * m[j] + 0.1 * g[j];
      v[j] = 0.999 * v[j] + 0.001 * g[j] * g[j];
      w[j] = Math.max(w[j], v[j]);
      x[j] -= RATE * (m[j] / c1) / (Math.sqrt(w[j] / c2) + EPSILON);
    }
  }

  private static void adabelief(double[] x, double[] m, double[] s, double[] g, int t) {
    double c1 = (1 - Math.pow(0.9, t));
    double c2 = (1 - Math.pow(0.999, t));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9 * m[j] + 0.1 * g[j];
      double d = g[j] - m[j];
      s[j] = 0.999 * s[j] + 0.001 * d * d + EPSILON;
      x[j] -= RATE * (m[j] / c1) / (Math.sqrt(s[j] / c2) + EPSILON);
    }
  }

  private static void lion(double[] x, double[] m, double[] g) {
    for (int j = 0; j < x.length; j++) {
      double sign = Math.signum(0.9 * m[j] + 0.1 * g[j]);
      m[j] = 0.99 * m[j] + 0.01 * g[j];
      x[j] -= RATE * sign;
    }
  }
}
