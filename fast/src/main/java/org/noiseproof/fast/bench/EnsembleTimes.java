package org.noiseproof.fast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.noiseproof.fast.bench.Benchmarks.Effort;

/** Runs the benchmarks of ensembles: lanes, the plain loop and the reference in turn. */
public final class EnsembleTimes {
  private EnsembleTimes() {}

  /**
   * Nanoseconds for a step of a replica, on one thread.
   *
   * @param lanes of the cpu backend
   * @param plain of a loop over replicas and steps
   * @param reference of the reference
   */
  public record Row(Dynamics dynamics, double lanes, double plain, double reference) {}

  /**
   * The measurements.
   *
   * @param progress is told what is measured next
   * @throws IllegalStateException where a benchmark's JVM fails
   */
  public static List<Row> run(Effort effort, Consumer<String> progress) {
    List<Row> rows = new ArrayList<>();
    for (Dynamics dynamics : Dynamics.values()) {
      progress.accept("ensemble, " + dynamics.label());
      double lanes = Double.POSITIVE_INFINITY;
      double plain = Double.POSITIVE_INFINITY;
      double reference = Double.POSITIVE_INFINITY;
      for (int round = 0; round < effort.rounds; round++) {
        lanes = Math.min(lanes, nanoseconds("lanes", dynamics, effort));
        plain = Math.min(plain, nanoseconds("plain", dynamics, effort));
        reference = Math.min(reference, nanoseconds("reference", dynamics, effort));
      }
      rows.add(new Row(dynamics, lanes, plain, reference));
    }
    return List.copyOf(rows);
  }

  private static double nanoseconds(String method, Dynamics dynamics, Effort effort) {
    return Benchmarks.nanoseconds(
        EnsembleBenchmarks.class.getName() + "." + method,
        Map.of("dynamics", dynamics.name()),
        effort.pace());
  }
}
