package org.noiseproof.fast.bench;

import java.util.Map;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;
import org.openjdk.jmh.util.Statistics;

/** Times what a backend does through its contract, in a JVM of its own each time. */
public final class BackendTimes {
  /** What disturbs only slows, and on a busy machine most calls that are not short. */
  private static final double FASTEST_PERCENT = 10;

  private static final double MEDIAN_PERCENT = 50;

  private BackendTimes() {}

  /**
   * Times one estimate or step.
   *
   * @param backend its name, or a jar, as {@link org.noiseproof.backend.Backends#named} takes it
   * @param spec of an estimator or optimizer that it has
   * @param rows samples, or rows of a matrix of parameters
   * @param columns coordinates, or columns; 1 where parameters are a vector
   * @throws IllegalStateException where the JVM fails or the backend refuses; it says why
   */
  public static CallTime of(String backend, Spec spec, int rows, int columns, Pace pace) {
    Map<String, String> parameters =
        Map.of(
            "backend", backend,
            "step", Boolean.toString(spec instanceof OptimizerSpec),
            "spec", SpecJson.write(spec).toString(),
            "rows", Integer.toString(rows),
            "columns", Integer.toString(columns));
    Statistics calls =
        Benchmarks.run(BackendBenchmarks.class.getName() + ".call", parameters, pace)
            .getPrimaryResult()
            .getStatistics();
    return new CallTime(
        1e-9 * calls.getPercentile(FASTEST_PERCENT), 1e-9 * calls.getPercentile(MEDIAN_PERCENT));
  }
}
