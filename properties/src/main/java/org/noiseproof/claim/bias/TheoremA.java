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
import org.noiseproof.theory.SteepestDescentBounds;

/**
 * A run on the log-sum-exp loss beside Theorem A: (A1) at every step, (A2) and (A3) where asked.
 */
final class TheoremA {
  private final OptionalDouble margin;
  private final Reading reading;
  private final Tightest found;
  private final String where;
  private final MarginDescent run;
  private final Roundoff roundoff;
  private final SteepestDescentBounds bounds;
  private double slack;

  /**
   * How the theorem is read.
   *
   * @param lacking what is counted of ε_t: 1 as measured, 0 where every direction is claimed to be
   *     the steepest
   * @param curvature what is counted of R² η_t²/2
   */
  record Reading(double lacking, double curvature) {
    /** D_t is the steepest direction. */
    static final Reading STEEPEST = new Reading(0, 1);

    /** D_t is any direction of length at most 1. */
    static final Reading ANY = new Reading(1, 1);
  }

  /**
   * A run that has not begun.
   *
   * @param margin γ, where it is known
   * @param found collects what is compared
   */
  TheoremA(
      Backend backend,
      MarginProblem problem,
      OptionalDouble margin,
      NormSpec norm,
      OptimizerSpec spec,
      Reading reading,
      Tightest found,
      String where) {
    this(
        new MarginDescent(backend, problem, Loss.LOG_SUM_EXP, norm, spec),
        Roundoff.of(backend, problem, norm, spec),
        new SteepestDescentBounds(problem.pairs(), problem.radius(norm)),
        margin,
        reading,
        found,
        where);
  }

  /**
   * A run that has not begun, on whatever gradients it is given.
   *
   * @param run judged by the weights of the log-sum-exp loss
   */
  TheoremA(
      MarginDescent run,
      Roundoff roundoff,
      SteepestDescentBounds bounds,
      OptionalDouble margin,
      Reading reading,
      Tightest found,
      String where) {
    this.run = run;
    this.roundoff = roundoff;
    this.bounds = bounds;
    this.margin = margin;
    this.reading = reading;
    this.found = found;
    this.where = where;
  }

  /** Steps up to T, judged by (A1), and by (A2) and (A3) at 1, 2, 4 … and T. */
  Trajectory checkpoints(long steps) {
    Trajectory trajectory = new Trajectory();
    for (long next = 1; run.taken() < steps; next *= 2) {
      advance(Math.min(next, steps) - run.taken());
      judge();
      trajectory.add(run, gap());
    }
    return trajectory;
  }

  private void advance(long count) {
    for (long i = 0; i < count; i++) {
      Weights before = run.weights();
      Step step = run.step();
      Weights after = run.weights();
      double rounding = roundoff.step(step, after);
      double progress = step.rate() * (step.dual() - reading.lacking() * step.lacking());
      slack += rounding;
      found.offer(
          atMost(
              "A1, F' − F + η(q − ε)",
              after.logLoss() - before.logLoss() + progress,
              reading.curvature() * bounds.curvature(step.rate()),
              rounding),
          at(step.t()));
    }
  }

  private void judge() {
    double dual = run.dual() / run.length();
    double reached = run.weights().margin() / run.length();
    double rounding = slack / run.length();
    double duals = roundoff.dual(run.point());
    String at = at(run.taken());
    found.offer(atMost("A2, Σηq/S − m/S", dual - reached, gap(), rounding), at);
    found.offer(atMost("A2, ‖A p̄‖", run.averagedDual(), dual, duals), at);
    if (reached > 0) {
      found.offer(
          atMost(
              "m/‖W‖ below the certificate's other end",
              run.normalizedMargin(),
              run.upperBound(),
              roundoff.normalizedMargin() + duals),
          at);
      found.offer(
          atLeast(
              "A3, m/‖W‖ − m/S",
              run.normalizedMargin() - reached,
              0,
              rounding + roundoff.normalizedMargin()),
          at);
    }
    margin.ifPresent(
        gamma -> {
          double known = roundoff.normalizedMargin() + Tolerance.CLOSED_FORM * gamma;
          found.offer(atLeast("A3, m/S", reached, gamma - gap(), rounding + known), at);
          found.offer(atMost("A3, m/‖W‖", run.normalizedMargin(), gamma, known), at);
          found.offer(
              atLeast("D0, least of q and ‖A p̄‖", run.upperBound(), gamma, duals + known), at);
        });
  }

  /** B_T, as it is read. */
  double gap() {
    return bounds.gap(
        run.length(), reading.curvature() * run.squares(), reading.lacking() * run.lacking());
  }

  MarginDescent run() {
    return run;
  }

  private String at(long t) {
    return "%s, t = %d".formatted(where, t);
  }
}
