package org.noiseproof.fast.bench;

import java.util.concurrent.TimeUnit;
import org.noiseproof.fast.cpu.CpuKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Optimizer updates of floats, in place. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UpdateBenchmarks32 {

  /** Parameters, a buffer and a gradient. */
  @State(Scope.Benchmark)
  public static class Vectors {
    /** Parameters. */
    @Param({"33554432", "65536"})
    public int entries;

    float[] parameters = {};
    float[] buffer = {};
    float[] gradient = {};

    /** Fills them. */
    @Setup
    public void fill() {
      parameters = Draws.normal32(entries);
      buffer = new float[entries];
      gradient = Draws.normal32(entries);
    }
  }

  /** The kernel. */
  @Benchmark
  public void momentum(Vectors vectors) {
    CpuKernels.momentum(vectors.parameters, vectors.buffer, vectors.gradient, 1e-6, 0.9);
  }

  /** A plain loop. */
  @Benchmark
  public void momentumPlain(Vectors vectors) {
    PlainLoops32.momentum(vectors.parameters, vectors.buffer, vectors.gradient, 1e-6f, 0.9f);
  }
}
