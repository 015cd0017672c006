package org.noiseproof.claim.symmetry;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Check;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.zoo.WrongOptimizers;

/**
 * A wrong implementation put together from right ones: a backend that has another estimator or
 * another optimizer than the one it is asked for. All else is the right backend's.
 */
record OtherMethod(
    Backend right,
    Function<EstimatorSpec, Optional<GradientEstimator>> estimators,
    Function<OptimizerSpec, Optional<Optimizer>> optimizers)
    implements Backend {

  /** The check with another estimator for every one it asks for. */
  static Check estimator(Check check, String name, EstimatorSpec other) {
    return under(
        check,
        name,
        right -> new OtherMethod(right, _ -> right.estimator(other), right::optimizer));
  }

  /** The check with other optimizers. */
  static Check optimizer(Check check, String name, UnaryOperator<OptimizerSpec> other) {
    return under(
        check,
        name,
        right ->
            new OtherMethod(right, right::estimator, spec -> right.optimizer(other.apply(spec))));
  }

  /** The check with the steps of a specimen of the zoo. */
  static Check specimen(Check check, String name, String specimen) {
    Backend wrong = WrongOptimizers.named(specimen).backend();
    return under(check, name, right -> new OtherMethod(right, right::estimator, wrong::optimizer));
  }

  /** The check under Adam of the same learning rate. */
  static Check adam(Check check) {
    return optimizer(check, "adam", sgd -> new Adam(sgd.learningRate(), 0.9, 0.999, 0, 0));
  }

  /** Under the signs of the gradient, at the same learning rate. */
  static Check signs(Check check) {
    return optimizer(check, "signs", sgd -> new SignSgd(sgd.learningRate(), 0));
  }

  /** Under Langevin dynamics. */
  static Check langevin(Check check) {
    return under(check, "langevin", OtherMethod::langevin);
  }

  /** N(0, I) is added to every gradient, as in Langevin dynamics. */
  static OtherMethod langevin(Backend right) {
    return new OtherMethod(
        right,
        spec -> right.estimator(spec).map(mean -> batch -> noisy(mean.estimate(batch))),
        right::optimizer);
  }

  private static Check under(Check check, String name, Function<Backend, OtherMethod> wrong) {
    return new Check(
        check.name() + "/" + name,
        check.measures(),
        check.evidence(),
        check.share(),
        trial -> check.experiment().apply(trial.on(wrong.apply(trial.backend()))));
  }

  /** The gradient's own bits key its noise, so that the same run has the same noise. */
  private static double[] noisy(double[] gradient) {
    long bits = 0;
    for (double entry : gradient) {
      bits = 31 * bits + Double.doubleToLongBits(entry);
    }
    RandomStream random = Streams.of(bits, "langevin").replicate(0);
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] += random.nextNormal();
    }
    return gradient;
  }

  @Override
  public String name() {
    return "another method than " + right.name() + "'s";
  }

  @Override
  public Description describe() {
    return right.describe();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return estimators.apply(spec);
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return optimizers.apply(spec);
  }
}
