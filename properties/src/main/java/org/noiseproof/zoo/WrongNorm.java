package org.noiseproof.zoo;

import java.util.Optional;
import java.util.function.Function;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.Precision;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/** A backend that implements one kind of norm, wrongly. */
record WrongNorm<N extends NormSpec>(String name, Class<N> kind, Function<N, Norm> norm)
    implements Backend {

  static <N extends NormSpec> Specimen specimen(
      String name, String wrong, Class<N> kind, Function<N, Norm> norm) {
    return new Specimen(name, wrong, kind, new WrongNorm<>(name, kind, norm));
  }

  @Override
  public Description describe() {
    return new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "zoo");
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
    return kind.isInstance(spec) ? Optional.of(norm.apply(kind.cast(spec))) : Optional.empty();
  }
}
