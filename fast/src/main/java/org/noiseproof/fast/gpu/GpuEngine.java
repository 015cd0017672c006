package org.noiseproof.fast.gpu;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * What the gpu backends share: all but the driver and the format. The device is opened when it is
 * first needed, so that naming a backend costs nothing where there is none.
 */
record GpuEngine(Driver driver, Format format) {
  /** Threads that run in step. */
  private static final int WARP = 32;

  /** Why there is no device here. */
  Optional<String> unavailable() {
    try {
      driver.open();
      return Optional.empty();
    } catch (GpuUnavailable reason) {
      return Optional.ofNullable(reason.getMessage());
    }
  }

  Description describe() {
    Optional<String> reason = unavailable();
    if (reason.isPresent()) {
      return new Description(
          format.precision(), Determinism.REPRODUCIBLE, WARP, 1, "not here: " + reason.get());
    }
    Gpu gpu = driver.open();
    return new Description(
        format.precision(), Determinism.REPRODUCIBLE, WARP, gpu.multiprocessors(), gpu.name());
  }

  /** What was moved between host and device so far, for a report. */
  Map<String, String> usage() {
    if (unavailable().isPresent()) {
      return Map.of();
    }
    Traffic traffic = driver.open().traffic();
    Map<String, String> usage = new LinkedHashMap<>();
    usage.put("kernels launched", "%,d".formatted(traffic.launches()));
    usage.put("to the device", copies(traffic.copiesIn(), traffic.bytesIn()));
    usage.put("from the device", copies(traffic.copiesOut(), traffic.bytesOut()));
    usage.put(
        "device memory", String.format(Locale.ROOT, "%,d bytes at most", traffic.bytesPeak()));
    usage.put(
        "left to the reference", String.format(Locale.ROOT, "%,d answers", traffic.fallbacks()));
    return usage;
  }

  private static String copies(long copies, long bytes) {
    return String.format(Locale.ROOT, "%,d copies, %,d bytes", copies, bytes);
  }

  Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return GpuEstimator.of(spec, driver.open(), format).map(estimator -> estimator);
  }

  Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return GpuOptimizer.of(spec, driver.open(), format).map(optimizer -> optimizer);
  }

  Optional<Norm> norm(NormSpec spec) {
    return GpuNorm.of(spec, driver.open(), format).map(norm -> norm);
  }

  /** Replicas are in doubles; in floats they are stepped one by one. */
  Optional<Ensemble> ensemble(EnsembleSpec spec) {
    return format == Format.FLOAT64 ? GpuEnsemble.of(spec, driver.open()) : Optional.empty();
  }
}
