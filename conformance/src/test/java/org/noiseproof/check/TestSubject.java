package org.noiseproof.check;

import java.util.Optional;
import java.util.function.Function;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Precision;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/** A subject put together for a test. */
public record TestSubject(
    Description describe,
    Function<EstimatorSpec, Optional<GradientEstimator>> estimators,
    Function<OptimizerSpec, Optional<Subject.OptimizerUnderTest>> optimizers)
    implements Subject {

  private static final Description DOUBLES =
      new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "test");

  /** One that estimates so, whatever is asked for. */
  public static TestSubject estimating(GradientEstimator estimator) {
    return new TestSubject(DOUBLES, spec -> Optional.of(estimator), spec -> Optional.empty());
  }

  /** One that optimizes so. */
  public static TestSubject optimizing(
      Function<OptimizerSpec, Optional<Subject.OptimizerUnderTest>> optimizers) {
    return new TestSubject(DOUBLES, spec -> Optional.empty(), optimizers);
  }

  /** This, described so. */
  public TestSubject describedAs(Description other) {
    return new TestSubject(other, estimators, optimizers);
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public String option() {
    return "--backend test";
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return estimators.apply(spec);
  }

  @Override
  public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
    return optimizers.apply(spec);
  }
}
