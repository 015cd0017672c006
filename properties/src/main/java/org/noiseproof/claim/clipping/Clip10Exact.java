package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;
import org.noiseproof.theory.TruncatedMeanBounds;

/** The deviations of CLIP-10 without sampling, on two-point laws with E|X|ᵖ = u = 1. */
final class Clip10Exact {
  private Clip10Exact() {}

  private static final double[] DELTAS = {0.05, 0.01, 0.001};

  /** Heights in units of the last threshold. */
  private static final double[] HEIGHTS = {0.2, 0.5, 1, 1.05, 2, 3};

  /** The estimator under test for a δ. */
  @FunctionalInterface
  interface Rule {
    EstimatorSpec spec(double p, double delta);

    /** As its theory has it. */
    Rule TRUNCATED = (p, delta) -> new TruncatedMean(TruncatedMeanBounds.alpha(p, 1, delta), p);
  }

  /** A with probability A^{−p}, else 0. */
  private static TwoPoint law(double p, double height) {
    return new TwoPoint(StrictMath.pow(height, -p), height);
  }

  /** Either tail beyond a share of the radius is at most δ, on laws about the last threshold. */
  static Finding tails(Trial trial, double p, int n, double share) {
    List<Comparison> comparisons = new ArrayList<>();
    List<Series> curves = new ArrayList<>();
    for (double delta : DELTAS) {
      EstimatorSpec spec = Rule.TRUNCATED.spec(p, delta);
      double last = TruncatedMeanBounds.alpha(p, 1, delta) * StrictMath.pow(n, 1 / p);
      for (double height : HEIGHTS) {
        TwoPoint law = law(p, Math.max(1, height * last));
        Finding finding = tails(trial, spec, p, law, n, delta, share);
        if (finding.comparisons().isEmpty()) {
          return finding;
        }
        comparisons.addAll(finding.comparisons());
        Subject.find(trial, spec)
            .filter(subject -> delta == 0.001)
            .ifPresent(subject -> curves.add(survival(subject, law, n)));
      }
    }
    curves.add(claimed(p, n));
    return Finding.of(comparisons)
        .with(
            new Plot(
                "Truncated means of %d samples of two-point laws, δ = 0.001".formatted(n),
                "deviation s",
                "P(|estimate − EX| > s)",
                true,
                true,
                curves));
  }

  /** The same of one law, or one estimator: a hit is kept or it is discarded, nothing between. */
  static Finding tails(
      Trial trial, EstimatorSpec spec, double p, TwoPoint law, int n, double delta, double share) {
    return Subject.of(
        trial,
        spec,
        subject -> {
          double r = share * TruncatedMeanBounds.radius(p, 1, n, delta);
          Estimate estimate = Estimate.of(subject, law, n);
          String at = ", A = %.4g, δ = %s".formatted(law.height(), delta);
          return Finding.of(
              List.of(
                  Comparison.equal(
                      "hits that are neither kept nor discarded" + at, estimate.between, 0, 0),
                  Comparison.atMost(
                      "P(estimate − EX > %.4g)".formatted(r) + at, estimate.above(r), delta, 0),
                  Comparison.atMost(
                      "P(EX − estimate > %.4g)".formatted(r) + at, estimate.below(r), delta, 0)));
        });
  }

  /**
   * The law with E|X|ᵖ = 1 of which one hit carries a plain mean of n to 1.02 (r + EX), by fixed
   * point: EX = A^{1−p} falls as A grows.
   */
  static TwoPoint designed(double p, int n, double delta) {
    double r = TruncatedMeanBounds.radius(p, 1, n, delta);
    double height = n * r;
    double before;
    do {
      before = height;
      height = OneHit.BEYOND * n * (r + StrictMath.pow(height, 1 - p));
    } while (Math.abs(height - before) > Math.ulp(height));
    return law(p, height);
  }

  /** A law that a threshold of 1 discards nearly entirely. */
  static TwoPoint justAboveOne(double p) {
    return law(p, 1.01);
  }

  /**
   * The law of an estimate, jA/n with j of Bin(kept, q).
   *
   * @param kept indices whose hit counts in full
   * @param between indices whose hit counts, but not in full
   */
  private record Estimate(TwoPoint law, int n, int kept, int between) {

    static Estimate of(Subject subject, TwoPoint law, int n) {
      double slack = subject.slack(n, n, law.height());
      int kept = 0;
      int between = 0;
      for (double contribution : subject.contributions(n, law.height())) {
        if (Math.abs(contribution - law.height()) <= slack) {
          kept++;
        } else if (Math.abs(contribution) > slack) {
          between++;
        }
      }
      return new Estimate(law, n, kept, between);
    }

    private double probability(DoubleUnaryOperator excess) {
      if (kept == 0) {
        return excess.applyAsDouble(0) > 0 ? 1 : 0;
      }
      BinomialDistribution hits = BinomialDistribution.of(kept, law.probability());
      double sum = 0;
      for (int j = 0; j <= kept; j++) {
        sum += excess.applyAsDouble(j * law.height() / n) > 0 ? hits.probability(j) : 0;
      }
      return sum;
    }

    double above(double r) {
      return probability(estimate -> estimate - law.mean() - r);
    }

    double below(double r) {
      return probability(estimate -> law.mean() - estimate - r);
    }
  }

  private static Series survival(Subject subject, TwoPoint law, int n) {
    Estimate estimate = Estimate.of(subject, law, n);
    List<Double> s = new ArrayList<>();
    List<Double> probability = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double deviation = Math.pow(2, -i / 4.0) * 2;
      double beyond = estimate.above(deviation) + estimate.below(deviation);
      if (beyond > 1e-12) {
        s.add(deviation);
        probability.add(beyond);
      }
    }
    return Series.of("A = %.4g".formatted(law.height()), Role.MEASURED, s, probability);
  }

  private static Series claimed(double p, int n) {
    List<Double> radii = new ArrayList<>();
    List<Double> deltas = new ArrayList<>();
    for (double delta : DELTAS) {
      radii.add(TruncatedMeanBounds.radius(p, 1, n, delta));
      deltas.add(2 * delta);
    }
    return Series.of("claimed, both sides", Role.BOUND, radii, deltas);
  }

  /** What each index contributes: all of a hit within its threshold, nothing beyond. */
  static Finding kept(Trial trial, double p, int n) {
    TruncatedMean spec = new TruncatedMean(1, p);
    return Subject.of(
        trial,
        spec,
        subject -> {
          Tightest tightest = new Tightest();
          for (double height : new double[] {0.5, 1, 1.5, 5, 0x1p100}) {
            double[] contributions = subject.contributions(n, height);
            for (int k = 1; k <= n; k++) {
              double stated = height <= StrictMath.pow(k, 1 / p) ? height : 0;
              tightest.offer(
                  Comparison.equal(
                      "contribution of A = " + height,
                      contributions[k - 1],
                      stated,
                      subject.slack(n, n, height == 0x1p100 ? 0 : height)),
                  "k = " + k);
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }

  /** The estimate is the sum of its indices' contributions, on batches of 1 … n skewed samples. */
  static Finding sums(Trial trial, double p, int n) {
    ShiftedPareto law = new ShiftedPareto(1.6, 1);
    return Subject.of(
        trial,
        new TruncatedMean(1, p),
        subject -> {
          Tightest tightest = new Tightest();
          for (int replicate = 0; replicate < 2 * n; replicate++) {
            RandomStream random = trial.streams().replicate(replicate);
            double[] rows = new double[1 + replicate % n];
            double sum = 0;
            double gauge = 0;
            for (int k = 1; k <= rows.length; k++) {
              double x = law.sample(random);
              rows[k - 1] = x;
              sum += Math.abs(x) <= StrictMath.pow(k, 1 / p) ? x : 0;
              gauge += Math.abs(x);
            }
            tightest.offer(
                Comparison.equal(
                    "estimate",
                    subject.estimate(rows),
                    sum / rows.length,
                    subject.slack(rows.length, 1, gauge / rows.length)),
                "replicate %d, n = %d".formatted(replicate, rows.length));
          }
          return Finding.of(tightest.comparisons());
        });
  }
}
