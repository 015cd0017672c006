package org.noiseproof.claim.symmetry;

import java.util.Optional;
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

/** The trial's backend with another method where SGD is asked for. */
record Transplant(
    Backend right, UnaryOperator<OptimizerSpec> method, UnaryOperator<GradientEstimator> estimated)
    implements Backend {

  /** The check under Adam of the same learning rate. */
  static Check adam(Check check) {
    return under(
        check, "adam", right -> of(right, sgd -> new Adam(sgd.learningRate(), 0.9, 0.999, 0, 0)));
  }

  /** Under the signs of the gradient, at the same learning rate. */
  static Check signs(Check check) {
    return under(check, "signs", right -> of(right, sgd -> new SignSgd(sgd.learningRate(), 0)));
  }

  /** Under Langevin noise: N(0, I) is added to every gradient. */
  static Check langevin(Check check) {
    return under(
        check,
        "langevin",
        right -> new Transplant(right, spec -> spec, mean -> batch -> noisy(mean.estimate(batch))));
  }

  private static Transplant of(Backend right, UnaryOperator<OptimizerSpec> method) {
    return new Transplant(right, method, mean -> mean);
  }

  private static Check under(Check check, String name, UnaryOperator<Backend> wrong) {
    String slug = check.name() + "/" + name;
    return new Check(
        slug,
        check.measures(),
        check.evidence(),
        check.share(),
        trial -> check.on(wrong.apply(trial.backend()), slug).experiment().apply(trial));
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
    return "another method than " + right.name() + "'s SGD";
  }

  @Override
  public Description describe() {
    return right.describe();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return right.estimator(spec).map(estimated);
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return right.optimizer(method.apply(spec));
  }
}
