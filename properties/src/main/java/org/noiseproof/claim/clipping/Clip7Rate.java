package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.theory.ClippedMoments;
import org.noiseproof.theory.PerSampleClipBounds;
import org.noiseproof.theory.PerSampleClipRisk;

/**
 * The rate of CLIP-7 without sampling: the law's clipped moments in closed form, summed over the
 * thresholds. Up to {@value #MEASURED} samples these are the implementation's, read off its
 * estimates; beyond, its spec's.
 */
public final class Clip7Rate {
  private Clip7Rate() {}

  /** The largest n whose thresholds are measured, by one batch of n × n numbers. */
  public static final int MEASURED = 1 << 9;

  /** A bound of the mean squared error. */
  @FunctionalInterface
  interface Bound {
    double at(double moment, double p, int n);

    /** M² n^{−r} C_p(n). */
    Bound CLAIMED = (moment, p, n) -> PerSampleClipBounds.meanSquaredError(p, moment, n);

    /** The claimed bound with another factor. */
    static Bound scaled(double factor) {
      return (moment, p, n) -> factor * CLAIMED.at(moment, p, n);
    }

    /** The claimed bound with a rate faster by n^{−excess}. */
    static Bound faster(double excess) {
      return (moment, p, n) -> StrictMath.pow(n, -excess) * CLAIMED.at(moment, p, n);
    }
  }

  /** What a rule risks with n samples, and what it may. */
  public record Point(int n, double risk, double bound, double slack) {
    Comparison comparison(String quantity) {
      return Comparison.atMost(quantity + ", n = " + n, risk, bound, slack);
    }

    double ratio() {
      return risk / bound;
    }
  }

  /** M = (E|X|ᵖ)^{1/p}. */
  public static double moment(NoiseLaw law, double p) {
    return StrictMath.pow(law.absoluteMoment(p), 1 / p);
  }

  /** The risk of a rule under laws that may depend on n but share M. */
  public static Finding rate(
      Trial trial,
      ClippingRule rule,
      double p,
      String law,
      IntFunction<? extends NoiseLaw> lawAt,
      int... sizes) {
    double moment = moment(lawAt.apply(sizes[0]), p);
    EstimatorSpec spec = rule.spec(moment, p);
    return Subject.of(
        trial,
        spec,
        subject -> {
          List<Point> points =
              Arrays.stream(sizes)
                  .mapToObj(n -> point(subject, spec, lawAt.apply(n), moment, p, n, Bound.CLAIMED))
                  .toList();
          return Finding.of(points.stream().map(x -> x.comparison("MSE on " + law)).toList())
              .with(plot(law, p, points));
        });
  }

  private static Point point(
      Subject subject, EstimatorSpec spec, NoiseLaw law, double moment, double p, int n, Bound b) {
    double allowed = b.at(moment, p, n);
    double risk = risk(subject, spec, law, n).meanSquaredError();
    return new Point(n, risk, allowed, slack(subject, n, allowed));
  }

  /** The rounding granted to a sum of this scale over n thresholds. */
  public static double slack(Subject subject, int n, double scale) {
    return n > MEASURED ? Tolerance.CLOSED_FORM * scale : subject.slack(n, n, scale);
  }

  /**
   * The exact risk: over measured thresholds up to {@value #MEASURED} samples, else over the
   * spec's.
   */
  public static PerSampleClipRisk risk(Subject subject, EstimatorSpec spec, NoiseLaw law, int n) {
    if (n <= MEASURED) {
      return risk(law, subject.thresholds(n));
    }
    return switch (spec) {
      case PerSampleClip(double alpha, double beta) -> PerSampleClipRisk.of(law, 0, alpha, beta, n);
      default -> throw new IllegalArgumentException(spec + " has no thresholds by index");
    };
  }

  /** The exact risk of averaging clip_{t_k}(X_k) for these t_k. */
  public static PerSampleClipRisk risk(NoiseLaw law, double[] thresholds) {
    int n = thresholds.length;
    double mean = 0;
    double variance = 0;
    for (double threshold : thresholds) {
      ClippedMoments clipped = ClippedMoments.of(law, threshold);
      mean += clipped.mean();
      variance += clipped.variance();
    }
    return new PerSampleClipRisk(mean / n - law.mean(), variance / n / n);
  }

  private static Plot plot(String law, double p, List<Point> points) {
    List<Double> n = points.stream().map(x -> (double) x.n()).toList();
    return new Plot(
        "Mean squared error on %s, p = %s".formatted(law, p),
        "samples n",
        "E‖estimate − EX‖²",
        true,
        true,
        List.of(
            Series.of("exact", Role.MEASURED, n, points.stream().map(Point::risk).toList()),
            Series.of("bound", Role.BOUND, n, points.stream().map(Point::bound).toList())));
  }
}
