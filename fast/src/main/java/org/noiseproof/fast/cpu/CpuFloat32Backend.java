package org.noiseproof.fast.cpu;

import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.fast.matrix.CpuNorm;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * {@link CpuBackend} in float32: what comes in is rounded to float, all sums and updates are
 * floats, and what goes out is widened. An entry beyond float's range is refused. Norms and the
 * directions of matrix optimizers are the exception: they are computed in doubles of the rounded
 * entries and rounded in the end.
 */
public final class CpuFloat32Backend implements Backend {
  private final Engine<float[]> engine;

  /**
   * With the threads that {@code noiseproof.threads} says, or one a processor.
   *
   * @throws IllegalArgumentException where a property asks for what there is not
   */
  public CpuFloat32Backend() {
    this(Engine.threads());
  }

  /**
   * With that many threads.
   *
   * @throws IllegalArgumentException where threads &lt; 1
   */
  public CpuFloat32Backend(int threads) {
    engine = new Engine<>(Float32.ofThisMachine(), new Reduction(threads));
  }

  @Override
  public String name() {
    return "cpu-float32";
  }

  @Override
  public Description describe() {
    return engine.describe();
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
    return Optional.of(new RoundedNorm(new CpuNorm(spec)));
  }
}
