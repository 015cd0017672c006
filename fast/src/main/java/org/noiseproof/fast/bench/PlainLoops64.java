package org.noiseproof.fast.bench;

/**
 * What a user would write without a library, on doubles: the loops that the kernels are measured
 * against.
 */
final class PlainLoops64 {
  private PlainLoops64() {}

  static double[] perSampleClip(double[] x, int n, int d, double alpha, double beta) {
    double[] mean = new double[d];
    for (int k = 0; k < n; k++) {
      double squares = 0;
      for (int j = 0; j < d; j++) {
        squares += x[k * d + j] * x[k * d + j];
      }
      double norm = Math.sqrt(squares);
      double threshold = (alpha * Math.pow(k + 1, 1 / beta));
      double scale = norm > threshold ? threshold / norm : 1;
      for (int j = 0; j < d; j++) {
        mean[j] += scale * x[k * d + j];
      }
    }
    for (int j = 0; j < d; j++) {
      mean[j] /= n;
    }
    return mean;
  }

  static double[] mean(double[] x, int n, int d) {
    double[] mean = new double[d];
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

  static double norm(double[] x) {
    double squares = 0;
    for (double entry : x) {
      squares += entry * entry;
    }
    return Math.sqrt(squares);
  }

  static void momentum(
      double[] parameters, double[] buffer, double[] gradient, double rate, double mu) {
    for (int j = 0; j < parameters.length; j++) {
      buffer[j] = mu * buffer[j] + gradient[j];
      parameters[j] -= rate * buffer[j];
    }
  }
}
