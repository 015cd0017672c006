package org.noiseproof.claim.bias;

import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Check;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;

/** A backend whose matrix optimizers step in a wrong direction; all else is the right one's. */
record Counterfeit(Backend right, Rule rule) implements Backend {
  static final String MOMENTUM = "momentum";
  static final String LEFT = "left_vector";

  /** What a wrong optimizer makes of its averaged gradient. */
  @FunctionalInterface
  interface Rule {
    /**
     * The direction, and what is kept of it.
     *
     * @param right the backend that is imitated
     * @param m the averaged gradient
     * @param p the left vector kept from the last step, a column; 0 before the first
     */
    Wrong of(Backend right, MatrixOptimizerSpec spec, Matrix m, Matrix p);
  }

  /** A wrong direction and left vector, a column. */
  record Wrong(Matrix direction, Matrix left) {
    /** Of a rule that keeps nothing. */
    static Wrong of(Matrix direction) {
      return new Wrong(direction, Matrix.zero(direction.rows(), 1));
    }
  }

  /** The check on a counterfeit of whatever backend the trial brings. */
  static Check under(Check check, String name, Rule rule) {
    String slug = check.name() + "/" + name;
    return new Check(
        slug,
        check.measures(),
        check.evidence(),
        check.share(),
        trial -> check.on(new Counterfeit(trial.backend(), rule), slug).experiment().apply(trial));
  }

  @Override
  public String name() {
    return "a counterfeit of " + right.name();
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
  public Optional<Norm> norm(NormSpec spec) {
    return right.norm(spec);
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return right.optimizer(spec).map(optimizer -> new Stepping(optimizer, spec, this));
  }

  private record Stepping(Optimizer right, OptimizerSpec spec, Counterfeit as)
      implements Optimizer {
    @Override
    public OptimizerState start(double[] parameters) {
      return right.start(parameters);
    }

    @Override
    public OptimizerState step(OptimizerState state, double[] gradient) {
      OptimizerSpec now = spec instanceof Scheduled s ? s.at(state.steps() + 1) : spec;
      return now instanceof MatrixOptimizerSpec matrix
          ? as.step(matrix, state, Matrix.of(state.rows(), state.columns(), gradient))
          : right.step(state, gradient);
    }

    @Override
    public int depth(int dimension) {
      return right.depth(dimension);
    }
  }

  private OptimizerState step(MatrixOptimizerSpec spec, OptimizerState state, Matrix gradient) {
    double momentum = momentum(spec);
    Matrix m =
        buffer(state, MOMENTUM, state.columns())
            .times(momentum)
            .plus(gradient.times(spec instanceof Muon ? 1 : 1 - momentum));
    Wrong wrong = rule.of(right, spec, m, buffer(state, LEFT, 1));
    Matrix moved =
        state
            .matrix()
            .times(1 - spec.learningRate() * spec.weightDecay())
            .minus(wrong.direction.times(spec.learningRate()));
    return state.next(moved.entries(), Map.of(MOMENTUM, m.entries(), LEFT, wrong.left.entries()));
  }

  private static Matrix buffer(OptimizerState state, String name, int columns) {
    return state.buffers().contains(name)
        ? Matrix.of(state.rows(), columns, state.buffer(name))
        : Matrix.zero(state.rows(), columns);
  }

  private static double momentum(MatrixOptimizerSpec spec) {
    return switch (spec) {
      case Nsd nsd -> nsd.momentum();
      case Nucgd nucgd -> nucgd.momentum();
      case Muon muon -> muon.momentum();
      case PolarGrad polar -> polar.momentum();
    };
  }
}
