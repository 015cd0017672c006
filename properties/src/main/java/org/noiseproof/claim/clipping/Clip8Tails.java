package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;

/** The tails of CLIP-8 by sampling: how often an error exceeds a radius. */
final class Clip8Tails {
  private Clip8Tails() {}

  private static final long SAMPLES = 1 << 20;
  private static final int PLOTTED = 1 << 12;

  /** A statistical check that says what it detects. */
  static Check check(
      String name, String measures, double effect, Function<Trial, Finding> experiment) {
    return Check.statistical(
        name,
        "%s; detects an excess of %.3g, deep of a tenth of it".formatted(measures, effect),
        experiment);
  }

  /** The errors of an estimator. */
  @FunctionalInterface
  interface Experiment {
    SampledError errors(Subject subject, Streams streams);
  }

  /**
   * P(error &gt; radius) ≤ δ.
   *
   * @param effect the least excess of the probability that must be found, ten times less when deep
   */
  static Finding atMost(
      Trial trial,
      EstimatorSpec spec,
      Experiment experiment,
      double radius,
      double delta,
      double effect) {
    return Subject.of(
        trial,
        spec,
        subject -> {
          SampledError error = experiment.errors(subject, trial.streams());
          return Finding.of(
              "P(error > %.4g)".formatted(radius),
              SequentialTest.decide(
                  new Hypothesis.ProbabilityAtMost(delta, scaled(effect, trial)),
                  replicate -> error.of(replicate) > radius ? 1 : 0,
                  trial.budget(),
                  SAMPLES));
        });
  }

  /** P(error &gt; radius) ≥ δ, as P(error ≤ radius) ≤ 1 − δ; the effect as above. */
  static Finding atLeast(
      Trial trial,
      EstimatorSpec spec,
      Experiment experiment,
      double radius,
      double delta,
      double effect) {
    return Subject.of(
        trial,
        spec,
        subject -> {
          SampledError error = experiment.errors(subject, trial.streams());
          return Finding.of(
              "P(error ≤ %.4g)".formatted(radius),
              SequentialTest.decide(
                  new Hypothesis.ProbabilityAtMost(1 - delta, scaled(effect, trial)),
                  replicate -> error.of(replicate) <= radius ? 1 : 0,
                  trial.budget(),
                  SAMPLES));
        });
  }

  private static double scaled(double effect, Trial trial) {
    return trial.scale() == Scale.DEEP ? effect / 10 : effect;
  }

  /** The share of {@value #PLOTTED} errors beyond some of their own values: a curve to look at. */
  static Optional<Series> survival(
      Trial trial, EstimatorSpec spec, Role role, Experiment experiment) {
    return Subject.find(trial, spec)
        .map(subject -> experiment.errors(subject, trial.streams()))
        .map(
            error -> {
              double[] errors = new double[PLOTTED];
              Arrays.setAll(errors, error::of);
              Arrays.sort(errors);
              List<Integer> ranks = IntStream.range(0, 12).mapToObj(i -> 1 << i).toList();
              return Series.of(
                  SpecJson.type(spec) + ", sampled",
                  role,
                  ranks.stream().map(rank -> errors[PLOTTED - rank]).toList(),
                  ranks.stream().map(rank -> (double) rank / PLOTTED).toList());
            });
  }
}
