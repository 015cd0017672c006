package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.Observable.At;
import org.noiseproof.ensemble.Observable.Last;
import org.noiseproof.spec.OptimizerSpec;

/**
 * What is left at τ = η²t of the difference between the charges of two runs that draw the same
 * samples, from minima on both sides of the equilibrium, u² = (1 ± 0.1) u*².
 *
 * @param neuron with E xxᵀ = I
 * @param optimizer for each η, η being what the learning rate comes to
 */
record Relaxation(Neuron neuron, DoubleFunction<OptimizerSpec> optimizer) {
  private static final double SPREAD = 0.1;
  private static final int REPLICAS = 64;
  private static final int POINTS = 16;

  /** u² of the two starts. */
  double[] squares() {
    double rest = neuron.equilibrium().squaredU();
    return new double[] {(1 + SPREAD) * rest, (1 - SPREAD) * rest};
  }

  /** Whether that goes to the value as η → 0. */
  Finding leaves(Trial trial, double tau, double value, Approach approach) {
    return new Limit(
            "share of ΔC left", "two runs on the same samples at τ = " + tau, seen -> left(seen, 0))
        .is(trial, approach, rate -> runs(rate, tau, List.of(new Last(neuron.charge()))), value);
  }

  /** The finding with what is left over time, beside some curves, where the backend runs it. */
  Finding drawn(Trial trial, Finding finding, double end, List<Double> rates, List<Series> curves) {
    List<Series> series = new ArrayList<>(curves);
    for (double rate : rates) {
      long steps = Approach.steps(end, rate);
      long[] times = IntStream.range(0, POINTS).mapToLong(k -> steps * k / POINTS).toArray();
      List<At> charges = Arrays.stream(times).mapToObj(t -> new At(neuron.charge(), t)).toList();
      double[][] seen = new double[REPLICAS][0];
      for (EnsembleSpec run : runs(rate, end, charges)) {
        Optional<Ensemble> ensemble = trial.backend().ensemble(run);
        if (ensemble.isEmpty()) {
          return finding;
        }
        seen = joined(seen, ensemble.get().run(trial.streams().within("figure"), 0, REPLICAS));
      }
      series.add(
          Series.of(
              "SGD, η = " + rate,
              Role.MEASURED,
              Arrays.stream(times).mapToObj(t -> t * rate * rate).toList(),
              means(seen)));
    }
    return finding.with(
        new Plot(
            "Two runs on the same samples", "τ = η²t", "share of ΔC left", false, true, series));
  }

  /** A curve over [0, end]. */
  static Series curve(String name, Role role, double end, DoubleUnaryOperator value) {
    List<Double> tau =
        IntStream.rangeClosed(0, 2 * POINTS).mapToObj(k -> end * k / (2 * POINTS)).toList();
    return Series.of(name, role, tau, tau.stream().map(value::applyAsDouble).toList());
  }

  private List<Double> means(double[][] seen) {
    return IntStream.range(0, POINTS)
        .mapToObj(k -> Arrays.stream(seen).mapToDouble(row -> left(row, k)).average().orElse(0))
        .toList();
  }

  /** Of what a pair shows, the first run's charges and then the second's. */
  private double left(double[] seen, int k) {
    double[] squares = squares();
    double atFirst = charge(squares[0]) - charge(squares[1]);
    return (seen[k] - seen[seen.length / 2 + k]) / atFirst;
  }

  private double charge(double square) {
    return neuron.loss().symmetries().getFirst().charge(start(square));
  }

  private double[] start(double square) {
    return neuron.equilibrium().on(Math.sqrt(square), 1);
  }

  private List<EnsembleSpec> runs(double rate, double tau, List<? extends Observable> observables) {
    return Arrays.stream(squares())
        .mapToObj(
            square ->
                neuron.run(
                    optimizer.apply(rate), start(square), Approach.steps(tau, rate), observables))
        .toList();
  }

  private static double[][] joined(double[][] rows, double[][] more) {
    return IntStream.range(0, rows.length)
        .mapToObj(
            r -> {
              double[] row = Arrays.copyOf(rows[r], rows[r].length + more[r].length);
              System.arraycopy(more[r], 0, row, rows[r].length, more[r].length);
              return row;
            })
        .toArray(double[][]::new);
  }
}
