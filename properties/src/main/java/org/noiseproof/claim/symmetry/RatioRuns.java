package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable.Average;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * u²/|w|² of long runs from one start, both squares averaged over the run.
 *
 * @param setting what sets these runs apart from others of the claim
 * @param neuron what learns
 * @param optimizer for each η
 * @param factor by which the ratio is multiplied, where u and w are measured in other units
 * @param u where the run starts, with u w half the teacher
 * @param settle τ = η²t before the average begins
 * @param end τ
 */
record RatioRuns(
    String setting,
    Neuron neuron,
    DoubleFunction<OptimizerSpec> optimizer,
    double factor,
    double u,
    double settle,
    double end) {
  /** Of the teacher, what the function is at the start. */
  static final double SHARE = 0.5;

  private static final List<Double> RATES_TO_LOOK_AT = List.of(0.1, 0.08, 0.06, 0.04, 0.02);

  /** Plain SGD, averaged over 4 ≤ τ &lt; 6. */
  static RatioRuns from(Neuron neuron, double u) {
    return new RatioRuns("from u = " + u, neuron, RatioRuns::plain, 1, u, 4, 6);
  }

  static OptimizerSpec plain(double rate) {
    return new Sgd(rate, 0, 0, false, 0);
  }

  /** The same with another optimizer. */
  RatioRuns with(String otherSetting, DoubleFunction<OptimizerSpec> other) {
    return new RatioRuns(otherSetting, neuron, other, factor, u, settle, end);
  }

  /** Averaged over another time. */
  RatioRuns over(double newSettle, double newEnd) {
    return new RatioRuns(setting, neuron, optimizer, factor, u, newSettle, newEnd);
  }

  /** Whether the ratio goes to the value as η → 0. */
  Finding goesTo(Trial trial, double value, Approach approach) {
    return new Limit("u²/|w|²", setting, this::ratio)
        .is(trial, approach, rate -> List.of(at(rate)), value);
  }

  /** The finding with the ratio over η, where the backend runs such things. */
  Finding drawn(Trial trial, Finding finding, double limit) {
    List<Double> rates =
        trial.scale().of(List.of(0.1, 0.08, 0.06), RATES_TO_LOOK_AT, RATES_TO_LOOK_AT);
    List<Double> ratios = new ArrayList<>();
    for (double rate : rates) {
      Optional<Ensemble> ensemble = trial.backend().ensemble(at(rate));
      if (ensemble.isEmpty()) {
        return finding;
      }
      double[][] seen =
          ensemble.get().run(trial.streams().within("figure"), 0, trial.scale().of(32, 512, 512));
      ratios.add(Arrays.stream(seen).mapToDouble(this::ratio).average().orElse(0));
    }
    return finding.with(
        new Plot(
            "The ratio at finite η",
            "η",
            "E u²/|w|²",
            false,
            false,
            List.of(
                Series.of("SGD", Role.MEASURED, rates, ratios),
                Series.of(
                    "limit",
                    Role.PREDICTED,
                    List.of(0.0, rates.getFirst()),
                    List.of(limit, limit)))));
  }

  private EnsembleSpec at(double rate) {
    long from = Approach.steps(settle, rate);
    return neuron.run(
        optimizer.apply(rate),
        neuron.equilibrium().on(u, SHARE),
        Approach.steps(end, rate),
        List.of(new Average(neuron.squaredU(), from), new Average(neuron.squaredW(), from)));
  }

  private double ratio(double[] seen) {
    return factor * seen[0] / seen[1];
  }
}
