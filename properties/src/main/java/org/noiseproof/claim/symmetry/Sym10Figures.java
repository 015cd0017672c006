package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.symmetry.MatrixNet.Start;
import org.noiseproof.claim.symmetry.Sym10Runs.Clock;
import org.noiseproof.claim.symmetry.Sym10Runs.Noise;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.Observable.At;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.Factorization;

/**
 * Runs from two minima beside the flow, to look at.
 *
 * @param net what learns
 * @param end τ
 */
record Sym10Figures(MatrixNet net, double end) {
  private static final int POINTS = 64;
  private static final List<Start> STARTS = List.of(Start.FLATTEST, Start.UNBALANCED);

  private static double rate(Trial trial) {
    return trial.scale().of(0.1, 0.05, 0.025);
  }

  /** Tr H over τ, from two starts, with noise of the labels and without. */
  Finding sharpness(Trial trial, Finding finding) {
    List<Double> at = IntStream.rangeClosed(0, POINTS).mapToObj(this::time).toList();
    List<QuadraticForm> forms = List.of(net.equilibrium().sharpness());
    List<Series> series = new ArrayList<>();
    for (Start start : STARTS) {
      run(trial, Noise.MINIBATCH, Clock.CONSTANT, start, forms, at)
          .map(seen -> Series.of("SGD from " + start, Role.MEASURED, at, seen.getFirst()))
          .ifPresent(series::add);
      run(trial, Noise.NONE, Clock.CONSTANT, start, forms, at)
          .map(
              seen ->
                  Series.of("gradient descent from " + start, Role.CONTROL, at, seen.getFirst()))
          .ifPresent(series::add);
      series.add(
          Series.of(
              "flow from %s, η → 0".formatted(start),
              Role.PREDICTED,
              at,
              flow(start, forms, at).getFirst()));
    }
    return finding.with(
        new Plot(
            "Sharpness over time, %s label noise, η = %s".formatted(net.name(), rate(trial)),
            "τ = η²t",
            "Tr H",
            false,
            false,
            series));
  }

  /** The sizes of the representation and of its gradient, from two starts. */
  Finding representation(Trial trial, Finding finding) {
    List<Double> at = IntStream.rangeClosed(0, POINTS).mapToObj(this::time).toList();
    List<QuadraticForm> forms =
        List.of(
            net.equilibrium().representation(),
            net.equilibrium().imbalance(0, 0),
            net.equilibrium().imbalance(1, 1));
    List<Series> series = new ArrayList<>();
    for (Start start : STARTS) {
      run(trial, Noise.MINIBATCH, Clock.CONSTANT, start, forms, at)
          .map(seen -> plane("SGD from " + start, Role.MEASURED, seen))
          .ifPresent(series::add);
      series.add(
          plane("flow from %s, η → 0".formatted(start), Role.PREDICTED, flow(start, forms, at)));
    }
    List<Double> diagonal = List.of(0.5, 2.0);
    series.add(Series.of("balance", Role.BOUND, diagonal, diagonal));
    return finding.with(
        new Plot(
            "Representation against its gradient, %s label noise, η = %s"
                .formatted(net.name(), rate(trial)),
            "E‖h‖²/E‖x‖²",
            "E‖δ‖²/E‖r‖²",
            false,
            false,
            series));
  }

  private Series plane(String name, Role role, List<List<Double>> seen) {
    double squares = net.scales().stream().mapToDouble(a -> a * a).sum();
    List<Double> x = seen.get(0).stream().map(h -> h / squares).toList();
    List<Double> y =
        IntStream.range(0, x.size())
            .mapToObj(k -> x.get(k) - seen.get(1).get(k) - seen.get(2).get(k))
            .toList();
    return Series.of(name, role, x, y);
  }

  /** Tr H over the steps under a constant rate and one that warms up. */
  Finding warmUp(Trial trial, Finding finding) {
    List<QuadraticForm> forms = List.of(net.equilibrium().sharpness());
    List<Series> series = new ArrayList<>();
    for (Clock clock : Clock.values()) {
      String name = clock == Clock.CONSTANT ? "constant rate" : "linear warm-up";
      // As many steps under both: those of the warm-up, which come to a third of τ.
      double tau = clock == Clock.CONSTANT ? 3 * end : end;
      List<Double> shares =
          IntStream.rangeClosed(0, POINTS).mapToObj(k -> (double) k / POINTS).toList();
      List<Double> at = shares.stream().map(s -> tau * clock.tau(s)).toList();
      new Sym10Figures(net, tau)
          .run(trial, Noise.MINIBATCH, clock, Start.UNBALANCED, forms, at)
          .map(seen -> Series.of("SGD, " + name, Role.MEASURED, shares, seen.getFirst()))
          .ifPresent(series::add);
      series.add(
          Series.of(
              "flow, " + name,
              Role.PREDICTED,
              shares,
              flow(Start.UNBALANCED, forms, at).getFirst()));
    }
    return finding.with(
        new Plot(
            "Sharpness while the learning rate warms up, and under a constant one, η = "
                + rate(trial),
            "share of the steps",
            "Tr H",
            false,
            false,
            series));
  }

  /** τ, more densely at the beginning. */
  private double time(int k) {
    return end * k * k / (POINTS * POINTS);
  }

  /** The means of the forms at these τ. */
  private Optional<List<List<Double>>> run(
      Trial trial,
      Noise noise,
      Clock clock,
      Start start,
      List<QuadraticForm> forms,
      List<Double> at) {
    double rate = rate(trial);
    long steps = clock.steps(end, rate);
    List<Observable> observables =
        forms.stream()
            .flatMap(
                form ->
                    at.stream()
                        .map(tau -> Math.round(steps * clock.share(Math.min(1, tau / end))))
                        .<Observable>map(t -> new At(new Quadratic(form), Math.min(steps - 1, t))))
            .toList();
    OptimizerSpec optimizer = clock.optimizer(rate, steps);
    EnsembleSpec spec =
        noise == Noise.MINIBATCH
            ? net.sgd(optimizer, start, steps, observables)
            : net.descent(optimizer, start, steps, observables);
    Optional<Ensemble> ensemble = trial.backend().ensemble(spec);
    int replicas = noise == Noise.NONE ? 1 : trial.scale().of(16, 512, 512);
    return ensemble.map(
        runs -> {
          double[][] rows = runs.run(trial.streams().within("figure"), 0, replicas);
          return IntStream.range(0, forms.size())
              .mapToObj(
                  i ->
                      IntStream.range(i * at.size(), (i + 1) * at.size())
                          .mapToObj(
                              k ->
                                  Arrays.stream(rows)
                                      .mapToDouble(row -> row[k])
                                      .average()
                                      .orElseThrow())
                          .toList())
              .toList();
        });
  }

  /** The forms along the flow at these τ. */
  private List<List<Double>> flow(Start start, List<QuadraticForm> forms, List<Double> at) {
    List<Factorization> path = new ArrayList<>();
    Factorization point = start.of(net);
    double now = 0;
    for (double tau : at) {
      point = net.flow().after(tau - now, point);
      now = tau;
      path.add(point);
    }
    return forms.stream()
        .map(form -> path.stream().map(p -> form.of(p.parameters())).toList())
        .toList();
  }
}
