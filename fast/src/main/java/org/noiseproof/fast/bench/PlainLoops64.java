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

  static void adam(
      double[] parameters, double[] first, double[] second, double[] gradient, double rate, int t) {
    double correction1 = 1 - Math.pow(0.9, t);
    double correction2 = 1 - Math.pow(0.999, t);
    for (int j = 0; j < parameters.length; j++) {
      first[j] = 0.9 * first[j] + 0.1 * gradient[j];
      second[j] = 0.999 * second[j] + 0.001 * gradient[j] * gradient[j];
      double root = Math.sqrt(second[j] / correction2);
      parameters[j] -= rate * (first[j] / correction1) / (root + 1e-8);
    }
  }
}
