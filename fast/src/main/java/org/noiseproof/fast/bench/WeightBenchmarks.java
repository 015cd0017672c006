package org.noiseproof.fast.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.noiseproof.data.LabelledData;
import org.noiseproof.fast.matrix.MarginKernels;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Softmax weights of the margins of 15 classes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WeightBenchmarks {
  private static final int WRONG = 14;
  private static final double SPREAD = 20;

  /** Margins. */
  @State(Scope.Benchmark)
  public static class Margins {
    /** Samples. */
    @Param("750")
    public int n = 750;

    double[] margins = new double[0];
    MarginKernels kernels = kernels(1);

    /** Draws them. */
    @Setup
    public void fill() {
      SplittableRandom random = new SplittableRandom(n);
      margins = new double[n * WRONG];
      Arrays.setAll(margins, j -> SPREAD * random.nextDouble());
      kernels = kernels(n);
    }

    private static MarginKernels kernels(int n) {
      return new MarginKernels(
          new MarginProblem(new LabelledData(1, WRONG + 1, new double[n], new int[n])));
    }
  }

  /** In lanes. */
  @Benchmark
  public double[] weights(Margins margins) {
    return margins.kernels.weights(Loss.LOG_SUM_EXP, margins.margins).p();
  }

  /** The same bits, one by one. */
  @Benchmark
  public double[] weightsScalar(Margins margins) {
    return Loss.LOG_SUM_EXP.of(margins.margins, WRONG).p();
  }

  /** The loop that one would write. */
  @Benchmark
  public double[] weightsPlain(Margins margins) {
    double least = Double.POSITIVE_INFINITY;
    for (double margin : margins.margins) {
      least = Math.min(least, margin);
    }
    double[] p = new double[margins.margins.length];
    double sum = 0;
    for (int j = 0; j < p.length; j++) {
      p[j] = Math.exp(least - margins.margins[j]);
      sum += p[j];
    }
    for (int j = 0; j < p.length; j++) {
      p[j] /= sum;
    }
    return p;
  }
}
