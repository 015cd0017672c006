package org.noiseproof.fast.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.fast.matrix.Gemm;
import org.noiseproof.fast.matrix.MatrixView;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.OptimizerSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Products of n × n matrices and whole steps of matrix optimizers, on one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatrixBenchmarks {

  /** Standard normal entries. */
  @State(Scope.Benchmark)
  public static class Factors {
    /** Rows and columns. */
    @Param({"64", "256", "512", "1024"})
    public int n = 64;

    double[] a = new double[0];
    double[] b = a;
    double[] c = a;

    /** Draws them. */
    @Setup
    public void fill() {
      SplittableRandom random = new SplittableRandom(n);
      a = new double[n * n];
      b = new double[n * n];
      c = new double[n * n];
      Arrays.setAll(a, i -> random.nextGaussian());
      Arrays.setAll(b, i -> random.nextGaussian());
    }
  }

  /** A second step of each optimizer, its buffers filled by a first. */
  @State(Scope.Benchmark)
  public static class Steps {
    /** Rows and columns. */
    @Param("512")
    public int n = 512;

    double[] gradient = new double[0];
    Run power = Run.NONE;
    Run pair = Run.NONE;
    Run newtonSchulz = Run.NONE;
    Run polar = Run.NONE;

    /** Takes the first step. */
    @Setup
    public void start() {
      SplittableRandom random = new SplittableRandom(n);
      Matrix start = Matrix.zero(n, n);
      double[] first = new double[n * n];
      Arrays.setAll(first, i -> random.nextGaussian());
      gradient = new double[n * n];
      Arrays.setAll(gradient, i -> first[i] + random.nextGaussian());
      power = Run.of(new Nucgd(0.1, 0.9, 1, 0), start, first);
      pair = Run.of(new Nucgd(0.1, 0.9, 0, 0), start, first);
      newtonSchulz = Run.of(new Muon(0.1, 0.9, 5, 0), start, first);
      polar = Run.of(new Muon(0.1, 0.9, 0, 0), start, first);
    }
  }

  /** An optimizer and a state of it. */
  record Run(Optimizer optimizer, OptimizerState state) {
    static final Run NONE = of(new Nucgd(0, 0, 1, 0), Matrix.zero(1, 1), new double[] {1});

    static Run of(OptimizerSpec spec, Matrix start, double[] gradient) {
      Optimizer optimizer = new CpuBackend(1).optimizer(spec).orElseThrow();
      return new Run(optimizer, optimizer.step(optimizer.start(start), gradient));
    }

    OptimizerState step(double[] gradient) {
      return optimizer.step(state, gradient);
    }
  }

  /** The blocked kernel. */
  @Benchmark
  public double[] gemm(Factors factors) {
    int n = factors.n;
    Gemm.multiply(MatrixView.of(factors.a, n, n), MatrixView.of(factors.b, n, n), factors.c);
    return factors.c;
  }

  /** Row after row, the loop that one would write, which the compiler vectorises. */
  @Benchmark
  public double[] gemmPlain(Factors factors) {
    int n = factors.n;
    Arrays.fill(factors.c, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = factors.a[i * n + k];
        for (int j = 0; j < n; j++) {
          factors.c[i * n + j] += factor * factors.b[k * n + j];
        }
      }
    }
    return factors.c;
  }

  /** EJML's. */
  @Benchmark
  public double[] gemmEjml(Factors factors) {
    int n = factors.n;
    DMatrixRMaj c = DMatrixRMaj.wrap(n, n, factors.c);
    CommonOps_DDRM.mult(DMatrixRMaj.wrap(n, n, factors.a), DMatrixRMaj.wrap(n, n, factors.b), c);
    return c.data;
  }

  /** OpenBLAS's. */
  @Benchmark
  public double[] gemmNative(Factors factors, Native blas) {
    blas.library().multiply(factors.a, factors.b, factors.c, factors.n);
    return factors.c;
  }

  /** OpenBLAS, where it is named. */
  @State(Scope.Benchmark)
  public static class Native {
    private final NativeBlas blas = NativeBlas.open();

    NativeBlas library() {
      return blas;
    }
  }

  /** A step of NucGD by one power iteration. */
  @Benchmark
  public OptimizerState nucgd(Steps steps) {
    return steps.power.step(steps.gradient);
  }

  /** By all singular pairs, from EJML. */
  @Benchmark
  public OptimizerState nucgdEjml(Steps steps) {
    return steps.pair.step(steps.gradient);
  }

  /** By all singular pairs, from OpenBLAS; the same updates as plain loops. */
  @Benchmark
  public double[] nucgdNative(Steps steps, Native blas) {
    int n = steps.n;
    double[] buffer = steps.pair.state.buffer("momentum");
    double[] parameters = steps.pair.state.parameters();
    for (int e = 0; e < buffer.length; e++) {
      buffer[e] = Math.fma(0.9, buffer[e], (1 - 0.9) * steps.gradient[e]);
    }
    double[] u = new double[n * n];
    double[] vt = new double[n * n];
    blas.library().svd(buffer, n, u, new double[n], vt);
    for (int i = 0; i < n; i++) {
      double factor = -0.1 * u[i * n];
      for (int j = 0; j < n; j++) {
        parameters[i * n + j] += factor * vt[j];
      }
    }
    return parameters;
  }

  /** A step of Muon by five Newton-Schulz iterations. */
  @Benchmark
  public OptimizerState muon(Steps steps) {
    return steps.newtonSchulz.step(steps.gradient);
  }

  /** By the polar factor, from all singular pairs, from EJML. */
  @Benchmark
  public OptimizerState muonEjml(Steps steps) {
    return steps.polar.step(steps.gradient);
  }

  /** By the polar factor, from OpenBLAS; the same updates as plain loops. */
  @Benchmark
  public double[] muonNative(Steps steps, Native blas) {
    int n = steps.n;
    double[] buffer = steps.polar.state.buffer("momentum");
    double[] parameters = steps.polar.state.parameters();
    for (int e = 0; e < buffer.length; e++) {
      buffer[e] = Math.fma(0.9, buffer[e], steps.gradient[e]);
    }
    double[] u = new double[n * n];
    double[] vt = new double[n * n];
    double[] polar = new double[n * n];
    blas.library().svd(buffer, n, u, new double[n], vt);
    blas.library().multiply(u, vt, polar, n);
    for (int e = 0; e < parameters.length; e++) {
      parameters[e] = Math.fma(-0.1, polar[e], parameters[e]);
    }
    return parameters;
  }
}
