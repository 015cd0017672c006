package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.Observable.At;
import org.noiseproof.theory.ChargeFlow;

/**
 * Two starts on one orbit, to look at: SGD takes both to one point of the orbit of minima, gradient
 * descent leaves each where it falls on it.
 *
 * @param neuron with E xxᵀ = I
 * @param u the two starts
 * @param end τ
 */
record TwoStarts(Neuron neuron, List<Double> u, double end) {
  private static final int POINTS = 32;

  /** A mean path: τ, u and |w| at its points. */
  private record Path(List<Double> tau, List<Double> u, List<Double> w) {

    List<Double> ratio() {
      return IntStream.range(0, u.size())
          .mapToObj(i -> u.get(i) * u.get(i) / (w.get(i) * w.get(i)))
          .toList();
    }
  }

  /** The finding with both figures, where the backend runs such things. */
  Finding drawn(Trial trial, Finding finding) {
    double rate = trial.scale().of(0.08, 0.04, 0.02);
    List<Path> noisy = paths(trial, neuron, rate, trial.scale().of(16, 512, 512));
    List<Path> full = paths(trial, neuron.fullBatch(), rate, 1);
    return noisy.isEmpty() || full.isEmpty()
        ? finding
        : finding.with(courses(rate, noisy, full)).with(plane(rate, noisy, full));
  }

  private List<Path> paths(Trial trial, Neuron learner, double rate, int replicas) {
    List<Path> paths = new ArrayList<>();
    long steps = Approach.steps(end, rate);
    long[] times =
        IntStream.rangeClosed(0, POINTS)
            .mapToLong(k -> Math.min(steps - 1, steps * k * k * k / (POINTS * POINTS * POINTS)))
            .distinct()
            .toArray();
    List<Observable> squares =
        Arrays.stream(times)
            .boxed()
            .flatMap(
                t ->
                    Stream.<Observable>of(
                        new At(learner.squaredU(), t), new At(learner.squaredW(), t)))
            .toList();
    for (double start : u) {
      Optional<Ensemble> ensemble =
          trial
              .backend()
              .ensemble(
                  learner.run(
                      RatioRuns.plain(rate),
                      neuron.equilibrium().on(start, RatioRuns.SHARE),
                      steps,
                      squares));
      if (ensemble.isEmpty()) {
        return List.of();
      }
      double[][] seen = ensemble.get().run(trial.streams().within("figure"), 0, replicas);
      List<Double> tau = Arrays.stream(times).mapToObj(t -> t * rate * rate).toList();
      paths.add(new Path(tau, roots(seen, 0), roots(seen, 1)));
    }
    return paths;
  }

  /** √ of the mean over replicas of every second observable. */
  private static List<Double> roots(double[][] seen, int first) {
    return IntStream.range(0, seen[0].length / 2)
        .mapToObj(
            k ->
                Math.sqrt(
                    Arrays.stream(seen).mapToDouble(row -> row[2 * k + first]).average().orElse(0)))
        .toList();
  }

  private Plot courses(double rate, List<Path> noisy, List<Path> full) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < u.size(); i++) {
      String from = " from u = " + u.get(i);
      series.add(Series.of("SGD" + from, Role.MEASURED, noisy.get(i).tau(), noisy.get(i).ratio()));
      series.add(
          Series.of(
              "gradient descent" + from, Role.CONTROL, full.get(i).tau(), full.get(i).ratio()));
    }
    double ratio = 1.0 / neuron.inputs();
    series.add(Series.of("1/n", Role.PREDICTED, List.of(0.0, end), List.of(ratio, ratio)));
    return new Plot(
        "Two starts on one orbit, η = " + rate, "τ = η²t", "u²/|w|²", false, true, series);
  }

  private Plot plane(double rate, List<Path> noisy, List<Path> full) {
    List<Series> series = new ArrayList<>();
    ChargeFlow flow = neuron.flow();
    double product = Math.sqrt(flow.strength());
    List<Double> across =
        Stream.concat(noisy.stream(), full.stream())
            .flatMap(path -> path.u().stream())
            .sorted()
            .toList();
    double least = across.getFirst();
    double most = across.getLast();
    series.add(orbit("orbit of the starts", RatioRuns.SHARE * product, least, most));
    series.add(orbit("minima: u|w| = |v|", product, least, most));
    double slope = Math.sqrt(neuron.inputs());
    double rest = Math.sqrt(flow.rest());
    series.add(
        Series.of(
            "equilibria: |w| = √n u",
            Role.PREDICTED,
            List.of(0.0, 1.5 * rest),
            List.of(0.0, 1.5 * slope * rest)));
    for (int i = 0; i < u.size(); i++) {
      String from = " from u = " + u.get(i);
      series.add(Series.of("SGD" + from, Role.MEASURED, noisy.get(i).u(), noisy.get(i).w()));
      series.add(
          Series.of("gradient descent" + from, Role.CONTROL, full.get(i).u(), full.get(i).w()));
    }
    return Plot.plane("The plane of u and |w|, root mean squares, η = " + rate, "u", "|w|", series);
  }

  /** u|w| = product. */
  private static Series orbit(String name, double product, double least, double most) {
    List<Double> u =
        IntStream.rangeClosed(0, POINTS)
            .mapToObj(k -> least * StrictMath.pow(most / least, k / (double) POINTS))
            .toList();
    return Series.of(name, Role.BOUND, u, u.stream().map(x -> product / x).toList());
  }
}
