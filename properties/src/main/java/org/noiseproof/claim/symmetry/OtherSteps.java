package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Check;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.zoo.Specimen;
import org.noiseproof.zoo.WrongOptimizers;

/** A backend that steps otherwise than it is asked to; all else is the right one's. */
record OtherSteps(Backend right, Rule rule) implements Backend {

  /** What stands in for the optimizer of a spec. */
  @FunctionalInterface
  interface Rule {
    Optional<Optimizer> of(Backend right, OptimizerSpec spec);
  }

  /** Gaussian noise is added to every gradient, as in Langevin dynamics. */
  static final Rule LANGEVIN =
      (right, spec) -> right.optimizer(spec).map(optimizer -> new Noisy(optimizer));

  /** A specimen of the zoo steps. */
  static Rule specimen(String name) {
    Specimen specimen = WrongOptimizers.named(name);
    return (right, spec) -> specimen.backend().optimizer(spec);
  }

  /** The check with these steps, on whatever backend the trial brings. */
  static Check under(Check check, String name, Rule rule) {
    return new Check(
        check.name() + "/" + name,
        check.measures(),
        check.evidence(),
        check.share(),
        trial -> check.experiment().apply(trial.on(new OtherSteps(trial.backend(), rule))));
  }

  @Override
  public String name() {
    return right.name() + ", other steps";
  }

  @Override
  public Description describe() {
    return right.describe();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return right.estimator(spec);
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return rule.of(right, spec);
  }

  /** The noise of a step depends on its number alone, so that a state can be resumed. */
  private record Noisy(Optimizer right) implements Optimizer {
    @Override
    public OptimizerState start(double[] parameters) {
      return right.start(parameters);
    }

    @Override
    public OptimizerState step(OptimizerState state, double[] gradient) {
      RandomStream random = Streams.of(0, "Langevin").replicate(state.steps());
      double[] noisy = Arrays.stream(gradient).map(g -> g + random.nextNormal()).toArray();
      return right.step(state, noisy);
    }

    @Override
    public int depth(int dimension) {
      return right.depth(dimension);
    }
  }
}
