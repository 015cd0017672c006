package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.theory.PerSampleClipBounds;
import org.noiseproof.theory.PerSampleClipRisk;

/**
 * What CLIP-7 says of the implementation, batch by batch: its exact risk by enumeration, and that
 * it is the sum over indices that the closed forms take it for.
 */
public final class Clip7Enumeration {
  private Clip7Enumeration() {}

  private static final double[] HITS = {1 / 27.0, 0.25, 1, 3};

  /**
   * Bias, variance and mean squared error on n samples of the extremal laws, from all 2ⁿ batches,
   * against their bounds and their closed forms. M = 1.
   */
  public static Finding enumerate(Trial trial, double p, int n) {
    EstimatorSpec spec = ClippingRule.PER_SAMPLE_CLIP.spec(1, p);
    return Subject.of(
        trial,
        spec,
        subject -> {
          List<Comparison> comparisons = new ArrayList<>();
          for (double c : HITS) {
            comparisons.addAll(enumerate(subject, p, Clip7WorstCase.extremal(c, p, n), n));
          }
          return Finding.of(comparisons);
        });
  }

  private static List<Comparison> enumerate(Subject subject, double p, TwoPoint law, int n) {
    FiniteLaw sample = FiniteLaw.twoPoint(0, law.height(), law.probability());
    FiniteLaw estimate = FiniteLaw.ofEstimate(subject.estimator(), sample, n);
    double bias = estimate.mean() - law.mean();
    double risk = estimate.meanSquaredError(law.mean());
    PerSampleClipRisk closed = PerSampleClipRisk.of(law, 0, 1, p, n);
    double slack = subject.slack(n, 1, 1);
    String at = ", q = %.3g".formatted(law.probability());
    return List.of(
        Comparison.atMost(
            "|bias|" + at, Math.abs(bias), PerSampleClipBounds.bias(p, 1, 1, n), slack),
        Comparison.atMost(
            "variance" + at, estimate.variance(), PerSampleClipBounds.variance(p, 1, 1, n), slack),
        Comparison.atMost("MSE" + at, risk, PerSampleClipBounds.meanSquaredError(p, 1, n), slack),
        Comparison.equal("bias" + at, bias, closed.bias(), slack),
        Comparison.equal("MSE" + at, risk, closed.meanSquaredError(), slack));
  }

  /**
   * n times the estimate of a batch with the one sample A ≠ 0, at index k, is min(A, α k^{1/β}).
   */
  public static Finding thresholds(Trial trial, PerSampleClip spec, int n, double... heights) {
    return Subject.of(
        trial,
        spec,
        subject -> {
          double[] stated = thresholds(spec, n);
          Tightest tightest = new Tightest();
          for (double height : heights) {
            double[] measured = subject.contributions(n, height);
            for (int k = 0; k < n; k++) {
              double predicted = Math.min(height, stated[k]);
              tightest.offer(
                  Comparison.equal(
                      "contribution of A = " + height,
                      measured[k],
                      predicted,
                      subject.slack(n, n, predicted)),
                  "k = " + (k + 1));
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }

  /**
   * The estimate is the sum of its indices' contributions, on batches of 1 … n heavy-tailed
   * samples.
   */
  public static Finding superposition(Trial trial, PerSampleClip spec, int n, int batches) {
    ShiftedPareto law = new ShiftedPareto(1.6, 1);
    double[] thresholds = thresholds(spec, n);
    return Subject.of(
        trial,
        spec,
        subject -> {
          Tightest tightest = new Tightest();
          for (int replicate = 0; replicate < batches; replicate++) {
            RandomStream random = trial.streams().replicate(replicate);
            double[] rows = new double[1 + replicate % n];
            double sum = 0;
            double gauge = 0;
            for (int k = 0; k < rows.length; k++) {
              rows[k] = law.sample(random);
              double clipped = Math.clamp(rows[k], -thresholds[k], thresholds[k]);
              sum += clipped;
              gauge += Math.abs(clipped);
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

  /** t_1 … t_n as the spec has them. */
  public static double[] thresholds(PerSampleClip spec, int n) {
    double[] thresholds = new double[n];
    Arrays.setAll(thresholds, k -> spec.alpha() * StrictMath.pow(k + 1, 1 / spec.beta()));
    return thresholds;
  }
}
