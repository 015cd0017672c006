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

/** Optimizer updates of doubles, in place. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UpdateBenchmarks64 {

  /** Parameters, a buffer and a gradient. */
  @State(Scope.Benchmark)
  public static class Vectors {
    /** Parameters. */
    @Param({"33554432", "65536"})
    public int entries;

    double[] parameters = {};
    double[] buffer = {};
    double[] gradient = {};

    /** Fills them. */
    @Setup
    public void fill() {
      parameters = Draws.normal64(entries);
      buffer = new double[entries];
      gradient = Draws.normal64(entries);
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
    PlainLoops64.momentum(vectors.parameters, vectors.buffer, vectors.gradient, 1e-6, 0.9);
  }

  /** x ← x + c y: two arrays read, one written. */
  @Benchmark
  public void stream(Vectors vectors) {
    double[] x = vectors.parameters;
    double[] y = vectors.gradient;
    for (int j = 0; j < x.length; j++) {
      x[j] = Math.fma(0x1p-20, y[j], x[j]);
    }
  }
}
