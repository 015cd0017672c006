package org.noiseproof.fast.ensemble;

import java.util.Arrays;
import org.noiseproof.ensemble.Box;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.random.Streams;

/** The run of a block of replicas; what a step needs is allocated before the first. */
final class LaneRun {
  private final EnsembleSpec spec;
  private final LaneOracle oracle;
  private final LaneEstimator estimator;
  private final LaneOptimizer optimizer;
  private final LaneObservable[] observables;
  private final double[][] x;

  /**
   * At the start.
   *
   * @param first replicate of the first lane
   */
  LaneRun(EnsembleSpec spec, Streams streams, long first, int lanes) {
    this.spec = spec;
    int dimension = spec.oracle().dimension();
    oracle = LaneOracle.of(spec.oracle(), spec.samples(), streams, first, lanes).orElseThrow();
    estimator = LaneEstimator.of(spec.estimator(), spec.samples(), dimension, lanes).orElseThrow();
    optimizer = LaneOptimizer.of(spec.optimizer(), spec.steps(), dimension, lanes).orElseThrow();
    observables =
        spec.observables().stream()
            .map(observable -> new LaneObservable(observable, oracle, lanes))
            .toArray(LaneObservable[]::new);
    x = new double[dimension][lanes];
    double[] start = spec.startingPoint();
    for (int j = 0; j < dimension; j++) {
      Arrays.fill(x[j], start[j]);
    }
  }

  /** All steps. */
  void run() {
    for (long t = 0; t < spec.steps(); t++) {
      step(t);
    }
    oracle.at(x);
    for (LaneObservable observable : observables) {
      observable.end(x, spec.steps());
    }
  }

  private void step(long t) {
    oracle.at(x);
    for (int k = 0; k < spec.samples(); k++) {
      estimator.add(oracle.sample());
    }
    double[][] estimate = estimator.estimate();
    for (LaneObservable observable : observables) {
      observable.at(t, x, estimate);
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
