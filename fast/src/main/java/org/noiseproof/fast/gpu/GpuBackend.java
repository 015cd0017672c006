package org.noiseproof.fast.gpu;

import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/** An NVIDIA GPU, in doubles. */
public final class GpuBackend implements Backend {
  private final GpuEngine engine = new GpuEngine(Driver.NVIDIA, Format.FLOAT64);

  @Override
  public String name() {
    return "gpu";
  }

  @Override
  public Optional<String> unavailable() {
    return engine.unavailable();
  }

  @Override
  public Description describe() {
    return engine.describe();
  }

  @Override
  public Map<String, Long> usage() {
    return engine.usage();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return engine.estimator(spec);
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return engine.optimizer(spec);
  }

  @Override
  public Optional<Norm> norm(NormSpec spec) {
    return engine.norm(spec);
  }

  @Override
  public Optional<Ensemble> ensemble(EnsembleSpec spec) {
    return engine.ensemble(spec).or(() -> Backend.super.ensemble(spec));
  }
}
