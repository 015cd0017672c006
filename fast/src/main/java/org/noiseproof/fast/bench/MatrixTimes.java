package org.noiseproof.fast.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.noiseproof.fast.bench.Benchmarks.Effort;

/**
 * Runs the benchmarks of matrices: each kernel and its rivals in turn, in rounds, of which the
 * fastest counts. OpenBLAS takes part where {@code -Dnoiseproof.blas} names it.
 */
public final class MatrixTimes {
  private MatrixTimes() {}

  /** What is measured. */
  public enum Subject {
    /** C = A B, n × n. */
    GEMM,
    /** A step of NucGD on n × n: one power iteration; rivals take all singular pairs. */
    NUCGD,
    /** A step of Muon on n × n: five Newton-Schulz iterations; rivals take all singular pairs. */
    MUON,
    /** Softmax weights of n samples of 15 classes. */
    WEIGHTS;

    private List<Integer> sizes() {
      return switch (this) {
        case GEMM -> List.of(64, 256, 512, 1024);
        case NUCGD, MUON -> List.of(512);
        case WEIGHTS -> List.of(750);
      };
    }

    /** As it is called on the command line. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The JMH benchmark of the kernel, or with a suffix of a rival. */
    String benchmark(String suffix) {
      Class<?> benchmarks = this == WEIGHTS ? WeightBenchmarks.class : MatrixBenchmarks.class;
      return benchmarks.getName() + "." + label() + suffix;
    }

    /** Whom it can be measured against. */
    List<Rival> rivals() {
      return switch (this) {
        case GEMM -> List.of(Rival.PLAIN, Rival.EJML, Rival.NATIVE);
        case NUCGD, MUON -> List.of(Rival.EJML, Rival.NATIVE);
        case WEIGHTS -> List.of(Rival.PLAIN, Rival.SCALAR);
      };
    }
  }

  /** Whom a kernel is measured against. */
  public enum Rival {
    /** A plain loop. */
    PLAIN("Plain"),
    /** The kernel's own bits, without lanes. */
    SCALAR("Scalar"),
    /** EJML. */
    EJML("Ejml"),
    /** OpenBLAS. */
    NATIVE("Native");

    final String suffix;

    Rival(String suffix) {
      this.suffix = suffix;
    }
  }

  /**
   * A kernel beside its rivals.
   *
   * @param n rows and columns, or samples
   * @param nanoseconds of the kernel
   * @param rivals their nanoseconds
   */
  public record Row(Subject subject, int n, double nanoseconds, Map<Rival, Double> rivals) {
    /** How many times as fast as a rival. */
    public OptionalDouble over(Rival rival) {
      Double time = rivals.get(rival);
      return time == null ? OptionalDouble.empty() : OptionalDouble.of(time / nanoseconds);
    }

    /** 10⁹ floating-point operations a second, of products. */
    public OptionalDouble gigaflops() {
      return subject == Subject.GEMM
          ? OptionalDouble.of(2.0 * n * n * n / nanoseconds)
          : OptionalDouble.empty();
    }
  }

  /**
   * The measurements.
   *
   * @param progress is told what is measured next
   * @throws IllegalStateException where a benchmark's JVM fails
   */
  public static List<Row> run(Effort effort, Consumer<String> progress) {
    List<Row> rows = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      for (int n : subject.sizes()) {
        progress.accept("%s, n = %d".formatted(subject.label(), n));
        rows.add(measure(subject, n, effort));
      }
    }
    return List.copyOf(rows);
  }

  private static Row measure(Subject subject, int n, Effort effort) {
    double own = Double.POSITIVE_INFINITY;
    Map<Rival, Double> rivals = new LinkedHashMap<>();
    for (int round = 0; round < effort.rounds; round++) {
      own = Math.min(own, nanoseconds(subject.benchmark(""), n, effort));
      for (Rival rival : subject.rivals()) {
        if (rival == Rival.NATIVE && !NativeBlas.isNamed()) {
          continue;
        }
        double time = nanoseconds(subject.benchmark(rival.suffix), n, effort);
        rivals.merge(rival, time, Math::min);
      }
    }
    return new Row(subject, n, own, rivals);
  }

  private static double nanoseconds(String benchmark, int n, Effort effort) {
    return Benchmarks.nanoseconds(benchmark, Map.of("n", Integer.toString(n)), effort.pace());
  }
}
