package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.theory.PerSampleClipBounds;

/** What CLIP-9 says of micro-batches one by one. */
final class Clip9Blocks {
  private Clip9Blocks() {}

  private static final double P = 1.5;
  private static final double THRESHOLD = 2;

  /**
   * The estimate is the weighted mean of its clipped micro-batch means, on heavy-tailed batches.
   */
  static Finding structure(Trial trial, int batches) {
    ShiftedPareto law = new ShiftedPareto(1.6, 1);
    return Subject.of(
        trial,
        new MicroBatchClip(THRESHOLD, 1),
        ignored -> {
          Tightest tightest = new Tightest();
          for (int replicate = 0; replicate < batches; replicate++) {
            RandomStream random = trial.streams().replicate(replicate);
            double[] rows = new double[64 - random.nextInt(16)];
            Arrays.setAll(rows, k -> law.sample(random));
            for (int size : Clip9Exact.SIZES) {
              Subject subject =
                  Subject.find(trial, new MicroBatchClip(THRESHOLD, size)).orElseThrow();
              double gauge = Arrays.stream(rows).map(Math::abs).sum() / rows.length;
              tightest.offer(
                  Comparison.equal(
                      "estimate, B = " + size,
                      subject.estimate(rows),
                      clippedMeans(rows, size),
                      subject.slack(rows.length, 1, gauge)),
                  "replicate %d, n = %d".formatted(replicate, rows.length));
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }

  private static double clippedMeans(double[] rows, int size) {
    double sum = 0;
    for (int from = 0; from < rows.length; from += size) {
      double[] block = Arrays.copyOfRange(rows, from, Math.min(from + size, rows.length));
      double mean = Arrays.stream(block).sum() / block.length;
      sum += block.length * Math.clamp(mean, -THRESHOLD, THRESHOLD);
    }
    return sum / rows.length;
  }

  /**
   * One sample of 64 runs away, the others are μ = ½: the error is (t − μ) B/n, however far it
   * runs.
   */
  static Finding contamination(Trial trial) {
    double mean = 0.5;
    double[] rows = new double[64];
    Arrays.fill(rows, mean);
    rows[rows.length / 3] = 0x1p40;
    return Subject.of(
        trial,
        new MicroBatchClip(THRESHOLD, 1),
        ignored -> {
          Tightest tightest = new Tightest();
          for (int size = 1; size <= rows.length; size *= 2) {
            Subject subject =
                Subject.find(trial, new MicroBatchClip(THRESHOLD, size)).orElseThrow();
            tightest.offer(
                Comparison.equal(
                    "error of the contaminated batch, B = " + size,
                    subject.estimate(rows) - mean,
                    (THRESHOLD - mean) * size / rows.length,
                    subject.slack(rows.length, 1, THRESHOLD)),
                "n = " + rows.length);
          }
          return Finding.of(tightest.comparisons());
        });
  }

  /**
   * PS-Clip of micro-batch means: their raw moment is at most M_B = |x| + 2^{(2−p)/p} σ
   * B^{−(p−1)/p}, and with α = M_B their MSE that of CLIP-7 for n/B samples.
   *
   * @param shrinking what the claim has for B^{−(p−1)/p}
   */
  static Finding perSampleClipOfMeans(Trial trial, IntToDoubleFunction shrinking) {
    return Subject.of(
        trial,
        new Mean(),
        means -> {
          Tightest tightest = new Tightest();
          for (double x : new double[] {0, 1}) {
            for (int logRarity = 4; logRarity <= 12; logRarity += 4) {
              double q = Math.scalb(1.0, -logRarity);
              CentredTwoPoint noise = new CentredTwoPoint(q, 1 / q);
              MicroBatches law = new MicroBatches(0, 1 / q, q, 64).about(x);
              double sigma = Clip7Rate.moment(noise, P);
              for (int size : Clip9Exact.SIZES) {
                double factor = StrictMath.pow(2, (2 - P) / P);
                double moment = x + factor * sigma * shrinking.applyAsDouble(size);
                compare(trial, tightest, law.block(means, size), x, moment, size, law);
              }
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }

  private static void compare(
      Trial trial,
      Tightest tightest,
      FiniteLaw mean,
      double target,
      double moment,
      int size,
      MicroBatches law) {
    int count = law.samples() / size;
    double power = StrictMath.pow(moment, P);
    Subject clip = Subject.find(trial, new PerSampleClip(moment, P)).orElseThrow();
    tightest.offer(
        Comparison.atMost(
            "E|micro-batch mean|ᵖ, B = " + size,
            mean.expectation(x -> StrictMath.pow(Math.abs(x), P)),
            power,
            clip.slack(size, 1, power)),
        law);
    double bound = PerSampleClipBounds.meanSquaredError(P, moment, count);
    tightest.offer(
        Comparison.atMost(
            "MSE of PS-Clip of micro-batch means, B = " + size,
            risk(clip, mean, target, count),
            bound,
            clip.slack(count, count, bound)),
        law);
  }

  /** E(estimate − target)² for independent samples of this law, index by index. */
  private static double risk(Subject clip, FiniteLaw sample, double target, int n) {
    double[] first = new double[n];
    double[] second = new double[n];
    sample
        .atoms()
        .forEach(
            (value, probability) -> {
              double[] contributions = clip.contributions(n, value);
              for (int k = 0; k < n; k++) {
                first[k] += probability * contributions[k];
                second[k] += probability * contributions[k] * contributions[k];
              }
            });
    double mean = 0;
    double variance = 0;
    for (int k = 0; k < n; k++) {
      mean += first[k] / n;
      variance += (second[k] - first[k] * first[k]) / n / n;
    }
    return variance + (mean - target) * (mean - target);
  }
}
