package org.noiseproof.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.Quantity;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

/**
 * The ensemble as its definition reads: replica by replica and step by step, through a backend's
 * own estimator and optimizer. What the reference and every backend without a faster way does.
 */
record SteppedEnsemble(EnsembleSpec spec, GradientEstimator estimator, Optimizer optimizer)
    implements Ensemble {

  @Override
  public double[][] run(Streams streams, long first, int count) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(r -> replica(streams.replicate(first + r)))
        .toArray(double[][]::new);
  }

  private double[] replica(RandomStream random) {
    NoisyGradient oracle = spec.oracle();
    Problem problem = oracle.problem();
    List<Observable> observables = spec.observables();
    double[] seen = new double[observables.size()];
    for (int o = 0; o < seen.length; o++) {
      seen[o] = observables.get(o) instanceof Observable.Largest ? Double.NEGATIVE_INFINITY : 0;
    }
    OptimizerState state = optimizer.start(spec.startingPoint());
    for (long t = 0; t < spec.steps(); t++) {
      double[] x = state.parameters();
      double[] rows = oracle.sample(x, spec.samples(), random);
      if (!finite(rows)) {
        return broken(seen);
      }
      double[] estimate = estimator.estimate(Batch.of(spec.samples(), x.length, rows));
      for (int o = 0; o < seen.length; o++) {
        Quantity quantity = observables.get(o).quantity();
        switch (observables.get(o)) {
          case Observable.Average _ -> seen[o] += quantity.of(problem, x, estimate);
          case Observable.Largest _ ->
              seen[o] = Math.max(seen[o], quantity.of(problem, x, estimate));
          case Observable.Last _ -> {}
        }
      }
      state = projected(optimizer.step(state, estimate));
      if (!finite(state.parameters())) {
        return broken(seen);
      }
    }
    for (int o = 0; o < seen.length; o++) {
      switch (observables.get(o)) {
        case Observable.Average _ -> seen[o] /= spec.steps();
        case Observable.Largest _ -> {}
        case Observable.Last(Quantity quantity) ->
            seen[o] = quantity.of(problem, state.parameters(), state.parameters());
      }
    }
    return seen;
  }

  private OptimizerState projected(OptimizerState state) {
    double[] x = state.parameters();
    if (Arrays.stream(x).allMatch(spec.domain()::contains)) {
      return state;
    }
    Map<String, double[]> buffers =
        state.buffers().stream().collect(Collectors.toMap(Function.identity(), state::buffer));
    return state.with(
        state.steps(), Arrays.stream(x).map(spec.domain()::nearest).toArray(), buffers);
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  /** A run that left the range of the numbers has nothing to show. */
  private static double[] broken(double[] seen) {
    Arrays.fill(seen, Double.NaN);
    return seen;
  }
}
