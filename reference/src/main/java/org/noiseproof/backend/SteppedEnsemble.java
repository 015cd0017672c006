package org.noiseproof.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.ensemble.Quantity;
import org.noiseproof.problem.GradientOracle;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

/**
 * The ensemble as its definition reads: replica by replica and step by step, through a backend's
 * own estimator and optimizer. What the reference and every backend without a faster way does.
 *
 * @param spec what is run
 * @param estimator of a step
 * @param optimizer that takes it
 */
public record SteppedEnsemble(EnsembleSpec spec, GradientEstimator estimator, Optimizer optimizer)
    implements Ensemble {

  @Override
  public double[][] run(Streams streams, long first, int count) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(r -> replica(streams.replicate(first + r)))
        .toArray(double[][]::new);
  }

  private double[] replica(RandomStream random) {
    GradientOracle oracle = spec.oracle();
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
        switch (observables.get(o)) {
          case Observable.Average(Quantity quantity, long from) -> {
            if (t >= from) {
              seen[o] += value(quantity, x, estimate);
            }
          }
          case Observable.Largest(Quantity quantity) ->
              seen[o] = Math.max(seen[o], value(quantity, x, estimate));
          case Observable.At(Quantity quantity, long step) -> {
            if (t == step) {
              seen[o] = value(quantity, x, estimate);
            }
          }
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
        case Observable.Average average -> seen[o] /= spec.steps() - average.from();
        case Observable.Largest _, Observable.At _ -> {}
        case Observable.Last(Quantity quantity) ->
            seen[o] = value(quantity, state.parameters(), state.parameters());
      }
    }
    return seen;
  }

  private double value(Quantity quantity, double[] x, double[] estimate) {
    return switch (quantity) {
      case PointQuantity point -> point.of(x);
      case ProblemQuantity of -> of.of(problem(), x, estimate);
    };
  }

  /** F; the spec has seen to it that there is one where it is asked for. */
  private Problem problem() {
    return switch (spec.oracle()) {
      case NoisyGradient noisy -> noisy.problem();
      case SampledGradient sampled -> throw new IllegalStateException(sampled + " has no problem");
    };
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
