package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.claim.bias.MarginDescent.Step;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.Power;
import org.noiseproof.theory.DecayBounds;

/** BIAS-27: decoupled weight decay is Frank and Wolfe's method on a ball. */
final class Bias27 {
  private Bias27() {}

  private static final MarginProblem PROBLEM = EightSamples.PROBLEM;

  /** λ of a wide ball, whose points come close to the largest margin. */
  private static final double WIDE = 0.02;

  /** λ of a ball so small that the bounds of F fall below what other points of it have. */
  private static final double NARROW = 0.5;

  /** η_t = c/((t + 2)λ), and the share of λ that the method has for decay. */
  private record Method(double lambda, double c, double share) {
    static Method of(double lambda) {
      return new Method(lambda, 2, 1);
    }

    OptimizerSpec spec(NormSpec norm) {
      return new Scheduled(
          new Nsd(c / lambda, norm, 0, share * lambda),
          new Power(-1, 1),
          new ScheduleSpec.Constant());
    }

    MarginDescent run(Trial trial, NormSpec norm) {
      return new MarginDescent(trial.backend(), PROBLEM, Loss.LOG_SUM_EXP, norm, spec(norm));
    }

    DecayBounds bounds(NormSpec norm) {
      return new DecayBounds(PROBLEM.radius(norm), lambda, PROBLEM.pairs());
    }
  }

  private static final Method FAR = Method.of(WIDE);
  private static final Method NEAR = Method.of(NARROW);

  private static final Check PROGRESS = progress("progress", 1);
  private static final Check EXCESS = excess("excess", 1);

  static Claim claim() {
    return new Claim(
        "BIAS-27",
        "Decoupled weight decay is Frank and Wolfe's method",
        """
        W ← (1 − ηλ) W + ηD with ‖D‖ ≤ 1 is a step of Frank and Wolfe's method on the ball ‖W‖ ≤ 1/λ, of
        length α = ηλ. So ‖W_t‖ ≤ 1/λ from W_0 = 0 whenever η_t λ ≤ 1; with D the steepest direction
          F(W_{t+1}) ≤ F(W_t) − α_t (q_t/λ − ⟨A p_t, W_t⟩) + R² ‖W_{t+1} − W_t‖²/2,
        and with η_t = 2/((t + 2)λ)
          F(W_T) − F* ≤ 8R²/(λ²(T + 2)).
        Of every W of the ball, whatever led there, F(W) − F* ≤ q/λ − ⟨A p, W⟩, so that
          λ m(W) ≥ γ − λ (log N + q/λ − ⟨A p, W⟩):
        the last iterate itself has a margin close to the largest, for small λ, and proves it.""",
        """
        \\[ F(W_T) - F^* \\;\\le\\; \\frac{8 R^2}{\\lambda^2 (T+2)}, \\qquad \
        \\lambda\\, m(W) \\;\\ge\\; \\gamma - \\lambda \\Bigl( \\log N + \
        \\frac{\\|A p\\|_*}{\\lambda} - \\langle A p,\\, W \\rangle \\Bigr) \\]""",
        Source.derived(
            "Frank and Wolfe 1956, Jaggi 2013, cited from memory, for the bounds of F; the guarantee of "
                + "the margin is derived"),
        List.of("F = log Σ e^{−m_ic}; W_0 = 0; η_t λ ≤ 1; no momentum."),
        List.of(
            new Constant("\\lambda", "0.02 \\text{ or } 0.5"),
            new Constant("q", "\\|A p\\|_*"),
            new Constant("F^*", "\\min \\{ F(W) : \\|W\\| \\le 1/\\lambda \\}")),
        List.of(ball("ball", FAR), PROGRESS, EXCESS, margin("margin", 1)),
        List.of(
            Control.implementation("no decay", ball("ball/no-decay", new Method(WIDE, 2, 0))),
            Control.statement(
                "it stays in the ball where η_0 λ = 3/2, too",
                ball("ball/long-steps", new Method(WIDE, 3, 1))),
            Control.implementation(
                "half of the decay", ball("ball/half", new Method(WIDE, 2, 0.5))),
            Control.implementation("uphill", uphill(PROGRESS)),
            Control.implementation("no step", still(PROGRESS)),
            Control.statement("F falls by twice the gap", progress("progress/twice", 2)),
            Control.implementation("uphill", uphill(EXCESS)),
            Control.implementation("no step", still(EXCESS)),
            Control.statement("a 64th of the bound of the excess", excess("excess/less", 1.0 / 64)),
            Control.statement("the excess costs no margin", margin("margin/no-excess", 0))),
        List.of(
            "A constant η, as weight decay is used: then W_t need not settle, but stays in the ball.",
            "Whether the guarantee of the margin comes from a run: it is true of every W in the ball, and "
                + "says little where W is bad.",
            "The bound of F(W_T) − F* at λ = 0.02, where no point of the ball exceeds it until T is about "
                + "4R/λ, hundreds of steps or more: it is checked at λ = 0.5."));
  }

  private static Check uphill(Check check) {
    return Counterfeit.under(
        check,
        "uphill",
        (right, spec, m, p) ->
            Wrong.of(Misdirected.WRONG_SIGN.direction(right, ((Nsd) spec).norm(), m)));
  }

  private static Check still(Check check) {
    return Counterfeit.under(check, "no-step", (right, spec, m, p) -> Wrong.of(m.times(0)));
  }

  private static Check ball(String name, Method method) {
    return Check.bound(
        name,
        "λ‖W_t‖ under five norms, λ = 0.02, t = 1 … 50",
        trial -> met(trial, method, () -> ball(trial, method)));
  }

  /**
   * @param counted how often the gap is
   */
  private static Check progress(String name, double counted) {
    return Check.bound(
        name,
        "F(W_{t+1}) − F(W_t) + α_t gap_t − R²‖W_{t+1} − W_t‖²/2 under five norms, λ = 0.02 and 0.5, t ≤ 50",
        trial ->
            met(
                trial,
                FAR,
                () -> {
                  Tightest tightest = new Tightest();
                  for (NormSpec norm : EightSamples.NORMS) {
                    progress(trial, norm, FAR, counted, tightest);
                    progress(trial, norm, NEAR, counted, tightest);
                  }
                  return Finding.of(tightest.comparisons());
                }));
  }

  /**
   * @param share of the theorem's bound
   */
  private static Check excess(String name, double share) {
    return Check.bound(
        name,
        "F(W_t) less the largest lower bound of F* that the run proves, beside 8R²/(λ²(t + 2)), five norms, "
            + "λ = 0.5",
        trial ->
            met(
                trial,
                NEAR,
                () -> {
                  Tightest tightest = new Tightest();
                  List<Plot> plots =
                      EightSamples.NORMS.stream()
                          .map(norm -> excess(trial, norm, share, tightest))
                          .toList();
                  return Finding.of(tightest.comparisons())
                      .with(plots.getFirst())
                      .with(plots.getLast());
                }));
  }

  /**
   * @param counted how much of the excess the margin is said to cost
   */
  private static Check margin(String name, double counted) {
    return Check.bound(
        name,
        "λ m(W_t) under five norms, λ = 0.02, beside its guarantee at every t",
        trial -> met(trial, FAR, () -> margin(trial, counted)));
  }

  private static Finding met(Trial trial, Method method, Supplier<Finding> experiment) {
    return Needs.met(
        trial,
        EightSamples.NORMS,
        EightSamples.NORMS.stream().map(method::spec).toList(),
        experiment);
  }

  private static Finding ball(Trial trial, Method method) {
    Tightest tightest = new Tightest();
    for (NormSpec norm : EightSamples.NORMS) {
      MarginDescent run = method.run(trial, norm);
      for (int t = 1; t <= 50; t++) {
        run.step();
        tightest.offer(
            Comparison.atMost(
                "λ‖W_t‖, " + norm.label(),
                method.lambda() * size(trial, norm, run.point()),
                1,
                roundoff(trial, norm, t)),
            "t = " + t);
      }
    }
    return Finding.of(tightest.comparisons());
  }

  private static double size(Trial trial, NormSpec norm, Matrix w) {
    return trial.backend().norm(norm).orElseThrow().of(w);
  }

  private static void progress(
      Trial trial, NormSpec norm, Method method, double counted, Tightest tightest) {
    DecayBounds bounds = method.bounds(norm);
    MarginDescent run = method.run(trial, norm);
    for (int t = 0; t <= 50; t++) {
      Step step = run.step();
      double moved = bounds.radius() * size(trial, norm, step.after().minus(step.before()));
      double fallen = step.weights().logLoss() - run.weights().logLoss();
      double promised = counted * step.rate() * method.lambda() * gap(bounds, step);
      double slack = roundoff(trial, norm, t) * (bounds.radius() / method.lambda() + moved * moved);
      tightest.offer(
          Comparison.atLeast(
              "F(W_t) − F(W_{t+1}), λ = %s, %s".formatted(method.lambda(), norm.label()),
              fallen,
              promised - moved * moved / 2,
              slack),
          "t = " + t);
    }
  }

  /** F(W_t) − F* is at most this. */
  private static double gap(DecayBounds bounds, Step step) {
    return bounds.excess(step.dual(), step.combination().inner(step.before()));
  }

  private static long steps(Trial trial) {
    return trial.scale() == Scale.DEEP ? 5_000 : 400;
  }

  private static Plot excess(Trial trial, NormSpec norm, double share, Tightest tightest) {
    DecayBounds bounds = NEAR.bounds(norm);
    MarginDescent run = NEAR.run(trial, norm);
    double least = Double.NEGATIVE_INFINITY;
    List<Double> steps = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (long t = 0; t <= steps(trial); t++) {
      Step step = run.step();
      double value = step.weights().logLoss();
      least = Math.max(least, value - gap(bounds, step));
      if (t > 0) {
        steps.add((double) t);
        values.add(value);
      }
    }
    List<Double> excess = new ArrayList<>();
    List<Double> allowed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      long t = i + 1L;
      excess.add(values.get(i) - least);
      allowed.add(share * bounds.excess(t));
      tightest.offer(
          Comparison.atMost(
              "F(W_t) less a lower bound of F*, " + norm.label(),
              excess.getLast(),
              allowed.getLast(),
              roundoff(trial, norm, t) * bounds.radius() / NARROW),
          "t = " + t);
    }
    return new Plot(
        "Frank and Wolfe's bound, λ = 0.5, " + norm.label(),
        "t",
        "F(W_t) − F*, at most",
        true,
        true,
        List.of(
            Series.of("F(W_t) less a lower bound of F*", Role.MEASURED, steps, excess),
            Series.of("8R²/(λ²(t + 2))", Role.BOUND, steps, allowed)));
  }

  private static Finding margin(Trial trial, double counted) {
    Tightest tightest = new Tightest();
    List<Plot> plots =
        EightSamples.NORMS.stream().map(norm -> margin(trial, norm, counted, tightest)).toList();
    return Finding.of(tightest.comparisons()).with(plots.getFirst()).with(plots.getLast());
  }

  private static Plot margin(Trial trial, NormSpec norm, double counted, Tightest tightest) {
    DecayBounds bounds = FAR.bounds(norm);
    double gamma = EightSamples.gamma(norm);
    MarginDescent run = FAR.run(trial, norm);
    String name = norm.label();
    List<Double> steps = new ArrayList<>();
    List<Double> margins = new ArrayList<>();
    List<Double> guaranteed = new ArrayList<>();
    for (long t = 0; t <= steps(trial); t++) {
      Step step = run.step();
      double slack = roundoff(trial, norm, t) * bounds.radius() / WIDE;
      double margin = WIDE * step.weights().margin();
      double guarantee = bounds.margin(gamma, counted * gap(bounds, step));
      tightest.offer(Comparison.atLeast("λ m(W_t), " + name, margin, guarantee, slack), "t = " + t);
      if (t >= 8 && (Long.bitCount(t) <= 2 || t == steps(trial))) {
        steps.add((double) t);
        margins.add(margin / gamma);
        guaranteed.add(guarantee / gamma);
      }
    }
    return new Plot(
        "Decay as Frank and Wolfe's method, " + name,
        "t",
        "λ m(W_t)/γ",
        true,
        false,
        List.of(
            Series.of("λ m(W_t)/γ", Role.MEASURED, steps, margins),
            Series.of("guaranteed at W_t", Role.BOUND, steps, guaranteed)));
  }

  /** Each step rounds a point of the ball, and what is asked of it rounds once more. */
  private static double roundoff(Trial trial, NormSpec norm, long steps) {
    int depth =
        trial.backend().norm(norm).orElseThrow().depth(PROBLEM.classes(), PROBLEM.features());
    return Tolerance.CLOSED_FORM
        + Tolerance.gamma(
            (steps + 1) * (depth + 100L), trial.backend().describe().precision().unitRoundoff());
  }
}
