package org.noiseproof.claim.bias;

import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/** A wrong implementation of norms: a right backend's, but for the direction that they name. */
record MisdirectedNorm(Backend right, Misdirected.Rule rule) implements Backend {

  @Override
  public String name() {
    return "wrong-norm";
  }

  @Override
  public Description describe() {
    return right.describe();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return Optional.empty();
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return Optional.empty();
  }

  @Override
  public Optional<Norm> norm(NormSpec spec) {
    return right.norm(spec).map(norm -> new Wrong(right, norm, spec, rule));
  }

  /** Its ‖·‖ and its dual norm are right. */
  private record Wrong(Backend right, Norm norm, NormSpec spec, Misdirected.Rule rule)
      implements Norm {
    @Override
    public double of(Matrix w) {
      return norm.of(w);
    }

    @Override
    public Direction direction(Matrix gradient) {
      return new Direction(
          rule.direction(right, spec, gradient), norm.direction(gradient).dualNorm());
    }

    @Override
    public int depth(int rows, int columns) {
      return norm.depth(rows, columns);
    }
  }
}
