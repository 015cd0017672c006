package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;

/**
 * The mean of a function of what replicas of one run show, beside its value at finite learning
 * rate.
 *
 * @param quantity what is estimated
 * @param spec the run
 * @param function of the observables of a replica
 * @param lower where the function is cut off
 * @param upper likewise, and what runs count as that left the range of the numbers
 */
record SampledMean(
    String quantity,
    EnsembleSpec spec,
    ToDoubleFunction<double[]> function,
    double lower,
    double upper) {
  private static final long MOST = 1 << 20;

  /** Whether |E − value| ≤ allowance, found where it is by Δ more. */
  Finding is(Trial trial, double value, double allowance, double effect) {
    return decide(trial, new Hypothesis.MeanEquals(value, allowance, lower, upper, effect));
  }

  /** Whether E ≤ bound, found where it is by Δ more. */
  Finding atMost(Trial trial, double bound, double effect) {
    return decide(trial, new Hypothesis.MeanAtMost(bound, lower, upper, effect));
  }

  /** Whether what is 1 or 0 has P(1) ≤ bound, found where it is by Δ more. */
  Finding isRare(Trial trial, double bound, double effect) {
    return decide(trial, new Hypothesis.ProbabilityAtMost(bound, effect));
  }

  private Finding decide(Trial trial, Hypothesis hypothesis) {
    return trial
        .backend()
        .ensemble(spec)
        .map(
            ensemble -> {
              Decision decision =
                  SequentialTest.decide(
                      hypothesis,
                      (first, count) ->
                          Arrays.stream(ensemble.run(trial.streams(), first, count))
                              .mapToDouble(row -> cut(function.applyAsDouble(row)))
                              .toArray(),
                      trial.budget(),
                      MOST);
              return Finding.of(quantity, decision);
            })
        .orElseGet(() -> Finding.notApplicable(trial.backend().name() + " does not run " + spec));
  }

  private double cut(double value) {
    return Double.isNaN(value) ? upper : Math.clamp(value, lower, upper);
  }
}
