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

/** Kernels that read n rows of d floats. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowBenchmarks32 {

  /** Standard normal rows. */
  @State(Scope.Benchmark)
  public static class Rows {
    /** n · d. */
    @Param({"33554432", "65536"})
    public int entries;

    /** d. */
    @Param({"16", "128", "1024", "16384"})
    public int d;

    int n;
    float[] x = {};

    /** Fills the rows. */
    @Setup
    public void fill() {
      n = entries / d;
      x = Draws.normal32(entries);
    }

    /** About half of the rows' norms. */
    double threshold() {
      return Math.sqrt(d);
    }
  }

  /** The kernel. */
  @Benchmark
  public float[] perSampleClip(Rows rows) {
    return CpuKernels.perSampleClip(
        rows.x, rows.n, rows.d, rows.threshold(), Double.POSITIVE_INFINITY);
  }

  /** Two plain loops a row. */
  @Benchmark
  public float[] perSampleClipPlain(Rows rows) {
    return PlainLoops32.perSampleClip(
        rows.x, rows.n, rows.d, rows.threshold(), Double.POSITIVE_INFINITY);
  }

  /** The kernel. */
  @Benchmark
  public float[] mean(Rows rows) {
    return CpuKernels.mean(rows.x, rows.n, rows.d);
  }

  /** A plain double loop. */
  @Benchmark
  public float[] meanPlain(Rows rows) {
    return PlainLoops32.mean(rows.x, rows.n, rows.d);
  }

  /** The kernel. */
  @Benchmark
  public float norm(Rows rows) {
    return CpuKernels.norm(rows.x);
  }

  /** A plain loop. */
  @Benchmark
  public float normPlain(Rows rows) {
    return PlainLoops32.norm(rows.x);
  }
}
