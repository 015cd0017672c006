package org.noiseproof.fast.bench;

import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.noiseproof.fast.cpu.CpuKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Kernels that read n rows of d doubles. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowBenchmarks64 {

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
    double[] x = {};
    DMatrixRMaj matrix = new DMatrixRMaj();

    /** Fills the rows. */
    @Setup
    public void fill() {
      n = entries / d;
      x = Draws.normal64(entries);
      matrix = DMatrixRMaj.wrap(n, d, x);
    }

    /** About half of the rows' norms. */
    double threshold() {
      return Math.sqrt(d);
    }
  }

  /** The kernel. */
  @Benchmark
  public double[] perSampleClip(Rows rows) {
    return CpuKernels.perSampleClip(
        rows.x, rows.n, rows.d, rows.threshold(), Double.POSITIVE_INFINITY);
  }

  /** Two plain loops a row. */
  @Benchmark
  public double[] perSampleClipPlain(Rows rows) {
    return PlainLoops64.perSampleClip(
        rows.x, rows.n, rows.d, rows.threshold(), Double.POSITIVE_INFINITY);
  }

  /** The kernel. */
  @Benchmark
  public double[] mean(Rows rows) {
    return CpuKernels.mean(rows.x, rows.n, rows.d);
  }

  /** A plain double loop. */
  @Benchmark
  public double[] meanPlain(Rows rows) {
    return PlainLoops64.mean(rows.x, rows.n, rows.d);
  }

  /** The kernel. */
  @Benchmark
  public double norm(Rows rows) {
    return CpuKernels.norm(rows.x);
  }

  /** A plain loop. */
  @Benchmark
  public double normPlain(Rows rows) {
    return PlainLoops64.norm(rows.x);
  }

  /** EJML's sums of columns. */
  @Benchmark
  public double[] meanLibrary(Rows rows) {
    DMatrixRMaj sum = CommonOps_DDRM.sumCols(rows.matrix, null);
    CommonOps_DDRM.divide(sum, rows.n);
    return sum.data;
  }

  /** EJML's norm, without its protection against overflow. */
  @Benchmark
  public double normLibrary(Rows rows) {
    return NormOps_DDRM.fastNormF(rows.matrix);
  }

  /** Reading alone. */
  @Benchmark
  public double read(Rows rows) {
    return CpuKernels.read(rows.x);
  }
}
