package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Clip7Rate.Bound;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.theory.PerSampleClipBounds;

/**
 * PS-Clip under the laws that come closest to its bound: never above it, above half of it for one
 * of them, and decaying at its rate.
 */
public final class Clip7WorstCase {
  private Clip7WorstCase() {}

  /** c in q = c/n: from laws that hardly ever hit to three hits a batch. */
  private static final double[] HITS = {1 / 27.0, 0.1, 0.25, 1, 1.65, 3};

  private static final int[] SIZES = {16, Clip7Rate.MEASURED};

  /** Between these sizes the slope is taken. */
  private static final int FROM = 1 << 10;

  private static final int TO = 1 << 20;

  /** The two-point law with E|X|ᵖ = 1 and c hits in n samples on average: extremal for clipping. */
  public static TwoPoint extremal(double c, double p, int n) {
    double q = c / n;
    return new TwoPoint(q, StrictMath.pow(q, -1 / p));
  }

  /** The worst case of order p, under a bound claimed for M = 1. */
  public static Finding of(Trial trial, double p, Bound bound) {
    EstimatorSpec spec = ClippingRule.PER_SAMPLE_CLIP.spec(1, p);
    return Subject.of(trial, spec, subject -> of(subject, spec, p, bound));
  }

  private static Finding of(Subject subject, EstimatorSpec spec, double p, Bound bound) {
    List<Comparison> comparisons = new ArrayList<>();
    List<Series> curves = new ArrayList<>();
    double largestShare = 0;
    for (int n : SIZES) {
      double allowed = bound.at(1, p, n);
      double[] thresholds = subject.thresholds(n);
      List<Double> shares = new ArrayList<>();
      for (double c : HITS) {
        double risk = Clip7Rate.risk(extremal(c, p, n), thresholds).meanSquaredError();
        comparisons.add(
            Comparison.atMost(
                "MSE, q = %.3g/n, n = %d".formatted(c, n),
                risk,
                allowed,
                Clip7Rate.slack(subject, n, allowed)));
        shares.add(risk / allowed);
        largestShare = Math.max(largestShare, risk / allowed);
      }
      curves.add(
          Series.of("n = " + n, Role.MEASURED, Arrays.stream(HITS).boxed().toList(), shares));
    }
    double early = risk(subject, spec, p, FROM);
    double late = risk(subject, spec, p, TO);
    comparisons.add(
        Comparison.atMost(
            "MSE, q = 1/n, n = " + TO,
            late,
            bound.at(1, p, TO),
            Clip7Rate.slack(subject, TO, late)));
    comparisons.add(Comparison.atLeast("largest share of the bound", largestShare, 0.5, 0));
    comparisons.add(
        Comparison.equal(
            "slope of ln MSE in ln n from 2¹⁰ to 2²⁰, q = 1/n",
            StrictMath.log(late / early) / StrictMath.log((double) TO / FROM),
            -PerSampleClipBounds.rate(p),
            Tolerance.RATE_SLOPE));
    curves.add(
        Series.of(
            "claimed", Role.BOUND, List.of(HITS[0], HITS[HITS.length - 1]), List.of(1.0, 1.0)));
    return Finding.of(comparisons)
        .with(
            new Plot(
                "MSE / bound on the extremal laws, p = " + p,
                "c = n q, hits a batch",
                "MSE / bound",
                true,
                false,
                curves));
  }

  private static double risk(Subject subject, EstimatorSpec spec, double p, int n) {
    return Clip7Rate.risk(subject, spec, extremal(1, p, n), n).meanSquaredError();
  }
}
