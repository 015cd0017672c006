package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.statistics.SequentialTest.Sampler;

/**
 * What an expectation goes to as η → 0, by Richardson's extrapolation over learning rates that are
 * halved, replica by replica: 2f(η/2) − f(η), or (8f(η/4) − 6f(η/2) + f(η))/3. With f(η) = a + bη +
 * cη² + … the first is a − cη²/2 + …, the second a + O(η³).
 *
 * @param quantity what is estimated
 * @param function of the observables of a replica
 * @param lower where the function is cut off; laws that concentrate on a point inside have the same
 *     limit cut off
 * @param upper likewise, and what runs count as that left the range of the numbers
 */
record Limit(String quantity, ToDoubleFunction<double[]> function, double lower, double upper) {
  private static final long MOST = 1 << 20;

  /**
   * The runs at one learning rate, all on the same random numbers.
   *
   * @param specs whose observables follow each other in what the function is given
   */
  record Rung(double rate, List<EnsembleSpec> specs) {
    Rung {
      specs = List.copyOf(specs);
    }

    /** One run. */
    Rung(double rate, EnsembleSpec spec) {
      this(rate, List.of(spec));
    }
  }

  /**
   * Whether the limit is the value.
   *
   * @param rungs at η, η/2 and, where there are three, η/4
   * @param value claimed
   * @param allowance what the extrapolation may be off by
   * @param effect the least deviation beyond that must be found
   */
  Finding is(Trial trial, List<Rung> rungs, double value, double allowance, double effect) {
    double[] weights = weights(rungs.size());
    List<List<Ensemble>> ensembles = new ArrayList<>();
    for (Rung rung : rungs) {
      List<Ensemble> together = new ArrayList<>();
      for (EnsembleSpec spec : rung.specs()) {
        Optional<Ensemble> ensemble = trial.backend().ensemble(spec);
        if (ensemble.isEmpty()) {
          return Finding.notApplicable(trial.backend().name() + " does not run " + spec);
        }
        together.add(ensemble.get());
      }
      ensembles.add(together);
    }
    double least = sum(weights, lower, upper);
    double most = sum(weights, upper, lower);
    double[] sums = new double[weights.length];
    long[] drawn = {0};
    Sampler sampler =
        (first, count) -> {
          double[] z = new double[count];
          for (int i = 0; i < weights.length; i++) {
            double[][] rows =
                rows(ensembles.get(i), trial.streams().within("rung-" + i), first, count);
            for (int r = 0; r < count; r++) {
              double seen = cut(function.applyAsDouble(rows[r]));
              sums[i] += seen;
              z[r] += weights[i] * seen;
            }
          }
          drawn[0] += count;
          for (int r = 0; r < count; r++) {
            z[r] = Math.clamp(z[r], least, most); // the sums were rounded
          }
          return z;
        };
    Decision decision =
        SequentialTest.decide(
            new Hypothesis.MeanEquals(value, allowance, least, most, effect),
            sampler,
            trial.budget(),
            MOST);
    List<Double> rates = rungs.stream().map(Rung::rate).toList();
    List<Double> means = new ArrayList<>();
    for (double sum : sums) {
      means.add(sum / drawn[0]);
    }
    return Finding.of(quantity, decision)
        .with(
            new Plot(
                quantity + ", η → 0",
                "η",
                quantity,
                false,
                false,
                List.of(
                    Series.of("at η", Role.MEASURED, rates, means),
                    new Series(
                        "extrapolated, with its confidence sequence at the stop",
                        Role.MEASURED,
                        List.of(0.0),
                        List.of(decision.estimate()),
                        List.of(decision.lower()),
                        List.of(decision.upper())),
                    Series.of("limit", Role.PREDICTED, List.of(0.0), List.of(value)))));
  }

  /** What the ensembles show of each replica, one after the other. */
  private static double[][] rows(List<Ensemble> ensembles, Streams streams, long first, int count) {
    double[][] rows = new double[count][0];
    for (Ensemble ensemble : ensembles) {
      double[][] seen = ensemble.run(streams, first, count);
      for (int r = 0; r < count; r++) {
        rows[r] = DoubleStream.concat(Arrays.stream(rows[r]), Arrays.stream(seen[r])).toArray();
      }
    }
    return rows;
  }

  private static double sum(double[] weights, double ifPositive, double ifNegative) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight * (weight > 0 ? ifPositive : ifNegative);
    }
    return sum;
  }

  private double cut(double value) {
    return Double.isNaN(value) ? upper : Math.clamp(value, lower, upper);
  }

  private static double[] weights(int rungs) {
    return switch (rungs) {
      case 1 -> new double[] {1};
      case 2 -> new double[] {-1, 2};
      case 3 -> new double[] {1 / 3.0, -2, 8 / 3.0};
      default ->
          throw new IllegalArgumentException("rungs = " + rungs + " is out of range: 1, 2 or 3");
    };
  }
}
