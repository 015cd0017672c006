package org.noiseproof.fast.bench;

import java.util.List;

/**
 * What a user would write without a library, on floats, for {@link Kernel#optimizer}: x are the
 * parameters, g the gradient, and the rest as in the definitions.
 */
final class PlainSteps32 {
  private static final float RATE = 1e-6f;
  private static final float EPSILON = 1e-8f;

  private PlainSteps32() {}

  static void step(Kernel kernel, int t, float[] x, List<float[]> buffers, float[] g) {
    float[] first = buffers.getFirst();
    float[] last = buffers.getLast();
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

  private static void adam(float[] x, float[] m, float[] v, float[] g, int t) {
    float c1 = (float) (1 - Math.pow(0.9, t));
    float c2 = (float) (1 - Math.pow(0.999, t));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9f * m[j] + 0.1f * g[j];
      v[j] = 0.999f * v[j] + 0.001f * g[j] * g[j];
      x[j] -= RATE * (m[j] / c1) / ((float) Math.sqrt(v[j] / c2) + EPSILON);
    }
  }

  private static void rmsprop(float[] x, float[] v, float[] g) {
    for (int j = 0; j < x.length; j++) {
      v[j] = 0.99f * v[j] + 0.01f * g[j] * g[j];
      x[j] -= RATE * g[j] / ((float) Math.sqrt(v[j]) + EPSILON);
    }
  }

  private static void adagrad(float[] x, float[] v, float[] g) {
    for (int j = 0; j < x.length; j++) {
      v[j] += g[j] * g[j];
      x[j] -= RATE * g[j] / ((float) Math.sqrt(v[j]) + EPSILON);
    }
  }

  private static void adadelta(float[] x, float[] v, float[] u, float[] g) {
    for (int j = 0; j < x.length; j++) {
      v[j] = 0.9f * v[j] + 0.1f * g[j] * g[j];
      float step = (float) Math.sqrt(u[j] + EPSILON) / (float) Math.sqrt(v[j] + EPSILON) * g[j];
      u[j] = 0.9f * u[j] + 0.1f * step * step;
      x[j] -= RATE * step;
    }
  }

  private static void adamax(float[] x, float[] m, float[] u, float[] g, int t) {
    float c1 = (float) (1 - Math.pow(0.9, t));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9f * m[j] + 0.1f * g[j];
      u[j] = Math.max(0.999f * u[j], Math.abs(g[j]) + EPSILON);
      x[j] -= RATE / c1 * m[j] / u[j];
    }
  }

  private static void nadam(float[] x, float[] m, float[] v, float[] g, int t) {
    float c1 = (float) (1 - Math.pow(0.9, t));
    float c2 = (float) (1 - Math.pow(0.999, t));
    float next = (float) (1 - Math.pow(0.9, t + 1.0));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9f * m[j] + 0.1f * g[j];
      v[j] = 0.999f * v[j] + 0.001f * g[j] * g[j];
      float ahead = 0.9f * m[j] / next + 0.1f * g[j] / c1;
      x[j] -= RATE * ahead / ((float) Math.sqrt(v[j] / c2) + EPSILON);
    }
  }

  private static void amsgrad(float[] x, float[] m, float[] v, float[] w, float[] g, int t) {
    float c1 = (float) (1 - Math.pow(0.9, t));
    float c2 = (float) (1 - Math.pow(0.999, t));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9f * m[j] + 0.1f * g[j];
      v[j] = 0.999f * v[j] + 0.001f * g[j] * g[j];
      w[j] = Math.max(w[j], v[j]);
      x[j] -= RATE * (m[j] / c1) / ((float) Math.sqrt(w[j] / c2) + EPSILON);
    }
  }

  private static void adabelief(float[] x, float[] m, float[] s, float[] g, int t) {
    float c1 = (float) (1 - Math.pow(0.9, t));
    float c2 = (float) (1 - Math.pow(0.999, t));
    for (int j = 0; j < x.length; j++) {
      m[j] = 0.9f * m[j] + 0.1f * g[j];
      float d = g[j] - m[j];
      s[j] = 0.999f * s[j] + 0.001f * d * d + EPSILON;
      x[j] -= RATE * (m[j] / c1) / ((float) Math.sqrt(s[j] / c2) + EPSILON);
    }
  }

  private static void lion(float[] x, float[] m, float[] g) {
    for (int j = 0; j < x.length; j++) {
      float sign = Math.signum(0.9f * m[j] + 0.1f * g[j]);
      m[j] = 0.99f * m[j] + 0.01f * g[j];
      x[j] -= RATE * sign;
    }
  }
}
