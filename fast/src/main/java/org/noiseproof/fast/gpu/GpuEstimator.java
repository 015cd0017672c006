package org.noiseproof.fast.gpu;

import java.util.Optional;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.EstimatorSpec;

/**
 * Every estimator on a device. Where a kernel cannot vouch for its answer, the exact reference
 * gives it.
 */
public record GpuEstimator(EstimatorSpec spec, Gpu gpu, Format format)
    implements GradientEstimator {
  private static final int BLOCK = 256;

  /** The estimator, or empty where there are no kernels for it. */
  public static Optional<GpuEstimator> of(EstimatorSpec spec, Gpu gpu, Format format) {
    return switch (spec) {
      case EstimatorSpec.Mean _ -> Optional.of(new GpuEstimator(spec, gpu, format));
      default -> Optional.empty();
    };
  }

  @Override
  public double[] estimate(Batch gradients) {
    gradients.requireFinite();
    try (GpuMemory memory = gpu.memory()) {
      double[] estimate =
          format.download(memory, estimate(DeviceBatch.upload(memory, gradients, format), memory));
      for (double coordinate : estimate) {
        if (!Double.isFinite(coordinate)) {
          gpu.fallbacks.incrementAndGet();
          return ExactEstimator.estimate(spec, gradients).rounded();
        }
      }
      return estimate;
    }
  }

  /** The estimate of a batch that is on the device, left there. */
  public GpuArray estimate(DeviceBatch batch, GpuMemory memory) {
    GpuArray estimate = memory.allocate(batch.dimension(), format.bytes());
    gpu.launch(
        Program.ROWS,
        format.kernel("rows_mean"),
        Math.ceilDiv(batch.dimension(), BLOCK),
        BLOCK,
        batch.values(),
        batch.samples(),
        batch.dimension(),
        estimate);
    return estimate;
  }
}
