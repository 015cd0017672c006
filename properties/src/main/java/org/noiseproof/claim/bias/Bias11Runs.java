package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.MomentumDrift;

/**
 * Runs with momentum on eight samples, and what is claimed of every step of them.
 *
 * @param trial whose backend runs
 * @param directions of that backend
 * @param loss whose gradients are averaged
 * @param claimed of them
 * @param steps T
 */
record Bias11Runs(Trial trial, Directions directions, Loss loss, Claimed claimed, int steps) {
  private static final MarginProblem PROBLEM = Instances.eightSamples();

  /** The theorem, or something false. */
  enum Claimed {
    THEOREM,
    /** Every bound on ε_t and on the drift is a tenth of what it is. */
    TENTH,
    /** Of runs whose momentum is 1 − β. */
    EXCHANGED
  }

  static Nsd spec(double rate, NormSpec norm, double momentum) {
    return new Nsd(rate, norm, momentum, 0);
  }

  static NormSpec norm(OptimizerSpec spec) {
    if (spec instanceof Nsd nsd) {
      return nsd.norm();
    }
    throw new IllegalArgumentException(spec + " is not steepest descent");
  }

  private MarginDescent start(Nsd spec) {
    double momentum =
        claimed == Claimed.EXCHANGED && spec.momentum() > 0 ? 1 - spec.momentum() : spec.momentum();
    return new MarginDescent(
        trial.backend(),
        PROBLEM,
        loss,
        spec.norm(),
        spec(spec.learningRate(), spec.norm(), momentum));
  }

  /** A run, and everything that is claimed of it. */
  void run(NormSpec norm, double momentum, double step, Tightest found) {
    double radius = PROBLEM.radius(norm);
    Nsd spec = spec(step / radius, norm, momentum);
    MarginDescent run = start(spec);
    InexactGap theorem = InexactGap.of(directions, PROBLEM, norm, spec, 1);
    MomentumDrift drift = new MomentumDrift(radius, momentum);
    List<Double> rates = new ArrayList<>();
    double share = claimed == Claimed.TENTH ? 0.1 : 1;
    Matrix sum = PROBLEM.zero();
    double weights = 0;
    double apriori = 0;
    for (int t = 0; t < steps; t++) {
      MarginDescent.Step now = run.step();
      double length = StrictMath.exp(now.weights().logScale());
      sum = sum.times(momentum).plus(now.combination().times(length));
      weights = momentum * weights + length;
      Matrix average = sum.times(1 / weights);
      double off = directions.dual(norm, average.minus(now.combination()));
      double slack = theorem.slack(run);
      String at = "%s, β = %s, step %d".formatted(norm.label(), momentum, t);
      found.offer(
          Comparison.atLeast(
              "⟨M̂, D⟩", average.inner(now.direction()), directions.dual(norm, average), slack),
          at);
      found.offer(Comparison.atMost("ε", now.lacking(), 2 * share * off, slack), at);
      if (loss == Loss.LOG_SUM_EXP) {
        double bound = drift.bound(rates);
        apriori += 2 * now.rate() * bound;
        found.offer(Comparison.atMost("‖M̂ − A p‖_*", off, share * bound, slack), at);
        theorems(run, theorem, drift, apriori, at, found);
      }
      rates.add(now.rate());
    }
  }

  private void theorems(
      MarginDescent run,
      InexactGap theorem,
      MomentumDrift drift,
      double apriori,
      String at,
      Tightest found) {
    found.offer(theorem.compare("gap, measured ε", run), at);
    found.offer(
        Comparison.atMost(
            "gap, ε ≤ 2E",
            theorem.gap(run),
            theorem.bounds().gap(run.length(), run.squares(), apriori),
            theorem.slack(run)),
        at);
    found.offer(
        Comparison.atMost(
            "gap, constant step",
            theorem.gap(run),
            drift.gap(PROBLEM.pairs(), run.length() / run.taken(), run.taken()),
            theorem.slack(run)),
        at);
  }

  /**
   * Theorem A about weights of the log-sum-exp loss, on steps along averaged gradients of the
   * cross-entropy.
   *
   * @param measured whether ε_t is counted
   */
  void oldGradients(NormSpec norm, boolean measured, Tightest found) {
    Nsd spec = spec(0.2 / PROBLEM.radius(norm), norm, 0.99);
    MarginDescent run =
        new MarginDescent(
            trial.backend(),
            PROBLEM,
            loss,
            norm,
            spec,
            (t, w) -> MarginDescent.gradient(PROBLEM, Loss.CROSS_ENTROPY, w));
    InexactGap theorem = InexactGap.of(directions, PROBLEM, norm, spec, 1);
    for (int t = 1; t <= steps; t++) {
      run.step();
      double lacking = measured ? run.lacking() : 0;
      found.offer(
          Comparison.atMost(
              "gap",
              theorem.gap(run),
              theorem.bounds().gap(run.length(), run.squares(), lacking),
              theorem.slack(run)),
          "step " + t);
    }
  }

  /** The gap of one run, with both bounds. */
  Plot plot(NormSpec norm, double momentum, double step) {
    Nsd spec = spec(step / PROBLEM.radius(norm), norm, momentum);
    MarginDescent run = start(spec);
    InexactGap theorem = InexactGap.of(directions, PROBLEM, norm, spec, 1);
    MomentumDrift drift = new MomentumDrift(PROBLEM.radius(norm), momentum);
    List<Double> t = new ArrayList<>();
    List<Double> gaps = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    List<Double> constant = new ArrayList<>();
    for (int i = 1; i <= steps; i++) {
      run.step();
      t.add((double) i);
      gaps.add(theorem.gap(run));
      measured.add(theorem.bound(run));
      constant.add(drift.gap(PROBLEM.pairs(), spec.learningRate(), i));
    }
    return new Plot(
        "Steepest descent with momentum %s: the gap and its bounds".formatted(momentum),
        "T",
        "Σ ηq/S − m/S",
        true,
        true,
        List.of(
            Series.of("measured", Role.MEASURED, t, gaps),
            Series.of("with the measured ε", Role.BOUND, t, measured),
            Series.of("a priori", Role.BOUND, t, constant)));
  }
}
