package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.exact.Tolerance;

/**
 * The law that is A with probability (M/A)^p and else 0, whose p-th moment is M^p whatever A is.
 * With A = pt/(p−1) clipping biases it as much as any law, with A = t it keeps the largest second
 * moment.
 */
final class ExtremalLaw {
  /** p. */
  static final double[] ORDERS = {1.1, 1.25, 1.5, 1.75, 2};

  private static final double[] THRESHOLDS = {1, 3, 50, 1000};

  private ExtremalLaw() {}

  /** A bound on bias or second moment. */
  interface Bound {
    double of(double p, double moment, double threshold);
  }

  private static final double M = 1;

  /** In ℝ⁵, along a direction of norm 1 that no axis favours. */
  private static final double[] AXIS = {0.5, -0.5, 0.5, -0.5, 0};

  static Check bias(String name, String measures, Bound bound) {
    return Check.exact(
        name,
        measures,
        trial -> {
          Finding finding = Clip.onEvery(trial, (clip, found) -> bias(clip, bound, found));
          return Clip.all(trial).stream()
              .findFirst()
              .map(clip -> finding.with(plot(clip, bound)))
              .orElse(finding);
        });
  }

  private static void bias(Clip clip, Bound bound, Tightest found) {
    for (double p : ORDERS) {
      for (double t : THRESHOLDS) {
        double far = p * t / (p - 1);
        attained("‖E clip X − E X‖", bias(clip, p, t, far), bound.of(p, M, t), clip, p, t, found);
      }
    }
  }

  /**
   * The bias on the law that is A with probability (M/A)^p and else 0, so that its raw moment is M.
   */
  private static double bias(Clip clip, double p, double t, double height) {
    double[] far = Vectors.times(height, AXIS);
    return Math.pow(M / height, p) * Vectors.distance(clip.of(far, t), far);
  }

  static Check secondMoment(String name, String measures, Bound bound) {
    return Check.exact(
        name,
        measures,
        trial -> Clip.onEvery(trial, (clip, found) -> secondMoment(clip, bound, found)));
  }

  private static void secondMoment(Clip clip, Bound bound, Tightest found) {
    for (double p : ORDERS) {
      for (double t : THRESHOLDS) {
        double allowed = bound.of(p, M, t);
        attained("E‖clip X‖²", secondMoment(clip, p, t, t), allowed, clip, p, t, found);
        found.offer(
            Comparison.atMost(
                "E‖clip X‖² beyond the extremal law",
                secondMoment(clip, p, t, 2 * t),
                allowed,
                slack(clip, allowed)),
            at(p, t));
      }
    }
  }

  private static double secondMoment(Clip clip, double p, double t, double height) {
    double norm = Vectors.norm(clip.of(Vectors.times(height, AXIS), t));
    return Math.pow(M / height, p) * norm * norm;
  }

  /** Not above the bound, and not below it either. */
  private static void attained(
      String quantity, double value, double bound, Clip clip, double p, double t, Tightest found) {
    double slack = slack(clip, bound);
    found.offer(Comparison.atMost(quantity, value, bound, slack), at(p, t));
    found.offer(Comparison.atLeast(quantity + " attains its bound", value, bound, slack), at(p, t));
  }

  /** Of sums whose terms are no larger than a small multiple of the scale. */
  private static double slack(Clip clip, double scale) {
    return (Tolerance.CLOSED_FORM + 16 * clip.roundoff(AXIS.length)) * scale;
  }

  private static String at(double p, double t) {
    return "p = %s, t = %s".formatted(p, t);
  }

  private static Plot plot(Clip clip, Bound bound) {
    double p = 1.5;
    double t = 3;
    List<Double> heights = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> ones = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      double height = Math.pow(10, i / 30.0);
      heights.add(height);
      ratios.add(bias(clip, p, t, height * t) / bound.of(p, M, t));
      ones.add(1.0);
    }
    return new Plot(
        "Two-point laws of equal p-th moment, p = 1.5: the bound is attained at A/t = 3",
        "A/t, where the law puts its mass",
        "bias / bound",
        true,
        false,
        List.of(
            Plot.Series.of("measured", Plot.Role.MEASURED, heights, ratios),
            Plot.Series.of("bound", Plot.Role.BOUND, heights, ones)));
  }
}
