package org.noiseproof.identify;

import java.util.Optional;
import java.util.function.Predicate;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;
import tools.jackson.databind.JsonNode;

/** A subject that lacks some hyperparameters. */
record Refusing(Subject subject, Predicate<JsonNode> lacks) implements Subject {
  @Override
  public String name() {
    return subject.name();
  }

  @Override
  public String option() {
    return subject.option();
  }

  @Override
  public Description describe() {
    return subject.describe();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return lacks.test(SpecJson.write(spec)) ? Optional.empty() : subject.estimator(spec);
  }

  @Override
  public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
    return lacks.test(SpecJson.write(spec)) ? Optional.empty() : subject.optimizer(spec);
  }
}
