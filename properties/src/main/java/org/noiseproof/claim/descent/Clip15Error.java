package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.math3.analysis.solvers.BisectionSolver;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Clip7Enumeration;
import org.noiseproof.claim.clipping.Clip7Rate;
import org.noiseproof.claim.clipping.ClippingRule;
import org.noiseproof.claim.clipping.FiniteLaw;
import org.noiseproof.claim.clipping.Subject;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.theory.ClippedMoments;
import org.noiseproof.theory.PerSampleClipBounds;
import org.noiseproof.theory.PerSampleClipRisk;

/**
 * The other half of CLIP-15, without sampling: the estimate's mean squared error at every gradient
 * u of the line that a run may meet, E‖e‖² ≤ M² n^{−r} C_p(n). With (P1) along the path this is the
 * theorem.
 */
final class Clip15Error {
  private Clip15Error() {}

  /** Gradients of the pseudo-Huber function, as shares of G. */
  private static final double[] GRADIENTS = {-1, -0.6, -0.2, 0, 0.3, 0.7, 1};

  private static final int ENUMERATED = 8;

  /** Errors over all 2⁸ batches, at each gradient, against bound and closed form. */
  static Finding enumerate(Trial trial, Setting setting) {
    double p = setting.p();
    double moment = setting.moment();
    CentredTwoPoint law = (CentredTwoPoint) setting.law();
    return Subject.of(
        trial,
        new PerSampleClip(moment, p),
        subject -> {
          List<Comparison> comparisons = new ArrayList<>();
          double slack = subject.slack(ENUMERATED, 1, moment * moment);
          for (double u : GRADIENTS) {
            FiniteLaw sample =
                FiniteLaw.twoPoint(u + law.lower(), u + law.upper(), law.probability());
            double risk =
                FiniteLaw.ofEstimate(subject.estimator(), sample, ENUMERATED).meanSquaredError(u);
            double bound = PerSampleClipBounds.meanSquaredError(p, moment, ENUMERATED);
            double closed = PerSampleClipRisk.of(law, u, moment, p, ENUMERATED).meanSquaredError();
            comparisons.add(Comparison.atMost("E‖e‖² at u = " + u, risk, bound, slack));
            comparisons.add(
                Comparison.equal("E‖e‖² in closed form, u = " + u, risk, closed, slack));
          }
          return Finding.of(comparisons);
        });
  }

  /**
   * The largest error at some gradients, in closed form, against the bound, for growing batches.
   */
  static Finding largest(
      Trial trial, ClippingRule rule, IntFunction<Setting> settingAt, int... sizes) {
    Setting first = settingAt.apply(sizes[0]);
    return Subject.of(
        trial,
        rule.spec(first.moment(), first.p()),
        subject ->
            Finding.of(
                Arrays.stream(sizes)
                    .mapToObj(n -> largest(subject, rule, settingAt.apply(n), n))
                    .toList()));
  }

  private static Comparison largest(Subject subject, ClippingRule rule, Setting setting, int n) {
    double moment = setting.moment();
    double[] thresholds = thresholds(subject, rule.spec(moment, setting.p()), n);
    double largest = 0;
    for (double u : n > Clip7Rate.MEASURED ? new double[] {-1, 0, 1} : GRADIENTS) {
      largest = Math.max(largest, risk(setting, u, thresholds).meanSquaredError());
    }
    double bound = PerSampleClipBounds.meanSquaredError(setting.p(), moment, n);
    return Comparison.atMost(
        "sup E‖e‖², n = " + n, largest, bound, Clip7Rate.slack(subject, n, bound));
  }

  /** Read off the implementation up to {@value Clip7Rate#MEASURED} samples, else the spec's. */
  private static double[] thresholds(Subject subject, EstimatorSpec spec, int n) {
    return n > Clip7Rate.MEASURED && spec instanceof PerSampleClip clip
        ? Clip7Enumeration.thresholds(clip, n)
        : subject.thresholds(n);
  }

  private static PerSampleClipRisk risk(Setting setting, double u, double[] thresholds) {
    double mean = 0;
    double variance = 0;
    for (double threshold : thresholds) {
      ClippedMoments clipped = ClippedMoments.of(setting.law(), u, threshold);
      mean += clipped.mean();
      variance += clipped.variance();
    }
    int n = thresholds.length;
    return new PerSampleClipRisk(mean / n - u, variance / n / n);
  }

  /**
   * The gradient u* at which the expected step vanishes, where long runs gather: u*² ≤ E‖e‖² ≤ M²
   * n^{−r} C_p(n).
   */
  static Finding fixedPoint(Trial trial, ClippingRule rule, Setting setting, int... sizes) {
    EstimatorSpec spec = rule.spec(setting.moment(), setting.p());
    return Subject.of(
        trial,
        spec,
        subject -> {
          List<Comparison> comparisons = new ArrayList<>();
          for (int n : sizes) {
            double u = fixedPoint(setting, thresholds(subject, spec, n));
            double bound = PerSampleClipBounds.meanSquaredError(setting.p(), setting.moment(), n);
            comparisons.add(
                Comparison.atMost(
                    "u*², n = " + n, u * u, bound, Clip7Rate.slack(subject, n, bound)));
          }
          List<Double> x = Arrays.stream(sizes).mapToObj(n -> (double) n).toList();
          return Finding.of(comparisons)
              .with(
                  new Plot(
                      "Where the expected step vanishes",
                      "samples n",
                      "‖∇F‖² there",
                      true,
                      true,
                      List.of(
                          Series.of(
                              "exact",
                              Role.MEASURED,
                              x,
                              comparisons.stream().map(Comparison::measured).toList()),
                          Series.of(
                              "bound",
                              Role.BOUND,
                              x,
                              comparisons.stream().map(Comparison::predicted).toList()),
                          Series.of(
                              "every threshold 1",
                              Role.CONTROL,
                              x,
                              x.stream().map(n -> constantThreshold(setting, 1)).toList()))));
        });
  }

  /**
   * u*² under one threshold t for every sample, whatever n is, for noise that is b with probability
   * q and else −bq/(1−q), of which only b is clipped: from qt + (1−q)u − qb = 0.
   */
  static double constantThreshold(Setting setting, double threshold) {
    CentredTwoPoint law = (CentredTwoPoint) setting.law();
    double q = law.probability();
    double u = q * (law.upper() - threshold) / (1 - q);
    return u * u;
  }

  /** The root in u of Σ E clip_{t_k}(u + X), which does not fall in u. */
  static double fixedPoint(Setting setting, double[] thresholds) {
    double largest = setting.problem().gradientBound();
    return new BisectionSolver(Tolerance.UNIT_ROUNDOFF, Tolerance.UNIT_ROUNDOFF)
        .solve(200, u -> risk(setting, u, thresholds).bias() + u, -largest, largest);
  }
}
