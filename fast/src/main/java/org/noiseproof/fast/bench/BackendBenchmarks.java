package org.noiseproof.fast.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What any backend does, through its contract: an estimate from a batch, a step from a state. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BackendBenchmarks {

  /** A call, ready to be made again and again. */
  @State(Scope.Benchmark)
  public static class Call {
    private static final int STEPS_BEFORE = 2;

    /** A name, or a jar. */
    @Param("cpu")
    public String backend = "cpu";

    /** Whether it is one of an optimizer, else of an estimator. */
    @Param("false")
    public boolean step;

    /** In JSON. */
    @Param("{\"type\":\"mean\"}")
    public String spec = "";

    /** Samples, or rows of a matrix of parameters. */
    @Param("64")
    public int rows;

    /** Coordinates, or columns; 1 where parameters are a vector. */
    @Param("1024")
    public int columns;

    private Supplier<Object> again = Object::new;

    /** Draws normal numbers in the backend's precision. */
    @Setup
    public void prepare() {
      Backend found = Backends.named(backend);
      double[] entries = Draws.normal64(rows * columns);
      for (int i = 0; i < entries.length; i++) {
        entries[i] = found.describe().precision().round(entries[i]);
      }
      again = step ? step(found, entries) : estimate(found, entries);
    }

    private Supplier<Object> estimate(Backend found, double... entries) {
      GradientEstimator estimator = found.estimator(SpecJson.estimator(spec)).orElseThrow();
      Batch batch = Batch.of(rows, columns, entries);
      return () -> estimator.estimate(batch);
    }

    /** The same step again and again, one whose buffers are no longer 0. */
    private Supplier<Object> step(Backend found, double... gradient) {
      OptimizerSpec asked = SpecJson.optimizer(spec);
      Optimizer optimizer = found.optimizer(asked).orElseThrow();
      OptimizerState state =
          columns == 1
              ? optimizer.start(new double[rows])
              : optimizer.start(Matrix.zero(rows, columns));
      for (int t = 0; t < STEPS_BEFORE; t++) {
        state = optimizer.step(state, gradient);
      }
      OptimizerState before = state;
      return () -> optimizer.step(before, gradient);
    }
  }

  /** The estimate or the step. */
  @Benchmark
  public Object call(Call call) {
    return call.again.get();
  }
}
