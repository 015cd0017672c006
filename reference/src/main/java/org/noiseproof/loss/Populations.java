package org.noiseproof.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.matrix.Matrix;

/** Populations with equiprobable atoms. */
public final class Populations {
  private static final int MOST_SIGNS = 20;

  private Populations() {}

  /** One feature x, and as many targets y as samples: label noise alone. */
  public static Population labels(double x, double... y) {
    return new Population(Arrays.stream(y).mapToObj(target -> Sample.of(x, target)).toList());
  }

  /**
   * y = Vx + ε with x_j = ±a_j and ε_i = ±b_i, all signs independent and fair: cov x = diag(a²),
   * cov ε = diag(b²). In atom k, bit j of k makes x_j negative, bit n + i makes ε_i so.
   *
   * @param v V, m × n
   * @param scales a, of length n
   * @param noise b, of length m; n + m ≤ 20
   */
  public static Population linear(Matrix v, double[] scales, double[] noise) {
    requireLength("scales", scales, v.columns());
    requireLength("noise", noise, v.rows());
    requireSigns(v.columns() + v.rows());
    List<Sample> samples = new ArrayList<>();
    for (int k = 0; k < 1 << (v.columns() + v.rows()); k++) {
      double[] x = signed(scales, k);
      double[] y = signed(noise, k >> v.columns());
      for (int i = 0; i < y.length; i++) {
        y[i] += inner(v.row(i), x);
      }
      samples.add(Sample.of(x, y));
    }
    return new Population(samples);
  }

  /**
   * y = max(0, w₀·x) + ε with x_j = ±1 and ε = ±b, all signs independent and fair; the atoms in the
   * order of {@link #linear}.
   *
   * @param w0 w₀, of length n ≤ 19
   * @param noise b
   */
  public static Population relu(double[] w0, double noise) {
    requireSigns(w0.length + 1);
    double[] ones = new double[w0.length];
    Arrays.fill(ones, 1);
    List<Sample> samples = new ArrayList<>();
    for (int k = 0; k < 1 << (w0.length + 1); k++) {
      double[] x = signed(ones, k);
      double[] epsilon = signed(new double[] {noise}, k >> w0.length);
      samples.add(Sample.of(x, Math.max(0, inner(w0, x)) + epsilon[0]));
    }
    return new Population(samples);
  }

  /**
   * The 12 vertices of an icosahedron on the unit sphere as x, y = 1. A spherical 5-design
   * (Delsarte, Goethals &amp; Seidel 1977): polynomials of degree ≤ 5 have the mean that they have
   * over the sphere.
   */
  public static Population icosahedron() {
    double golden = (1 + Math.sqrt(5)) / 2;
    double length = Math.sqrt(1 + golden * golden);
    double[] scales = {1 / length, golden / length};
    List<Sample> samples = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      for (int k = 0; k < 4; k++) {
        double[] edge = signed(scales, k);
        double[] x = new double[3];
        x[(axis + 1) % 3] = edge[0];
        x[(axis + 2) % 3] = edge[1];
        samples.add(Sample.of(x, 1));
      }
    }
    return new Population(samples);
  }

  /** The scales, coordinate j negative where bit j is set. */
  private static double[] signed(double[] scales, int bits) {
    double[] signed = scales.clone();
    for (int j = 0; j < signed.length; j++) {
      if ((bits >> j & 1) == 1) {
        signed[j] = -signed[j];
      }
    }
    return signed;
  }

  private static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void requireLength(String name, double[] values, int length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          "%s has %d entries, expected %d".formatted(name, values.length, length));
    }
  }

  private static void requireSigns(int signs) {
    if (signs > MOST_SIGNS) {
      throw new IllegalArgumentException(
          "signs = %d is out of range: features and targets ≤ %d".formatted(signs, MOST_SIGNS));
    }
  }
}
