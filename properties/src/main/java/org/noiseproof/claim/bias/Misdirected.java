package org.noiseproof.claim.bias;

import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;

/**
 * A wrong implementation of steepest descent without momentum: θ ← θ − ηD for a D that is not the
 * norm's direction. Its norms are those of a right backend, so that what is measured of it is
 * right.
 */
record Misdirected(Backend right, Rule rule) implements Backend {

  /** A wrong direction. */
  interface Rule {
    Matrix direction(Backend right, NormSpec norm, Matrix gradient);
  }

  /** Uphill. */
  static final Rule WRONG_SIGN =
      (right, norm, gradient) -> steepest(right, norm, gradient).times(-1);

  /** The last singular pair with σ &gt; 0 up to rounding, for the first. */
  static final Rule BOTTOM_PAIR =
      (_, _, gradient) -> {
        SingularValueDecomposition svd = svd(gradient);
        int last = Math.max(svd.getRank(), 1) - 1;
        return pair(svd, last, last);
      };

  /** The second singular pair for the first. */
  static final Rule SECOND_PAIR = (_, _, gradient) -> pair(svd(gradient), 1, 1);

  /** u₁v₂ᵀ: vectors of different pairs. */
  static final Rule MIXED_PAIR = (_, _, gradient) -> pair(svd(gradient), 0, 1);

  /** The direction of another norm, at length 1 in the right one. */
  static Rule of(NormSpec other) {
    return (right, norm, gradient) -> {
      Matrix direction = steepest(right, other, gradient);
      double length = right.norm(norm).orElseThrow().of(direction);
      return length == 0 ? direction : direction.times(1 / length);
    };
  }

  private static Matrix steepest(Backend right, NormSpec norm, Matrix gradient) {
    return right.norm(norm).orElseThrow().direction(gradient).matrix();
  }

  private static SingularValueDecomposition svd(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix.row(i);
    }
    return new SingularValueDecomposition(new Array2DRowRealMatrix(rows, false));
  }

  private static Matrix pair(SingularValueDecomposition svd, int left, int right) {
    double[] u = svd.getU().getColumn(left);
    double[] v = svd.getV().getColumn(right);
    return Matrix.of(u.length, 1, u).times(Matrix.of(1, v.length, v));
  }

  @Override
  public String name() {
    return "misdirected";
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
    OptimizerSpec steps = spec instanceof Scheduled scheduled ? scheduled.optimizer() : spec;
    return steps instanceof Nsd nsd && right.norm(nsd.norm()).isPresent()
        ? Optional.of(new Steps(right, rule, nsd, spec))
        : Optional.empty();
  }

  private record Steps(Backend right, Rule rule, Nsd nsd, OptimizerSpec spec) implements Optimizer {
    @Override
    public OptimizerState start(double[] parameters) {
      return OptimizerState.of(0, parameters, Map.of());
    }

    @Override
    public OptimizerState step(OptimizerState state, double[] gradient) {
      OptimizerSpec now =
          spec instanceof Scheduled scheduled ? scheduled.at(state.steps() + 1) : spec;
      Matrix direction =
          rule.direction(right, nsd.norm(), Matrix.of(state.rows(), state.columns(), gradient));
      return state.next(
          state.matrix().minus(direction.times(now.learningRate())).entries(), Map.of());
    }
  }
}
