package org.noiseproof.claim.bias;

import static org.noiseproof.claim.Comparison.atLeast;
import static org.noiseproof.claim.Comparison.atMost;

import java.util.OptionalDouble;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.bias.MarginDescent.Step;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.Loss.Weights;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.CrossEntropyBounds;

/**
 * A run on the cross-entropy beside Theorem B, with every direction claimed to be the steepest: ε_t
 * = 0. {@link #facts} judges single steps, {@link #gaps} what they sum to.
 */
final class TheoremB {
  private final OptionalDouble margin;
  private final Tightest found;
  private final String where;
  private final MarginDescent run;
  private final Roundoff roundoff;
  private final CrossEntropyBounds bounds;
  private final double radius;
  private final double samples;
  private double trajectory;
  private double apriori;
  private double slack;
  private boolean forward = true;

  /**
   * A run that has not begun.
   *
   * @param margin γ, where it is known
   * @param found collects what is compared
   */
  TheoremB(
      Backend backend,
      MarginProblem problem,
      OptionalDouble margin,
      NormSpec norm,
      OptimizerSpec spec,
      Tightest found,
      String where) {
    this.margin = margin;
    this.found = found;
    this.where = where;
    run = new MarginDescent(backend, problem, Loss.CROSS_ENTROPY, norm, spec);
    roundoff = Roundoff.of(backend, problem, norm, spec);
    radius = problem.radius(norm);
    samples = problem.samples();
    bounds = new CrossEntropyBounds(problem.samples(), problem.classes(), radius);
    trajectory = bounds.trajectoryStart();
    apriori = bounds.aprioriStart();
  }

  /** Steps with (B1) to (B4), the change of log G, and who is classified. */
  void facts(long steps) {
    while (continues(steps)) {
      Weights before = run.weights();
      Step step = run.step();
      Weights after = run.weights();
      String at = at(step.t());
      double a = bounds.progress(step.rate(), step.dual(), 0);
      double rounding = roundoff.step(step, after);
      found.offer(
          atMost(
              "B1, log L' − log L",
              after.logLoss() - before.logLoss(),
              StrictMath.log(bounds.lossFactor(ratio(before), a)),
              rounding * StrictMath.exp(Math.abs(a))),
          at);
      found.offer(
          atMost(
              "|log G' − log G| ≤ 2Rη",
              Math.abs(after.logScale() - before.logScale()),
              2 * radius * step.rate(),
              rounding),
          at);
      point(step, before, at);
    }
  }

  private void point(Step step, Weights here, String at) {
    double logs = roundoff.log(step.before(), here.logLoss());
    double ratio = ratio(here);
    found.offer(atMost("B2, G/L ≤ 1", ratio, 1, 2 * logs), at);
    found.offer(atLeast("B2, G/L", ratio, bounds.leastRatio(here.logLoss()), 4 * logs), at);
    double loss = samples * StrictMath.exp(here.logLoss());
    found.offer(atLeast("B2, G/L ≥ 1 − nL/2", ratio, 1 - loss / 2, 4 * logs * (1 + loss)), at);
    // The margin that nL allows has the derivative nL e^{nL}/(e^{nL} − 1) ≤ 1 + nL in log L.
    found.offer(
        atLeast(
            "B3, m(W)", here.margin(), bounds.leastMargin(here.logLoss()), 2 * logs * (1 + loss)),
        at);
    double duals = roundoff.dual(step.before());
    found.offer(atMost("B4, ‖∇L‖/G ≤ R", step.dual(), radius, duals), at);
    margin.ifPresent(
        gamma ->
            found.offer(
                atLeast(
                    "B4, ‖∇L‖/G ≥ γ", step.dual(), gamma, duals + Tolerance.CLOSED_FORM * gamma),
                at));
  }

  /** Steps up to T with (B5) and (B6) at 1, 2, 4 … and T, and the steps that they sum. */
  void gaps(long steps) {
    for (long next = 1; continues(steps); next *= 2) {
      while (continues(Math.min(next, steps))) {
        advance();
      }
      judge();
    }
  }

  private void advance() {
    Weights before = run.weights();
    Step step = run.step();
    Weights after = run.weights();
    double a = bounds.progress(step.rate(), step.dual(), 0);
    double rounding = roundoff.step(step, after) * StrictMath.exp(Math.abs(a));
    slack += rounding;
    trajectory += bounds.trajectoryStep(step.rate(), ratio(before), a);
    found.offer(
        atMost(
            "B5, log L' − log L + ηq",
            after.logLoss() - before.logLoss() + step.rate() * step.dual(),
            bounds.trajectoryStep(step.rate(), ratio(before), a),
            2 * rounding),
        at(step.t()));
    apriori += bounds.aprioriStep(step.rate(), a);
    forward &= a >= 0;
    if (forward) {
      double loss =
          2 + samples * (StrictMath.exp(before.logLoss()) + StrictMath.exp(after.logLoss()));
      found.offer(
          atMost(
              "B6, log v' − log v + ηq",
              bounds.leastMargin(before.logLoss())
                  - bounds.leastMargin(after.logLoss())
                  + step.rate() * step.dual(),
              bounds.aprioriStep(step.rate(), a),
              loss * rounding),
          at(step.t()));
    }
  }

  private void judge() {
    Weights here = run.weights();
    double length = run.length();
    double gap = (run.dual() - here.margin()) / length;
    String at = at(run.taken());
    found.offer(
        atMost(
            "B5, Σηq/S − m/S",
            gap,
            (trajectory + bounds.trajectoryEnd(here.logLoss())) / length,
            slack / length),
        at);
    if (forward) {
      found.offer(atMost("B6, Σηq/S − m/S", gap, apriori / length, slack / length), at);
    }
  }

  /** The gradient has the scale G: below it, none is seen by an optimizer in doubles. */
  private boolean continues(long steps) {
    return run.taken() < steps && run.weights().logScale() > StrictMath.log(Double.MIN_NORMAL);
  }

  private static double ratio(Weights weights) {
    return StrictMath.exp(weights.logScale() - weights.logLoss());
  }

  private String at(long t) {
    return "%s, t = %d".formatted(where, t);
  }
}
