package org.noiseproof.fast.ensemble;

import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.problem.Saturating;
import org.noiseproof.problem.SeparableSaturating;

/**
 * F and ∇F at the points of all lanes, the bits of {@link Problem#value} and {@link
 * Problem#gradient}: the same operations in the same order, without a branch.
 */
final class LaneProblem {
  private LaneProblem() {}

  /**
   * ∇F.
   *
   * @param x an array of all lanes for each coordinate
   * @param into likewise
   */
  static void gradient(Problem problem, double[][] x, double[][] into) {
    switch (problem) {
      case Saturating _ -> saturating(x, into);
      case SeparableSaturating _ -> {
        for (int j = 0; j < x.length; j++) {
          separable(x[j], into[j]);
        }
      }
      case PseudoHuber _ -> {
        for (int j = 0; j < x.length; j++) {
          pseudoHuber(x[j], into[j]);
        }
      }
      case Quadratic quadratic -> {
        for (int j = 0; j < x.length; j++) {
          LaneSquares.difference(x[j], quadratic.target().get(j), into[j]);
        }
      }
    }
  }

  /** F. */
  static void value(Problem problem, double[][] x, double[] into) {
    switch (problem) {
      case Saturating _ -> {
        LaneSquares.sum(x, into);
        for (int l = 0; l < into.length; l++) {
          into[l] = saturation(into[l]);
        }
      }
      case SeparableSaturating _ -> {
        LaneSquares.clear(into);
        for (double[] xj : x) {
          for (int l = 0; l < into.length; l++) {
            into[l] += saturation(xj[l] * xj[l]);
          }
        }
      }
      case PseudoHuber _ -> {
        LaneSquares.clear(into);
        for (double[] xj : x) {
          for (int l = 0; l < into.length; l++) {
            double c = Math.max(-PseudoHuber.FAR, Math.min(PseudoHuber.FAR, xj[l]));
            into[l] += xj[l] * (c / (1 + Math.sqrt(1 + c * c)));
          }
        }
      }
      case Quadratic quadratic -> {
        LaneSquares.clear(into);
        for (int j = 0; j < x.length; j++) {
          LaneSquares.addSquaredDifference(x[j], quadratic.target().get(j), into);
        }
        for (int l = 0; l < into.length; l++) {
          into[l] /= 2;
        }
      }
    }
  }

  private static void saturating(double[][] x, double[][] into) {
    double[] base = into[x.length - 1];
    LaneSquares.sum(x, base);
    for (int j = 0; j < x.length; j++) {
      double[] xj = x[j];
      double[] gradient = into[j];
      // The last coordinate's gradient takes the place of what the others still need.
      for (int l = 0; l < gradient.length; l++) {
        double b = 1 + base[l];
        gradient[l] = 2 * xj[l] / b / b;
      }
    }
  }

  private static void separable(double[] x, double[] into) {
    for (int l = 0; l < into.length; l++) {
      double base = 1 + x[l] * x[l];
      into[l] = 2 * x[l] / base / base;
    }
  }

  private static void pseudoHuber(double[] x, double[] into) {
    for (int l = 0; l < into.length; l++) {
      double c = Math.max(-PseudoHuber.FAR, Math.min(PseudoHuber.FAR, x[l]));
      into[l] = c / Math.sqrt(1 + c * c);
    }
  }

  /** s/(1 + s), which for s &gt; 1 is computed as 1/(1 + 1/s). */
  private static double saturation(double s) {
    return Math.min(s, 1) / (1 + Math.min(s, 1 / s));
  }
}
