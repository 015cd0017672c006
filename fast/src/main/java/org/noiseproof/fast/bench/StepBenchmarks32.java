package org.noiseproof.fast.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.noiseproof.fast.cpu.CpuKernels;
import org.noiseproof.spec.OptimizerSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Step 10 of the optimizers that move every coordinate by itself, on floats, in place. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StepBenchmarks32 {

  /** Parameters, buffers and a gradient. */
  @State(Scope.Benchmark)
  public static class Vectors {
    /** Parameters. */
    @Param({"33554432", "65536"})
    public int entries;

    /** Which optimizer. */
    @Param({
      "adam",
      "rmsprop",
      "adagrad",
      "adadelta",
      "adamax",
      "nadam",
      "amsgrad",
      "adabelief",
      "lion"
    })
    public String optimizer = "adam";

    Kernel kernel = Kernel.ADAM;
    OptimizerSpec spec = Kernel.ADAM.optimizer();
    float[] parameters = {};
    List<float[]> buffers = List.of();
    float[] gradient = {};

    /** Fills them. */
    @Setup
    public void fill() {
      kernel = Kernel.named(optimizer);
      spec = kernel.optimizer();
      parameters = Draws.normal32(entries);
      gradient = Draws.normal32(entries);
      buffers = Stream.generate(() -> new float[entries]).limit(kernel.buffers()).toList();
    }
  }

  /** The kernel. */
  @Benchmark
  public void step(Vectors vectors) {
    CpuKernels.step(vectors.spec, 10, vectors.parameters, vectors.buffers, vectors.gradient);
  }

  /** A plain loop. */
  @Benchmark
  public void stepPlain(Vectors vectors) {
    PlainSteps32.step(vectors.kernel, 10, vectors.parameters, vectors.buffers, vectors.gradient);
  }
}
