package org.noiseproof.margin;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.noiseproof.data.LabelledData;

/** Data sets whose maximum margins are known, in closed form or to many digits. */
public final class Instances {
  private Instances() {}

  /**
   * Eight samples of four classes in five dimensions, chosen so that the max-margin directions of
   * five norms differ.
   */
  public static MarginProblem eightSamples() {
    return of(
        4,
        new int[] {0, 0, 1, 1, 2, 2, 3, 3},
        new double[][] {
          {4, 0, -1, 0, 1},
          {2, 1, 1, -1, 1},
          {-1, 4, -1, 1, -1},
          {-1, 4, 0, 1, -1},
          {0, 0, 5, 1, 1},
          {1, -1, 3, 1, 1},
          {-1, 1, -1, 3, -1},
          {0, 0, 1, 3, -1}
        });
  }

  /** One sample a class: x_i = e_i. */
  public static MarginProblem orthonormal(int classes) {
    return scaledOrthogonal(IntStream.range(0, classes).mapToDouble(i -> 1).toArray());
  }

  /** One sample a class: x_i = s_i e_i. */
  public static MarginProblem scaledOrthogonal(double... scales) {
    int k = scales.length;
    double[][] x = new double[k][k];
    for (int i = 0; i < k; i++) {
      x[i][i] = scales[i];
    }
    return of(k, IntStream.range(0, k).toArray(), x);
  }

  /** Two classes: x and −x. */
  public static MarginProblem opposite(double... x) {
    return of(2, new int[] {0, 1}, new double[][] {x, Arrays.stream(x).map(v -> -v).toArray()});
  }

  /** One sample, of class 0. */
  public static MarginProblem oneSample(int classes, double... x) {
    return of(classes, new int[] {0}, new double[][] {x});
  }

  /** One sample a class, a simplex equiangular tight frame: x_i = √(k/(k−1)) (e_i − 1/k). */
  public static MarginProblem simplexFrame(int classes) {
    double scale = Math.sqrt(classes / (classes - 1.0));
    double[][] x = new double[classes][classes];
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        x[i][j] = scale * ((i == j ? 1 : 0) - 1.0 / classes);
      }
    }
    return of(classes, IntStream.range(0, classes).toArray(), x);
  }

  /**
   * One sample a class, on a ring and with a coordinate of its own: x_i = (r cos θ_i, r sin θ_i, s
   * e_i), θ_i = 2πi/k.
   */
  public static MarginProblem ring(int classes, double r, double s) {
    double[][] x = new double[classes][classes + 2];
    for (int i = 0; i < classes; i++) {
      double angle = 2 * Math.PI * i / classes;
      x[i][0] = r * StrictMath.cos(angle);
      x[i][1] = r * StrictMath.sin(angle);
      x[i][i + 2] = s;
    }
    return of(classes, IntStream.range(0, classes).toArray(), x);
  }

  /** Three samples on which a constant step of sign descent stalls at a visible distance. */
  public static MarginProblem stalling() {
    return of(3, new int[] {0, 1, 2}, new double[][] {{-2, -3, 0}, {2, 1, -3}, {-3, 2, -1}});
  }

  /** Three samples that the average of per-sample signs gets wrong. */
  public static MarginProblem misledBySigns() {
    return of(2, new int[] {0, 0, 1}, new double[][] {{1, -4}, {1, 1}, {-1, -1}});
  }

  /** Four samples z, each of class 0: two classes whose labels are absorbed in z. */
  public static MarginProblem staircase() {
    return of(
        2,
        new int[] {0, 0, 0, 0},
        new double[][] {{5, -5, 5, -5}, {3, 3, 3, -3}, {3, 3, -3, -3}, {3, 3, 3, 3}});
  }

  private static MarginProblem of(int classes, int[] labels, double[][] x) {
    return new MarginProblem(
        new LabelledData(
            x[0].length,
            classes,
            Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray(),
            labels));
  }
}
