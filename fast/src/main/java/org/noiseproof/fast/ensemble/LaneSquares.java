package org.noiseproof.fast.ensemble;

import java.util.Arrays;

/** Sums of squares over coordinates, first to last, each product and each sum rounded. */
final class LaneSquares {
  private LaneSquares() {}

  static void clear(double[] sum) {
    Arrays.fill(sum, 0);
  }

  /** Σ_j v_j². */
  static void sum(double[][] v, double[] into) {
    double[] v0 = v[0];
    for (int l = 0; l < into.length; l++) {
      into[l] = v0[l] * v0[l];
    }
    for (int j = 1; j < v.length; j++) {
      double[] vj = v[j];
      for (int l = 0; l < into.length; l++) {
        into[l] += vj[l] * vj[l];
      }
    }
  }

  /** v − c. */
  static void difference(double[] v, double c, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = v[l] - c;
    }
  }

  /** Adds (v − c)². */
  static void addSquaredDifference(double[] v, double c, double[] sum) {
    for (int l = 0; l < sum.length; l++) {
      double difference = v[l] - c;
      sum[l] += difference * difference;
    }
  }

  /** Adds (v − w)². */
  static void addSquaredDifference(double[] v, double[] w, double[] sum) {
    for (int l = 0; l < sum.length; l++) {
      double difference = v[l] - w[l];
      sum[l] += difference * difference;
    }
  }

  /** √. */
  static void root(double[] v) {
    for (int l = 0; l < v.length; l++) {
      v[l] = Math.sqrt(v[l]);
    }
  }
}
