package org.noiseproof.ensemble;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.problem.GradientOracle;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * One run, to be replicated: for t = 0 … T − 1 the oracle gives n noisy gradients at x_t, the
 * estimator makes one of them, and the optimizer steps with it from x_t to a point whose projection
 * onto the domain is x_{t+1}.
 *
 * <p>Replica r draws from stream 0 of replicate r: what step t, sample k, coordinate j need, in
 * this order, as {@link GradientOracle#sample} does. Replicas share nothing, so any of them runs
 * alone.
 *
 * @param oracle where the gradients come from
 * @param samples n ≥ 1, gradients a step
 * @param estimator makes one of them
 * @param optimizer moves the point
 * @param start x_0, of the problem's dimension
 * @param steps T ≥ 1
 * @param observables what is reported of each replica, at least one
 * @param domain where the points may be; the optimizer's buffers know nothing of it
 */
public record EnsembleSpec(
    GradientOracle oracle,
    int samples,
    EstimatorSpec estimator,
    OptimizerSpec optimizer,
    List<Double> start,
    long steps,
    List<Observable> observables,
    Box domain) {
  public EnsembleSpec {
    start = List.copyOf(start);
    observables = List.copyOf(observables);
    require(samples >= 1, "samples", samples, "samples ≥ 1");
    require(steps >= 1, "steps", steps, "steps ≥ 1");
    int dimension = oracle.dimension();
    require(
        start.size() == dimension && start.stream().allMatch(Double::isFinite),
        "start",
        start,
        dimension + " finite coordinates");
    require(start.stream().allMatch(domain::contains), "start", start, "coordinates in " + domain);
    require(!observables.isEmpty(), "observables", observables, "at least one");
    if (oracle instanceof SampledGradient sampled) {
      sampled.requireBatch(samples);
    }
    for (Observable observable : observables) {
      require(
          !(observable.quantity() instanceof ProblemQuantity) || oracle instanceof NoisyGradient,
          "observables",
          observable,
          "quantities of points, unless the gradients are a problem's");
      require(
          !(observable.quantity() instanceof PointQuantity quantity)
              || quantity.dimension() <= dimension,
          "observables",
          observable,
          "quantities of " + dimension + " coordinates");
      long first =
          switch (observable) {
            case Observable.Average average -> average.from();
            case Observable.At at -> at.step();
            case Observable.Largest _, Observable.Last _ -> 0;
          };
      require(first < steps, "observables", observable, "steps below " + steps);
    }
  }

  /** A run that may go anywhere. */
  public EnsembleSpec(
      GradientOracle oracle,
      int samples,
      EstimatorSpec estimator,
      OptimizerSpec optimizer,
      List<Double> start,
      long steps,
      List<Observable> observables) {
    this(oracle, samples, estimator, optimizer, start, steps, observables, Box.EVERYWHERE);
  }

  /** The same run, kept inside a box. */
  public EnsembleSpec within(Box box) {
    return new EnsembleSpec(oracle, samples, estimator, optimizer, start, steps, observables, box);
  }

  /** A run from this point that may go anywhere. */
  public static EnsembleSpec of(
      GradientOracle oracle,
      int samples,
      EstimatorSpec estimator,
      OptimizerSpec optimizer,
      double[] start,
      long steps,
      Observable... observables) {
    return new EnsembleSpec(
        oracle,
        samples,
        estimator,
        optimizer,
        Arrays.stream(start).boxed().toList(),
        steps,
        List.of(observables));
  }

  /** x_0. */
  public double[] startingPoint() {
    return start.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void require(boolean holds, String name, Object value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " = " + value + " is out of range: " + range);
    }
  }
}
