package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Trial;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Hypothesis.MeanEquals;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.theory.ClippedMoments;

/**
 * A moment that clip_t(μ + X) is said to have, tested on draws that the implementation clips.
 *
 * @param law of X
 * @param shift μ
 * @param threshold t
 * @param order which moment
 * @param value what it is said to be
 * @param effect the minimum detectable effect; a quarter of it in a deep run
 */
record ClippedMoment(
    NoiseLaw law, double shift, double threshold, Order order, double value, double effect) {

  /** Which moment. */
  enum Order {
    /** E clip_t(Y). */
    MEAN,
    /** E min(|Y|, t): |Y| is clipped. */
    ABSOLUTE,
    /** E clip_t(Y)². */
    SECOND;

    double of(ClippedMoments moments) {
      return switch (this) {
        case MEAN -> moments.mean();
        case ABSOLUTE -> moments.absolute();
        case SECOND -> moments.second();
      };
    }
  }

  /** Draws averaged into one bounded observation. */
  private static final int ROWS = 16;

  private static final long MOST_BATCHES = 1 << 20;

  /** The moment that the closed form gives. */
  static ClippedMoment of(
      NoiseLaw law, double shift, double threshold, Order order, double effect) {
    double value = order.of(ClippedMoments.of(law, shift, threshold));
    return new ClippedMoment(law, shift, threshold, order, value, effect);
  }

  /** The same moment, said to be something else. */
  ClippedMoment claimedToBe(double other) {
    return new ClippedMoment(law, shift, threshold, order, other, effect);
  }

  private PerSampleClip spec() {
    return new PerSampleClip(threshold, Double.POSITIVE_INFINITY);
  }

  /** The test on draws clipped by the backend. */
  Finding test(Trial trial) {
    return Estimators.with(trial, List.of(spec()), estimators -> test(trial, estimators));
  }

  /**
   * Nothing right leaves [−t, t]; a wrong estimate that does is cut a quarter beyond, where it is
   * still wrong, since the test needs bounded observations.
   */
  private Finding test(Trial trial, Estimators estimators) {
    double bound = 1.25 * (order == Order.SECOND ? threshold * threshold : threshold);
    double detectable = trial.scale() == Trial.Scale.DEEP ? effect / 4 : effect;
    Decision decision =
        SequentialTest.decide(
            new MeanEquals(value, -bound, bound, detectable),
            r -> Math.clamp(observe(trial.streams().replicate(r), estimators), -bound, bound),
            trial.budget(),
            MOST_BATCHES);
    String name =
        switch (order) {
          case MEAN -> "E clip_t";
          case ABSOLUTE -> "E min(|X|, t)";
          case SECOND -> "E clip_t²";
        };
    return Finding.of("%s, said to be %.6g ± %.2g,".formatted(name, value, detectable), decision)
        .with(plot(decision));
  }

  /** The average over one batch; each draw has a column of its own where it is to be squared. */
  private double observe(RandomStream random, Estimators estimators) {
    double[] draws =
        DoubleStream.generate(() -> law.sample(random) + shift)
            .map(x -> order == Order.ABSOLUTE ? Math.abs(x) : x)
            .limit(ROWS)
            .toArray();
    if (order != Order.SECOND) {
      return estimators.estimate(spec(), draws);
    }
    double[][] diagonal = new double[ROWS][ROWS];
    for (int k = 0; k < ROWS; k++) {
      diagonal[k][k] = draws[k];
    }
    double[] estimate = estimators.estimate(spec(), diagonal);
    return ROWS * Vectors.dot(estimate, estimate);
  }

  /** The closed form as the threshold varies, and what was measured at this one. */
  private Plot plot(Decision decision) {
    List<Double> thresholds = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = -20; i <= 20; i++) {
      double t = threshold * Math.pow(10, i / 20.0);
      thresholds.add(t);
      values.add(order.of(ClippedMoments.of(law, shift, t)));
    }
    return new Plot(
        "A moment of clipped noise: " + law,
        "threshold t",
        order.name().toLowerCase(Locale.ROOT) + " of clip_t",
        true,
        false,
        List.of(
            Plot.Series.of("closed form", Plot.Role.PREDICTED, thresholds, values),
            new Plot.Series(
                "measured",
                Plot.Role.MEASURED,
                List.of(threshold),
                List.of(decision.estimate()),
                List.of(decision.lower()),
                List.of(decision.upper()))));
  }
}
