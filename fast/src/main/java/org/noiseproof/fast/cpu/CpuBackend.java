package org.noiseproof.fast.cpu;

import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.fast.ensemble.LaneEnsemble;
import org.noiseproof.fast.matrix.CpuNorm;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * Everything in float64, REPRODUCIBLE: the same bits for any number of threads, any lane width, and
 * scalar code. The system properties {@code noiseproof.lanes} ({@code scalar}, {@code 128}, {@code
 * 256}, {@code 512}) and {@code noiseproof.threads} force what is otherwise found out.
 */
public final class CpuBackend implements Backend {
  private final Engine<double[]> engine;

  /**
   * With the threads that {@code noiseproof.threads} says, or one a processor.
   *
   * @throws IllegalArgumentException where a property asks for what there is not
   */
  public CpuBackend() {
    this(Engine.threads());
  }

  /**
   * With that many threads.
   *
   * @throws IllegalArgumentException where threads &lt; 1
   */
  public CpuBackend(int threads) {
    engine = new Engine<>(Float64.ofThisMachine(), new Reduction(threads));
  }

  @Override
  public String name() {
    return "cpu";
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
    return Optional.of(new CpuNorm(spec));
  }

  /** Replicas in lanes where every part of the run has them, else step by step. */
  @Override
  public Optional<Ensemble> ensemble(EnsembleSpec spec) {
    return LaneEnsemble.of(spec, engine.reduction().pool()).or(() -> Backend.super.ensemble(spec));
  }
}
