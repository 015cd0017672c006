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
 * What an expectation goes to as η → 0, tested against a value, by Richardson's extrapolation over
 * learning rates that are halved, replica by replica: 2f(η/2) − f(η), or (8f(η/4) − 6f(η/2) +
 * f(η))/3. With f(η) = a + bη + cη² + … the first is a − cη²/2 + …, the second a + O(η³).
 *
 * @param quantity what is estimated
 * @param setting of what, for a reader
 * @param function of the observables of a replica
 */
record Limit(String quantity, String setting, ToDoubleFunction<double[]> function) {
  private static final long MOST = 1 << 20;

  /** The runs at a learning rate. */
  interface Runs {
    /** All on the same random numbers; what they show of a replica is put one after the other. */
    List<EnsembleSpec> at(double rate);
  }

  /** Whether the limit is the value. */
  Finding is(Trial trial, Approach approach, Runs runs, double value) {
    List<List<Ensemble>> ensembles = new ArrayList<>();
    for (double rate : approach.rates()) {
      List<Ensemble> together = new ArrayList<>();
      for (EnsembleSpec spec : runs.at(rate)) {
        Optional<Ensemble> ensemble = trial.backend().ensemble(spec);
        if (ensemble.isEmpty()) {
          return Finding.notApplicable(trial.backend().name() + " does not run " + spec);
        }
        together.add(ensemble.get());
      }
      ensembles.add(together);
    }
    double[] weights = weights(approach.rates().size());
    double lower = approach.lower();
    double upper = approach.upper();
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
              double seen = cut(function.applyAsDouble(rows[r]), lower, upper);
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
            new Hypothesis.MeanEquals(value, approach.allowance(), least, most, approach.effect()),
            sampler,
            trial.budget(),
            MOST);
    List<Double> means = new ArrayList<>();
    for (double sum : sums) {
      means.add(sum / drawn[0]);
    }
    return Finding.of(quantity, decision)
        .with(
            new Plot(
                "%s of %s, η → 0".formatted(quantity, setting),
                "η",
                quantity,
                false,
                false,
                List.of(
                    Series.of("at η", Role.MEASURED, approach.rates(), means),
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

  private static double cut(double value, double lower, double upper) {
    return Double.isNaN(value) ? upper : Math.clamp(value, lower, upper);
  }

  /** Of f(η), f(η/2), …, by the number of rates. */
  static double[] weights(int rates) {
    return switch (rates) {
      case 1 -> new double[] {1};
      case 2 -> new double[] {-1, 2};
      case 3 -> new double[] {1 / 3.0, -2, 8 / 3.0};
      default ->
          throw new IllegalArgumentException("rates = " + rates + " is out of range: 1, 2 or 3");
    };
  }
}
