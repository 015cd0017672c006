package org.noiseproof.claim.symmetry;

import java.util.List;
import java.util.function.DoubleFunction;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.symmetry.Limit.Rung;
import org.noiseproof.ensemble.Observable.Average;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * u²/|w|² of long runs from one start, both squares averaged over the run.
 *
 * @param neuron what learns
 * @param optimizer for each η
 * @param factor by which the ratio is multiplied, where u and w are measured in other units
 * @param u where the run starts, with u w half the teacher
 * @param settle τ = η²t before the average begins
 * @param end τ
 */
record RatioRuns(
    Neuron neuron,
    DoubleFunction<OptimizerSpec> optimizer,
    double factor,
    double u,
    double settle,
    double end) {
  /** Of the teacher, what the function is at the start. */
  static final double SHARE = 0.5;

  /** Plain SGD, averaged over 4 ≤ τ &lt; 6. */
  static RatioRuns from(Neuron neuron, double u) {
    return new RatioRuns(neuron, RatioRuns::plain, 1, u, 4, 6);
  }

  static OptimizerSpec plain(double rate) {
    return new Sgd(rate, 0, 0, false, 0);
  }

  /** The same with another optimizer. */
  RatioRuns with(DoubleFunction<OptimizerSpec> other) {
    return new RatioRuns(neuron, other, factor, u, settle, end);
  }

  /** Averaged over another time. */
  RatioRuns over(double newSettle, double newEnd) {
    return new RatioRuns(neuron, optimizer, factor, u, newSettle, newEnd);
  }

  /** Whether the ratio goes to the value as η → 0. */
  Finding goesTo(Trial trial, double value, Ladder ladder) {
    double[] start = neuron.equilibrium().on(u, SHARE);
    List<Rung> rungs =
        ladder.rates().stream()
            .map(
                rate -> {
                  long from = Ladder.steps(settle, rate);
                  return new Rung(
                      rate,
                      neuron.run(
                          optimizer.apply(rate),
                          start,
                          Ladder.steps(end, rate),
                          List.of(
                              new Average(neuron.squaredU(), from),
                              new Average(neuron.squaredW(), from))));
                })
            .toList();
    return new Limit("u²/|w|²", seen -> factor * seen[0] / seen[1], ladder.lower(), ladder.upper())
        .is(trial, rungs, value, ladder.allowance(), ladder.effect());
  }
}
