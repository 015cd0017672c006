package org.noiseproof.claim.bias;

import org.noiseproof.backend.Backend;
import org.noiseproof.claim.bias.MarginDescent.Step;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Loss.Weights;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.OptimizerSpec;

/**
 * What rounding may cost along a run: γ at the depth of a step and of what is computed from it,
 * times the magnitudes that entered. A margin is off by at most γ times 2 max‖x‖₁ max|w|, its
 * weight by twice that, relatively; no ‖A_ic‖_* exceeds 2 max‖x‖₁ under any of the norms, and none
 * of the norms is below max|w|.
 */
record Roundoff(double gamma, double start, double radius, double reach) {

  /** Of steps of this optimizer under this norm. */
  static Roundoff of(Backend backend, MarginProblem problem, NormSpec norm, OptimizerSpec spec) {
    int entries = problem.classes() * problem.features();
    long depth =
        backend.norm(norm).orElseThrow().depth(problem.classes(), problem.features())
            + backend.optimizer(spec).orElseThrow().depth(entries)
            + entries
            + problem.pairs()
            + 64L;
    return new Roundoff(
        Tolerance.gamma(depth, backend.describe().precision().unitRoundoff()),
        StrictMath.log(problem.pairs()),
        problem.radius(norm),
        problem.radius(new Max()));
  }

  /** Of a margin at W. */
  double margin(Matrix w) {
    return gamma * reach * w.largest();
  }

  /** Of m(W)/‖W‖, whatever W. */
  double normalizedMargin() {
    return 2 * gamma * reach;
  }

  /** Of ‖A p‖_* for the weights at W, or an average of such norms on the way there. */
  double dual(Matrix w) {
    return radius * (gamma + 2 * margin(w));
  }

  /** Of the logarithm of a loss, or of G, at W. */
  double log(Matrix w, double log) {
    return 2 * margin(w) + 2 * gamma * (Math.abs(log) + start);
  }

  /** Of what one step changes the log of a loss by, and of what bounds it. */
  double step(Step step, Weights next) {
    double logs = Math.abs(step.weights().logLoss()) + Math.abs(next.logLoss()) + start;
    double curvature = radius * radius * step.rate() * step.rate();
    return 2 * (margin(step.before()) + margin(step.after()))
        + step.rate() * dual(step.before())
        + 2 * gamma * (logs + curvature);
  }

  /**
   * Of the gap between m(W_T)/S_T or m(W_T)/‖W_T‖ and what T steps promise: theirs, added up, the
   * last taken for all, as W and the loss's logarithm grow along a run.
   */
  double gap(MarginDescent run) {
    double logs = 2 * Math.abs(run.weights().logLoss()) + 3 * start;
    double steps = run.taken() * (4 * margin(run.point()) + 2 * gamma * logs);
    double curvature = 2 * gamma * radius * radius * run.squares();
    return (steps + curvature) / run.length() + dual(run.point()) + normalizedMargin();
  }
}
