package org.noiseproof.fast.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
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
    private int turn;

    /** Draws what takes turns. */
    @Setup
    public void prepare() {
      Backend found = Backends.named(backend);
      List<double[]> entries = TimedInputs.entries(rows * columns, found.describe().precision());
      again = step ? steps(found, entries) : estimates(found, entries);
    }

    private Supplier<Object> estimates(Backend found, List<double[]> entries) {
      GradientEstimator estimator = found.estimator(SpecJson.estimator(spec)).orElseThrow();
      List<Batch> batches = entries.stream().map(e -> Batch.of(rows, columns, e)).toList();
      return () -> estimator.estimate(batches.get(turn()));
    }

    private Supplier<Object> steps(Backend found, List<double[]> gradients) {
      Optimizer optimizer = found.optimizer(SpecJson.optimizer(spec)).orElseThrow();
      OptimizerState before = TimedInputs.state(optimizer, rows, columns, gradients.getFirst());
      return () -> optimizer.step(before, gradients.get(turn()));
    }

    private int turn() {
      turn = (turn + 1) % TimedInputs.TURNS;
      return turn;
    }
  }

  /** The estimate or the step. */
  @Benchmark
  public Object call(Call call) {
    return call.again.get();
  }
}
