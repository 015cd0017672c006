package org.noiseproof.fast.bench;

/**
 * What a user would write without a library, on floats: the loops that the kernels are measured
 * against.
 */
final class PlainLoops32 {
  private PlainLoops32() {}

  static float[] perSampleClip(float[] x, int n, int d, double alpha, double beta) {
    float[] mean = new float[d];
    for (int k = 0; k < n; k++) {
      float squares = 0;
      for (int j = 0; j < d; j++) {
        squares += x[k * d + j] * x[k * d + j];
      }
      float norm = (float) Math.sqrt(squares);
      float threshold = (float) (alpha * Math.pow(k + 1, 1 / beta));
      float scale = norm > threshold ? threshold / norm : 1;
      for (int j = 0; j < d; j++) {
        mean[j] += scale * x[k * d + j];
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] /= n;
    }
    return mean;
  }

  static float[] mean(float[] x, int n, int d) {
    float[] mean = new float[d];
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < d; j++) {
        mean[j] += x[k * d + j];
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] /= n;
    }
    return mean;
  }

  static float norm(float[] x) {
    float squares = 0;
    for (float entry : x) {
      squares += entry * entry;
    }
    return (float) Math.sqrt(squares);
  }

  static void momentum(float[] parameters, float[] buffer, float[] gradient, float rate, float mu) {
    for (int j = 0; j < parameters.length; j++) {
      buffer[j] = mu * buffer[j] + gradient[j];
      parameters[j] -= rate * buffer[j];
    }
  }
}
