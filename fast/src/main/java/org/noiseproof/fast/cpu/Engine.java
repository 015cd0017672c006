package org.noiseproof.fast.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.Precision;
import org.noiseproof.fast.LaneChoice;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/** What {@link CpuBackend} and {@link CpuFloat32Backend} share: everything but the format. */
record Engine<A>(Format<A> format, Reduction reduction) {
  /** The system property for the number of threads. */
  static final String THREADS = "noiseproof.threads";

  /**
   * The threads to use where the caller does not say.
   *
   * @throws IllegalArgumentException where the property is no number of threads
   */
  static int threads() {
    String property = System.getProperty(THREADS);
    if (property == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      return Integer.parseInt(property);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          THREADS + " = \"" + property + "\", expected a whole number ≥ 1", e);
    }
  }

  Description describe() {
    int bytes = format.precision() == Precision.FLOAT64 ? 8 : 4;
    return new Description(
        format.precision(),
        Determinism.REPRODUCIBLE,
        LaneChoice.ofThisMachine().lanes(bytes),
        reduction.threads(),
        processor());
  }

  Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return Optional.of(new CpuEstimator<>(spec, format, reduction));
  }

  Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return Optional.of(new CpuOptimizer<>(spec, format));
  }

  /** The processor's name where the system tells, else its architecture. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
