package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;

/**
 * The orderings of CLIP-9 under a Pareto law, by sampling: two micro-batch sizes on the same
 * batches of 64 samples of mean 1, threshold 2.
 *
 * @param noise of mean 0
 * @param least the least value that an estimate can have; the largest is the threshold
 */
record Clip9Sampled(NoiseLaw noise, double least) {
  private static final int N = 64;
  private static final double MEAN = 1;
  private static final double THRESHOLD = 2;
  private static final long SAMPLES = 1 << 20;

  /** Var(after) ≥ Var(before) + gap is claimed; HOLDS proves that it is larger at all. */
  Finding variance(Trial trial, int before, int after, double gap) {
    double largest = (THRESHOLD - least) * (THRESHOLD - least) / 2;
    return compare(
        trial,
        before,
        after,
        gap,
        largest,
        "Var(B = %d) − Var(B = %d)".formatted(before, after),
        (one, other) -> (one - other) * (one - other) / 2);
  }

  /** |bias(after)| ≤ |bias(before)| − gap is claimed, where clipping can only lower the mean. */
  Finding bias(Trial trial, int before, int after, double gap) {
    return compare(
        trial,
        before,
        after,
        gap,
        THRESHOLD - least,
        "bias(B = %d) − bias(B = %d)".formatted(before, after),
        (one, other) -> one - least);
  }

  /**
   * E f(after) ≥ E f(before) + gap, from two independent batches a replicate.
   *
   * @param f of the estimates from two independent batches, in [0, largest]
   */
  private Finding compare(
      Trial trial,
      int before,
      int after,
      double gap,
      double largest,
      String quantity,
      DoubleBinaryOperator f) {
    MicroBatchClip first = new MicroBatchClip(THRESHOLD, before);
    MicroBatchClip second = new MicroBatchClip(THRESHOLD, after);
    return Estimators.with(
        trial,
        List.of(first, second),
        estimators ->
            Finding.of(
                quantity,
                SequentialTest.decide(
                    new Hypothesis.MeanAtMost(-gap, -largest, largest, gap),
                    replicate -> {
                      double[] one = batch(trial.streams().replicate(replicate, 0));
                      double[] other = batch(trial.streams().replicate(replicate, 1));
                      double difference =
                          f.applyAsDouble(
                                  estimators.estimate(first, one),
                                  estimators.estimate(first, other))
                              - f.applyAsDouble(
                                  estimators.estimate(second, one),
                                  estimators.estimate(second, other));
                      return withinRange(difference, largest);
                    },
                    trial.budget(),
                    SAMPLES)));
  }

  /** A difference that rounding alone may carry past the largest possible one. */
  private static double withinRange(double difference, double largest) {
    double rounding = Tolerance.gamma(N, Tolerance.UNIT_ROUNDOFF) * largest;
    return Math.abs(difference) <= largest + rounding
        ? Math.clamp(difference, -largest, largest)
        : difference;
  }

  private double[] batch(RandomStream random) {
    double[] rows = new double[N];
    Arrays.setAll(rows, k -> MEAN + noise.sample(random));
    return rows;
  }

  /** P(|estimate − EX| &gt; radius) ≤ 1/1000: the 0.999-quantile is at most the radius. */
  Finding quantileAtMost(Trial trial, int size, double radius, double effect) {
    return Clip8Tails.atMost(
        trial,
        new MicroBatchClip(THRESHOLD, size),
        (subject, streams) -> SampledError.onTheLine(subject, noise, MEAN, N, streams),
        radius,
        1e-3,
        effect);
  }

  /** P(|estimate − EX| &gt; radius) ≥ 1/1000: the 0.999-quantile is at least the radius. */
  Finding quantileAtLeast(Trial trial, int size, double radius, double effect) {
    return Clip8Tails.atLeast(
        trial,
        new MicroBatchClip(THRESHOLD, size),
        (subject, streams) -> SampledError.onTheLine(subject, noise, MEAN, N, streams),
        radius,
        1e-3,
        effect);
  }
}
