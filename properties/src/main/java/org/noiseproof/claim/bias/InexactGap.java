package org.noiseproof.claim.bias;

import org.noiseproof.claim.Comparison;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.SteepestDescentBounds;

/**
 * Theorem A on a run whose directions are not exact, with what they lack as measured: Σ η_t q_t /
 * S_T − m(W_T)/S_T ≤ B_T.
 *
 * @param problem whose margins grow
 * @param bounds on them
 * @param longest what no direction's norm exceeds: Theorem A is about D divided by it, and η times
 *     it
 * @param granted for rounding, a step of size 1
 */
record InexactGap(
    MarginProblem problem, SteepestDescentBounds bounds, double longest, double granted) {

  static InexactGap of(
      Directions directions,
      MarginProblem problem,
      NormSpec norm,
      OptimizerSpec spec,
      double longest) {
    double radius = problem.radius(norm);
    double roundoff = directions.roundoff(spec, problem.classes(), problem.features());
    return new InexactGap(
        problem,
        new SteepestDescentBounds(problem.pairs(), radius),
        longest,
        roundoff * radius * longest);
  }

  /** S_T. */
  double length(MarginDescent run) {
    return longest * run.length();
  }

  /** Σ η_t ε_t, of which the run has measured Σ η_t (q_t − ⟨A p_t, D_t⟩). */
  double lacking(MarginDescent run) {
    return (longest - 1) * run.dual() + run.lacking();
  }

  /** The left-hand side. */
  double gap(MarginDescent run) {
    return (longest * run.dual() - problem.margin(run.point())) / length(run);
  }

  /** B_T. */
  double bound(MarginDescent run) {
    return bounds.gap(length(run), longest * longest * run.squares(), lacking(run));
  }

  /** The slack: each D is a difference of two points, and rounded as they are. */
  double slack(MarginDescent run) {
    return granted * (8 + run.taken());
  }

  /** Both sides. */
  Comparison compare(String quantity, MarginDescent run) {
    return Comparison.atMost(quantity, gap(run), bound(run), slack(run));
  }
}
