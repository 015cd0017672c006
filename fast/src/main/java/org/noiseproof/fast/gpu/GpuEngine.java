package org.noiseproof.fast.gpu;

import java.util.Collections;
import java.util.LinkedHashMap;
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
    // The emulation runs one thread at a time, so it is given what a backend without lanes is.
    int lanes = driver == Driver.HOST ? 1 : WARP;
    return new Description(
        format.precision(), Determinism.REPRODUCIBLE, lanes, gpu.multiprocessors(), gpu.name());
  }

  /** What was moved between host and device so far, for a report. */
  Map<String, Long> usage() {
    if (unavailable().isPresent()) {
      return Map.of();
    }
    Traffic traffic = driver.open().traffic();
    Map<String, Long> usage = new LinkedHashMap<>();
    usage.put("kernels launched", traffic.launches());
    usage.put("copies to the device", traffic.copiesIn());
    usage.put("bytes to the device", traffic.bytesIn());
    usage.put("copies from the device", traffic.copiesOut());
    usage.put("bytes from the device", traffic.bytesOut());
    usage.put("bytes held at most", traffic.bytesPeak());
    usage.put("answers left to the reference", traffic.fallbacks());
    return Collections.unmodifiableMap(usage);
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
