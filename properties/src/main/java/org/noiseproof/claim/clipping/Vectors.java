package org.noiseproof.claim.clipping;

import java.util.stream.IntStream;
import org.noiseproof.random.RandomStream;

/** Vectors of the ordinary range, in double arithmetic. */
public final class Vectors {
  private Vectors() {}

  /** Independent normals of that standard deviation. */
  public static double[] gaussian(int dimension, double scale, RandomStream random) {
    return IntStream.range(0, dimension).mapToDouble(j -> scale * random.nextNormal()).toArray();
  }

  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  public static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  public static double[] times(double factor, double[] a) {
    return IntStream.range(0, a.length).mapToDouble(j -> factor * a[j]).toArray();
  }

  public static double[] plus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] + b[j]).toArray();
  }

  public static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] - b[j]).toArray();
  }

  /** ‖a − b‖. */
  public static double distance(double[] a, double[] b) {
    return norm(minus(a, b));
  }

  /** Householder's reflection of x at the hyperplane orthogonal to the unit vector v. */
  public static double[] reflect(double[] v, double[] x) {
    return minus(x, times(2 * dot(v, x), v));
  }
}
