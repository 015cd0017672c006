package org.noiseproof.claim.bias;

import static org.noiseproof.claim.Comparison.atLeast;
import static org.noiseproof.claim.Comparison.atMost;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
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
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.Power;
import org.noiseproof.theory.SteepestDescentBounds;

/** BIAS-10: under a norm that is not smooth, a constant step can stall short of the margin. */
final class Bias10 {
  private Bias10() {}

  private static final NormSpec MAX = new Max();
  private static final MarginProblem STALLING = Instances.stalling();
  private static final double MARGIN = 178.0 / 31;

  /** η = γ/R², the step that closes the gap as 1/T under the Frobenius norm. */
  private static final double SHORT = MARGIN / (STALLING.radius(MAX) * STALLING.radius(MAX));

  /** Below every gap measured on FL3 with that step, in shares of γ; the least is 0.0131. */
  private static final double FLOOR = 0.013;

  /** Above the gap of that step after 2 048 steps, which is 0.0139, and later. */
  private static final double NEAR = 0.02;

  private static final ScheduleSpec CONSTANT = new ScheduleSpec.Constant();
  private static final ScheduleSpec FALLING = new Power(-0.5, 0);

  /** What is claimed of the gap (γ − m/‖W‖)/γ. */
  private interface Claimed {
    void judge(double gap, long t, long steps, double slack, Tightest found);

    /** It never falls below the floor, once t ≥ 64, and has come near it at the end. */
    Claimed STALLS =
        (gap, t, steps, slack, found) -> {
          if (t >= 64) {
            found.offer(atLeast("gap/γ", gap, FLOOR, slack), "t = " + t);
          }
          if (t == steps) {
            found.offer(atMost("gap/γ at the end", gap, NEAR, slack), "t = " + t);
          }
        };

    /** It is below the floor at the end. */
    Claimed PASSES =
        (gap, t, steps, slack, found) -> {
          if (t == steps) {
            found.offer(atMost("gap/γ", gap, FLOOR, slack), "t = " + t);
          }
        };
  }

  private static final Check PROMISE = promise("promise", 1);
  private static final Check STALLING_STEP =
      check("constant-step", SHORT, CONSTANT, Claimed.STALLS);
  private static final Check LONG_STEPS = eight("long-steps", CONSTANT);

  static Claim claim() {
    return new Claim(
        "BIAS-10",
        "A constant step can stall where the norm is not smooth",
        """
        For a constant step Theorem A promises no more than a floor:
          γ − m(W_T)/S_T ≤ log N/(ηT) + R² η/2, S_T = ηT,
        and no more of m(W_T)/‖W_T‖ where m(W_T) ≥ 0. For some η there is a floor in fact, by no law of every \
        η: with Rη = ½ on FL3 none is seen. Sign descent with η = γ/R² on the three samples of FL3 (γ = 178/31 under \
        the largest entry) comes no closer than 1.3 % of γ in 10⁵ steps, as measured, though the promise \
        R² η/2 is 50 %, while 2/(R √(t+1)) passes that in 500 steps. With Rη = 2.97 on the eight samples sign \
        descent separates and stays below 8 % of γ from t = 128 on.\
        """,
        """
        \\gamma-\\frac{m(W_T)}{S_T}\\le\\frac{\\log N}{\\eta T}+\\frac{R^2\\eta}{2}""",
        Source.ours("A reading of Theorem A (BIAS-3); that runs stall is observed, not proven"),
        List.of("the largest entry as the norm; W_0 = 0, log-sum-exp loss"),
        List.of(
            new Constant("R", "12 \\text{ on FL3}"),
            new Constant(
                "\\gamma", "178/31 \\text{ on FL3, certified in rational numbers (BIAS-1)}")),
        List.of(
            PROMISE,
            STALLING_STEP,
            check("falling-steps", 2 / STALLING.radius(MAX), FALLING, Claimed.PASSES),
            LONG_STEPS),
        List.of(
            Control.statement("a thirtieth of the promise", promise("promise/thirtieth", 1.0 / 30)),
            Control.statement(
                "the gap of a constant step falls to 0, and so below the floor",
                check("constant-step/vanishes", SHORT, CONSTANT, Claimed.PASSES)),
            Control.statement(
                "falling steps stall, too",
                check("falling-steps/stall", 2 / STALLING.radius(MAX), FALLING, Claimed.STALLS)),
            Control.statement(
                "it is the first step that counts: falling from Rη = 2.97 stalls as well",
                eight("long-steps/falling", FALLING)),
            uphill(PROMISE),
            uphill(STALLING_STEP),
            uphill(LONG_STEPS),
            still(PROMISE),
            still(STALLING_STEP),
            still(LONG_STEPS)),
        List.of(
            "That the floor is there for ever: 2 048 steps are taken, deep 100 000.",
            "Where the floor lies: the promise is forty times as high, and depends on η smoothly, while what "
                + "is seen does not."));
  }

  private static Control uphill(Check check) {
    return Control.implementation(
        "uphill",
        Counterfeit.under(
            check,
            "uphill",
            (right, spec, m, p) -> Wrong.of(Misdirected.WRONG_SIGN.direction(right, MAX, m))));
  }

  private static Control still(Check check) {
    return Control.implementation(
        "no step",
        Counterfeit.under(check, "no-step", (right, spec, m, p) -> Wrong.of(m.times(0))));
  }

  private static long steps(Trial trial) {
    return trial.scale() == Scale.DEEP ? 100_000 : 2_048;
  }

  private static OptimizerSpec descent(double rate, ScheduleSpec schedule) {
    return Geometry.descent(MAX, rate, schedule);
  }

  private static Needs needs() {
    return Needs.steepest(List.of(MAX));
  }

  private static Check check(String name, double rate, ScheduleSpec schedule, Claimed claimed) {
    return Check.bound(
        name,
        "(γ − m/‖W‖)/γ at every step of sign descent on FL3",
        trial -> needs().or(trial, () -> run(trial, rate, schedule, claimed)));
  }

  private static Finding run(Trial trial, double rate, ScheduleSpec schedule, Claimed claimed) {
    OptimizerSpec spec = descent(rate, schedule);
    MarginDescent run = new MarginDescent(trial.backend(), STALLING, Loss.LOG_SUM_EXP, MAX, spec);
    double slack = Roundoff.of(trial.backend(), STALLING, MAX, spec).normalizedMargin() / MARGIN;
    Tightest found = new Tightest();
    List<Double> taken = new ArrayList<>();
    List<Double> gaps = new ArrayList<>();
    long steps = steps(trial);
    for (long t = 1; t <= steps; t++) {
      run.step();
      double gap = 1 - run.normalizedMargin() / MARGIN;
      claimed.judge(gap, t, steps, slack, found);
      if (t % 64 == 0 || Long.bitCount(t) == 1) {
        taken.add((double) t);
        gaps.add(gap);
      }
    }
    List<Double> floor = taken.stream().map(t -> FLOOR).toList();
    return Finding.of(found.comparisons())
        .with(
            new Plot(
                "Sign descent on FL3",
                "t",
                "(γ − m/‖W‖)/γ",
                true,
                true,
                List.of(
                    Series.of("measured", Role.MEASURED, taken, gaps),
                    Series.of("0.013, observed", Role.MEASURED, taken, floor))));
  }

  /** The gap of a constant step beside its promise. */
  private static Check promise(String name, double factor) {
    return Check.bound(
        name,
        "γ − m(W_T)/S_T, and γ − m(W_T)/‖W_T‖ where m(W_T) > 0, at T = 1, 2, 4 … beside log N/(ηT) + "
            + "R² η/2 for five steps on FL3",
        trial -> needs().or(trial, () -> promise(trial, factor)));
  }

  private static Finding promise(Trial trial, double factor) {
    SteepestDescentBounds bounds =
        new SteepestDescentBounds(STALLING.pairs(), STALLING.radius(MAX));
    Tightest found = new Tightest();
    for (double c : new double[] {0.25, 0.478, 0.5, 1, 2}) {
      double rate = c / bounds.radius();
      OptimizerSpec spec = descent(rate, CONSTANT);
      Roundoff roundoff = Roundoff.of(trial.backend(), STALLING, MAX, spec);
      MarginDescent run = new MarginDescent(trial.backend(), STALLING, Loss.LOG_SUM_EXP, MAX, spec);
      for (long t = 1; t <= steps(trial) / 4; t *= 2) {
        run.steps(t - run.taken());
        double promised = factor * (bounds.start() / (rate * t) + bounds.floor(rate));
        double slack = roundoff.gap(run);
        double margin = run.weights().margin();
        found.offer(
            atMost("γ − m/S with Rη = " + c, MARGIN - margin / run.length(), promised, slack),
            "T = " + t);
        if (margin > 0) {
          found.offer(
              atMost("γ − m/‖W‖ with Rη = " + c, MARGIN - run.normalizedMargin(), promised, slack),
              "T = " + t);
        }
      }
    }
    return Finding.of(found.comparisons());
  }

  /** T8 from Rη = 2.97 on: the share of γ, once t ≥ 128 never above 8 % nor below 1/t. */
  private static Check eight(String name, ScheduleSpec schedule) {
    Geometry geometry = new Geometry(MAX);
    return Check.bound(
        name,
        "m(W_t)/‖W_t‖/γ of sign descent on T8 that begins with Rη = 2.97, about 8/t as measured",
        trial ->
            needs()
                .or(
                    trial,
                    () -> {
                      OptimizerSpec spec = geometry.descent(2.97, schedule);
                      MarginDescent run =
                          new MarginDescent(
                              trial.backend(), Geometry.EIGHT, Loss.LOG_SUM_EXP, MAX, spec);
                      Tightest found = new Tightest();
                      for (long t = 1; t <= steps(trial) / 4; t++) {
                        run.step();
                        if (t >= 128) {
                          double share = run.normalizedMargin() / geometry.margin();
                          double slack = Tolerance.CLOSED_FORM;
                          found.offer(atMost("share of γ", share, 0.08, slack), "t = " + t);
                          found.offer(
                              atLeast("share of γ, times t", t * share, 1, slack), "t = " + t);
                        }
                      }
                      return Finding.of(found.comparisons());
                    }));
  }
}
