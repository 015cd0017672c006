package org.noiseproof.claim.bias;

import java.util.Optional;
import java.util.function.LongFunction;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.Loss.Weights;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;

/**
 * A run of a backend's optimizer on the loss of a margin problem, from W = 0, taken a step at a
 * time, and the sums over its steps that the theorems are about. With η_t the learning rate, D_t
 * the direction found in what the step did, W_{t+1} = (1 − η_tλ) W_t + η_t D_t, and p_t the weights
 * of the whole data at W_t: q_t = ‖A p_t‖_*, and ε_t = q_t − ⟨A p_t, D_t⟩ is what the direction
 * lacks of the steepest.
 */
final class MarginDescent {
  private final MarginProblem problem;
  private final Loss loss;
  private final Norm norm;
  private final OptimizerSpec spec;
  private final Optimizer optimizer;
  private final Optional<Gradients> gradients;
  private OptimizerState state;
  private Weights weights;
  private final double[] averaged;
  private double length;
  private double squares;
  private double dual;
  private double lacking;
  private double leastDual = Double.POSITIVE_INFINITY;

  /**
   * One step.
   *
   * @param t from 0
   * @param rate η_t
   * @param before W_t
   * @param weights of the loss at W_t
   * @param combination A p_t
   * @param dual q_t
   * @param direction D_t
   * @param lacking ε_t
   * @param after W_{t+1}
   */
  record Step(
      long t,
      double rate,
      Matrix before,
      Weights weights,
      Matrix combination,
      double dual,
      Matrix direction,
      double lacking,
      Matrix after) {}

  /** What the optimizer is given, where that is not the gradient of the whole data. */
  @FunctionalInterface
  interface Gradients {
    /** At W_t. */
    Matrix at(long t, Matrix w);

    /** Of the loss of batches: the samples of step t, from 0. */
    static Gradients of(Loss loss, LongFunction<MarginProblem> batches) {
      return (t, w) -> gradient(batches.apply(t), loss, w);
    }
  }

  /** ∇loss(W). */
  static Matrix gradient(MarginProblem samples, Loss loss, Matrix w) {
    Weights weights = loss.at(samples, w);
    return samples.combination(weights.p()).times(-scale(weights));
  }

  /** On the gradient of the whole data. */
  MarginDescent(
      Backend backend, MarginProblem problem, Loss loss, NormSpec norm, OptimizerSpec spec) {
    this(backend, problem, loss, norm, spec, Optional.empty());
  }

  /**
   * On the gradients of batches.
   *
   * @param norm in which q_t is measured
   * @param batches the samples of step t, from 0
   */
  MarginDescent(
      Backend backend,
      MarginProblem problem,
      Loss loss,
      NormSpec norm,
      OptimizerSpec spec,
      LongFunction<MarginProblem> batches) {
    this(backend, problem, loss, norm, spec, Gradients.of(loss, batches));
  }

  /**
   * On any gradients.
   *
   * @param loss whose weights p_t judge the steps
   * @param norm in which q_t is measured
   */
  MarginDescent(
      Backend backend,
      MarginProblem problem,
      Loss loss,
      NormSpec norm,
      OptimizerSpec spec,
      Gradients gradients) {
    this(backend, problem, loss, norm, spec, Optional.of(gradients));
  }

  private MarginDescent(
      Backend backend,
      MarginProblem problem,
      Loss loss,
      NormSpec norm,
      OptimizerSpec spec,
      Optional<Gradients> gradients) {
    this.problem = problem;
    this.loss = loss;
    this.norm = backend.norm(norm).orElseThrow();
    this.spec = spec;
    this.optimizer = backend.optimizer(spec).orElseThrow();
    this.gradients = gradients;
    state = optimizer.start(problem.zero());
    weights = loss.at(problem, state.matrix());
    averaged = new double[problem.pairs()];
  }

  /** The next step. */
  Step step() {
    long t = state.steps();
    Matrix before = state.matrix();
    Weights here = weights;
    Matrix combination = problem.combination(here.p());
    state = optimizer.step(state, gradient(t, here, combination).entries());
    Matrix after = state.matrix();
    weights = loss.at(problem, after);
    OptimizerSpec now = spec instanceof Scheduled scheduled ? scheduled.at(t + 1) : spec;
    double rate = now.learningRate();
    double decay = now instanceof MatrixOptimizerSpec matrix ? matrix.weightDecay() : 0;
    Matrix direction = after.minus(before.times(1 - rate * decay)).times(1 / rate);
    double q = norm.direction(combination).dualNorm();
    double epsilon = q - combination.inner(direction);
    length += rate;
    squares += rate * rate;
    dual += rate * q;
    lacking += rate * epsilon;
    leastDual = Math.min(leastDual, q);
    for (int j = 0; j < averaged.length; j++) {
      averaged[j] += rate * here.p()[j];
    }
    return new Step(t, rate, before, here, combination, q, direction, epsilon, after);
  }

  /** That many steps more; the last of them. */
  Step steps(long count) {
    Step last = step();
    for (long i = 1; i < count; i++) {
      last = step();
    }
    return last;
  }

  private Matrix gradient(long t, Weights here, Matrix combination) {
    return gradients
        .map(given -> given.at(t, state.matrix()))
        .orElseGet(() -> combination.times(-scale(here)));
  }

  private static double scale(Weights here) {
    return StrictMath.exp(here.logScale());
  }

  /** The steps taken, T. */
  long taken() {
    return state.steps();
  }

  /** W_T. */
  Matrix point() {
    return state.matrix();
  }

  /** The loss and its weights at W_T. */
  Weights weights() {
    return weights;
  }

  /** S_T = Σ η_t. */
  double length() {
    return length;
  }

  /** Σ η_t². */
  double squares() {
    return squares;
  }

  /** Σ η_t q_t. */
  double dual() {
    return dual;
  }

  /** Σ η_t ε_t. */
  double lacking() {
    return lacking;
  }

  /** m(W_T)/‖W_T‖, at most γ; −∞ at 0. */
  double normalizedMargin() {
    double size = norm.of(point());
    return size == 0 ? Double.NEGATIVE_INFINITY : problem.margin(point()) / size;
  }

  /** The least q_t and ‖A p̄_T‖_*, whichever is less, at least γ. */
  double upperBound() {
    return Math.min(leastDual, averagedDual());
  }

  /** ‖A p̄_T‖_*, p̄_T = Σ η_t p_t / S_T. */
  double averagedDual() {
    double[] average = averaged.clone();
    for (int j = 0; j < average.length; j++) {
      average[j] /= length;
    }
    return norm.direction(problem.combination(average)).dualNorm();
  }
}
