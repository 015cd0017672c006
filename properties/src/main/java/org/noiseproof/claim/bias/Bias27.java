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
import org.noiseproof.claim.bias.MarginDescent.Step;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
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
  private static final double DECAY = 0.02;

  /** η_t = c/((t + 2)λ), and the decay that the method has. */
  private record Method(double c, double decay) {
    OptimizerSpec spec(NormSpec norm) {
      return new Scheduled(
          new Nsd(c / DECAY, norm, 0, decay), new Power(-1, 1), new ScheduleSpec.Constant());
    }
  }

  private static final Method RIGHT = new Method(2, DECAY);

  /**
   * What is said of the excess F(W_T) − F*: the theorem has 1 and 1.
   *
   * @param share of its bound
   * @param counted how much of it the margin is said to cost
   */
  private record Excess(double share, double counted) {}

  static Claim claim() {
    return new Claim(
        "BIAS-27",
        "Decoupled weight decay is Frank and Wolfe's method",
        """
        W ← (1 − ηλ) W + ηD with ‖D‖ ≤ 1 is a step of Frank and Wolfe's method on the ball ‖W‖ ≤ 1/λ, of
        length ηλ. So ‖W_t‖ ≤ 1/λ from W_0 = 0 whenever η_t λ ≤ 1; with η_t = 2/((t + 2)λ)
          F(W_T) − F* ≤ 8R²/(λ²(T + 2));
        and at every W, with p its weights, F(W) − F* ≤ ‖A p‖_*/λ − ⟨A p, W⟩, so that
          λ m(W) ≥ γ − λ (log N + ‖A p‖_*/λ − ⟨A p, W⟩):
        the last iterate itself has a margin close to the largest, for small λ, and proves it.""",
        """
        \\[ F(W_T) - F^* \\;\\le\\; \\frac{8 R^2}{\\lambda^2 (T+2)}, \\qquad \
        \\lambda\\, m(W) \\;\\ge\\; \\gamma - \\lambda \\Bigl( \\log N + \
        \\frac{\\|A p\\|_*}{\\lambda} - \\langle A p,\\, W \\rangle \\Bigr) \\]""",
        Source.derived(
            "Frank and Wolfe 1956, Jaggi 2013, cited from memory, for the first two bounds; the guarantee "
                + "of the margin is derived"),
        List.of("F = log Σ e^{−m_ic}; W_0 = 0; η_t λ ≤ 1; no momentum."),
        List.of(
            new Constant("\\lambda", "0.02"),
            new Constant("F^*", "\\min \\{ F(W) : \\|W\\| \\le 1/\\lambda \\}")),
        List.of(ball("ball", RIGHT), margin("margin", new Excess(1, 1))),
        List.of(
            Control.implementation("no decay", ball("ball/no-decay", new Method(2, 0))),
            Control.statement(
                "it stays in the ball where η_0 λ = 3/2, too",
                ball("ball/long-steps", new Method(3, DECAY))),
            Control.implementation(
                "half of the decay", ball("ball/half", new Method(2, DECAY / 2))),
            Control.statement(
                "the excess costs no margin", margin("margin/no-excess", new Excess(1, 0))),
            Control.statement(
                "a 128th of the bound of the excess",
                margin("margin/faster", new Excess(1.0 / 128, 1)))),
        List.of(
            "A constant η, as weight decay is used: then W_t need not settle, but stays in the ball.",
            "The bound of F(W_T) − F* before the run is a hundred times too large; the guarantee uses "
                + "what is seen at W."));
  }

  private static Check ball(String name, Method method) {
    return Check.bound(
        name,
        "λ‖W_t‖ under five norms, λ = 0.02, t = 1 … 50",
        trial -> met(trial, method, () -> ball(trial, method)));
  }

  private static Check margin(String name, Excess claimed) {
    return Check.bound(
        name,
        "F(W_t) − F* and λ m(W_t) under five norms, λ = 0.02, beside their bounds at every t",
        trial -> met(trial, RIGHT, () -> margin(trial, claimed)));
  }

  private static Finding met(Trial trial, Method method, Supplier<Finding> experiment) {
    return Needs.met(
        trial,
        EightSamples.NORMS,
        EightSamples.NORMS.stream().map(method::spec).toList(),
        experiment);
  }

  private static MarginDescent run(Trial trial, NormSpec norm, Method method) {
    return new MarginDescent(trial.backend(), PROBLEM, Loss.LOG_SUM_EXP, norm, method.spec(norm));
  }

  private static Finding ball(Trial trial, Method method) {
    Tightest tightest = new Tightest();
    for (NormSpec norm : EightSamples.NORMS) {
      MarginDescent run = run(trial, norm, method);
      for (int t = 1; t <= 50; t++) {
        run.step();
        tightest.offer(
            Comparison.atMost(
                "λ‖W_t‖, " + norm.label(),
                DECAY * trial.backend().norm(norm).orElseThrow().of(run.point()),
                1,
                roundoff(trial, norm, t)),
            "t = " + t);
      }
    }
    return Finding.of(tightest.comparisons());
  }

  private static Finding margin(Trial trial, Excess claimed) {
    Tightest tightest = new Tightest();
    List<Plot> plots =
        EightSamples.NORMS.stream().map(norm -> follow(trial, norm, claimed, tightest)).toList();
    return Finding.of(tightest.comparisons()).with(plots.getFirst()).with(plots.getLast());
  }

  private static Plot follow(Trial trial, NormSpec norm, Excess claimed, Tightest tightest) {
    DecayBounds bounds = new DecayBounds(PROBLEM.radius(norm), DECAY, PROBLEM.pairs());
    double gamma = EightSamples.gamma(norm);
    MarginDescent run = run(trial, norm, RIGHT);
    String name = norm.label();
    double least = Double.NEGATIVE_INFINITY;
    List<Double> steps = new ArrayList<>();
    List<Double> margins = new ArrayList<>();
    List<Double> guaranteed = new ArrayList<>();
    long most = trial.scale() == Scale.DEEP ? 5_000 : 400;
    for (long t = 0; t <= most; t++) {
      Step step = run.step();
      double value = step.weights().logLoss();
      double seen = bounds.excess(step.dual(), step.combination().inner(step.before()));
      double slack = roundoff(trial, norm, t) * bounds.radius() / DECAY;
      least = Math.max(least, value - seen);
      double margin = DECAY * step.weights().margin();
      double guarantee = bounds.margin(gamma, claimed.counted() * seen);
      tightest.offer(Comparison.atLeast("λ m(W_t), " + name, margin, guarantee, slack), "t = " + t);
      if (t > 0) {
        tightest.offer(
            Comparison.atMost(
                "F(W_t) less the largest lower bound of F*, " + name,
                value - least,
                claimed.share() * bounds.excess(t),
                slack),
            "t = " + t);
      }
      if (t >= 8 && (Long.bitCount(t) <= 2 || t == most)) {
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
