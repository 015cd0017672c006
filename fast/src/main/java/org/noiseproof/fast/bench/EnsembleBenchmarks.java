package org.noiseproof.fast.bench;

import java.util.concurrent.TimeUnit;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ReferenceBackend;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Ensembles on one thread; an operation is a step of a replica. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EnsembleBenchmarks {
  static final Streams STREAMS = Streams.of(1, "bench");
  static final int REPLICAS = 1024;
  static final int STEPS = 256;
  private static final int FEW_REPLICAS = 16;
  private static final int FEW_STEPS = 16;

  /** A run. */
  @State(Scope.Benchmark)
  public static class Run {
    /** Which. */
    @Param({
      "THREE_POINT",
      "SHIFTED_PARETO",
      "PER_SAMPLE_CLIP_16",
      "TWO_LAYER",
      "FOUR_FEATURES",
      "FACTORIZATION"
    })
    public Dynamics dynamics = Dynamics.THREE_POINT;

    Ensemble lanes = (_, _, _) -> new double[0][];
    Ensemble reference = lanes;

    /** Makes its ensembles. */
    @Setup
    public void make() {
      lanes = new CpuBackend(1).ensemble(dynamics.spec(STEPS)).orElseThrow();
      reference = new ReferenceBackend().ensemble(dynamics.spec(FEW_STEPS)).orElseThrow();
    }
  }

  /** In lanes. */
  @Benchmark
  @OperationsPerInvocation(REPLICAS * STEPS)
  public double[][] lanes(Run run) {
    return run.lanes.run(STREAMS, 0, REPLICAS);
  }

  /** The plain loop. */
  @Benchmark
  @OperationsPerInvocation(FEW_REPLICAS * STEPS)
  public double[] plain(Run run) {
    return run.dynamics.plain(STREAMS, FEW_REPLICAS, STEPS);
  }

  /** One replica after the other, exactly. */
  @Benchmark
  @OperationsPerInvocation(FEW_STEPS)
  public double[][] reference(Run run) {
    return run.reference.run(STREAMS, 0, 1);
  }
}
