package org.noiseproof.claim.clipping;

import java.util.stream.IntStream;

/** Vectors of the ordinary range, in double arithmetic. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  static double[] times(double factor, double[] a) {
    return IntStream.range(0, a.length).mapToDouble(j -> factor * a[j]).toArray();
  }

  static double[] plus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] + b[j]).toArray();
  }

  static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] - b[j]).toArray();
  }

  /** ‖a − b‖. */
  static double distance(double[] a, double[] b) {
    return norm(minus(a, b));
  }

  /** Householder's reflection of x at the hyperplane orthogonal to the unit vector v. */
  static double[] reflect(double[] v, double[] x) {
    return minus(x, times(2 * dot(v, x), v));
  }
}
