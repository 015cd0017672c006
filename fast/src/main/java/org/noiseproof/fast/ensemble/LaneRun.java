package org.noiseproof.fast.ensemble;

import java.util.Arrays;
import org.noiseproof.ensemble.Box;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.random.Streams;

/** The run of a block of replicas; what a step needs is allocated before the first. */
final class LaneRun {
  private final EnsembleSpec spec;
  private final Problem problem;
  private final LaneOracle oracle;
  private final LaneEstimator estimator;
  private final LaneOptimizer optimizer;
  private final LaneObservable[] observables;
  private final double[][] x;
  private final double[][] gradient;

  /**
   * At the start.
   *
   * @param first replicate of the first lane
   */
  LaneRun(EnsembleSpec spec, Streams streams, long first, int lanes) {
    this.spec = spec;
    if (!(spec.oracle() instanceof NoisyGradient noisy)) {
      throw new IllegalArgumentException(spec.oracle() + " has no lanes");
    }
    problem = noisy.problem();
    int dimension = problem.dimension();
    oracle = LaneOracle.of(noisy, streams, first, lanes);
    estimator = LaneEstimator.of(spec.estimator(), spec.samples(), dimension, lanes).orElseThrow();
    optimizer = LaneOptimizer.of(spec.optimizer(), spec.steps(), dimension, lanes).orElseThrow();
    observables =
        spec.observables().stream()
            .map(observable -> new LaneObservable(observable, problem, lanes))
            .toArray(LaneObservable[]::new);
    x = new double[dimension][lanes];
    gradient = new double[dimension][lanes];
    double[] start = spec.startingPoint();
    for (int j = 0; j < dimension; j++) {
      Arrays.fill(x[j], start[j]);
    }
  }

  /** All steps. */
  void run() {
    for (long t = 0; t < spec.steps(); t++) {
      step();
    }
    LaneProblem.gradient(problem, x, gradient);
    for (LaneObservable observable : observables) {
      observable.end(x, gradient, spec.steps());
    }
  }

  /** One step. */
  void step() {
    LaneProblem.gradient(problem, x, gradient);
    for (int k = 0; k < spec.samples(); k++) {
      estimator.add(oracle.sample(gradient));
    }
    double[][] estimate = estimator.estimate();
    for (LaneObservable observable : observables) {
      observable.at(x, gradient, estimate);
    }
    optimizer.step(x, estimate);
    if (!spec.domain().equals(Box.EVERYWHERE)) {
      project();
    }
  }

  private void project() {
    Box domain = spec.domain();
    for (double[] coordinate : x) {
      for (int l = 0; l < coordinate.length; l++) {
        coordinate[l] = domain.nearest(coordinate[l]);
      }
    }
  }

  /** What a lane shows; NaN where it left the range of the numbers. */
  void show(int lane, double[] into) {
    boolean broken = oracle.broke(lane);
    for (double[] coordinate : x) {
      // Once it is not finite, no step brings it back.
      broken |= !Double.isFinite(coordinate[lane]);
    }
    for (int o = 0; o < into.length; o++) {
      into[o] = broken ? Double.NaN : observables[o].of(lane);
    }
  }
}
