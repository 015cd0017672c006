package org.noiseproof.reference;

import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * The reference backend: slow, exact, each coordinate rounded once. It implements every spec; that
 * none is forgotten, the exhaustive switches of {@link ExactEstimator} and {@link ExactOptimizer}
 * see to.
 */
public final class ReferenceBackend implements Backend {
  private static final Description DESCRIPTION =
      new Description(
          Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "exact arithmetic, rounded once");

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Description describe() {
    return DESCRIPTION;
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return Optional.of(
        new GradientEstimator() {
          @Override
          public double[] estimate(Batch gradients) {
            return ExactEstimator.estimate(spec, gradients).rounded();
          }

          @Override
          public int depth(int samples, int dimension) {
            return 1;
          }
        });
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return Optional.of(
        new Optimizer() {
          @Override
          public OptimizerState start(double[] parameters) {
            return ExactOptimizer.start(spec, parameters);
          }

          @Override
          public OptimizerState step(OptimizerState state, double[] gradient) {
            return ExactOptimizer.step(spec, state, gradient).rounded();
          }

          @Override
          public int depth(int dimension) {
            return 1;
          }
        });
  }

  @Override
  public Optional<Norm> norm(NormSpec spec) {
    return Optional.of(new ExactNorm(spec));
  }
}
