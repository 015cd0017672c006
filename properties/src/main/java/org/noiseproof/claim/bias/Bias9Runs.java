package org.noiseproof.claim.bias;

import static org.noiseproof.claim.Comparison.atMost;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.MarginDescent.Step;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.CertifiedMargins;
import org.noiseproof.theory.FrobeniusDescentBounds;

/** The runs of BIAS-9: two successive steps are judged together. */
final class Bias9Runs {
  private Bias9Runs() {}

  /** A problem, a norm, and γ. */
  record Setting(MarginProblem problem, NormSpec norm, double margin) {
    FrobeniusDescentBounds bounds() {
      return new FrobeniusDescentBounds(problem.pairs(), problem.radius(norm), margin);
    }
  }

  static Setting eight(NormSpec norm) {
    return new Setting(Geometry.EIGHT, norm, CertifiedMargins.ofEightSamples(norm));
  }

  /** What is claimed of q and F at two successive points, h the multiple of A p between them. */
  private interface Pair {
    void judge(Step step, Step next, double h, double rounding, String at);
  }

  /** A run on the log-sum-exp loss. */
  private record Course(MarginDescent run, Roundoff roundoff, OptimizerSpec spec, String where) {
    static Course of(
        Backend backend, MarginProblem problem, NormSpec norm, OptimizerSpec spec, String where) {
      return new Course(
          new MarginDescent(backend, problem, Loss.LOG_SUM_EXP, norm, spec),
          Roundoff.of(backend, problem, norm, spec),
          spec,
          where);
    }

    String at(long t) {
      return "%s, t = %d".formatted(where, t);
    }

    /** T + 1 steps by twos, and what is done at W_1, W_2, W_4 … and W_T. */
    void judge(long steps, Pair pair, LongConsumer checkpoint) {
      Step step = run.step();
      for (long t = 1; t <= steps; t++) {
        if (Long.bitCount(t) == 1 || t == steps) {
          checkpoint.accept(t);
        }
        Step next = run.step();
        double h = spec instanceof Sgd ? step.rate() : step.rate() / step.dual();
        double rounding = roundoff.step(step, next.weights()) + roundoff.step(next, run.weights());
        pair.judge(step, next, h, rounding, at(t));
        step = next;
      }
    }
  }

  private static Pair facts(Course course, Tightest found) {
    return (step, next, h, rounding, at) -> {
      double duals = course.roundoff().dual(next.after());
      found.offer(atMost("C1, q' − q", next.dual() - step.dual(), 0, 2 * duals), at);
      found.offer(
          atMost(
              "C2, F' − F",
              next.weights().logLoss() - step.weights().logLoss(),
              -FrobeniusDescentBounds.decrease(h, step.dual(), next.dual()),
              rounding + 4 * step.rate() * duals),
          at);
    };
  }

  private static long steps(Trial trial) {
    return trial.scale() == Scale.DEEP ? 10_000 : 512;
  }

  /** Steps of a constant length η: C1, C2, C5. */
  static Finding normalized(Trial trial, Setting setting, double rate, boolean pairs) {
    OptimizerSpec spec = new Nsd(rate, setting.norm(), 0, 0);
    return new Needs(List.of(setting.norm()), List.of(spec))
        .or(
            trial,
            () -> {
              Tightest found = new Tightest();
              Course course =
                  Course.of(
                      trial.backend(),
                      setting.problem(),
                      setting.norm(),
                      spec,
                      "η = %.4g".formatted(rate));
              Gaps gaps = new Gaps();
              Pair judge = pairs ? facts(course, found) : (step, next, h, rounding, at) -> {};
              course.judge(
                  steps(trial),
                  judge,
                  t ->
                      gaps.offer(
                          "C5, γ − m/‖W‖",
                          course,
                          setting,
                          setting.bounds().stepGap(rate, t),
                          found));
              return Finding.of(found.comparisons()).with(gaps.plot("η = %.4g".formatted(rate)));
            });
  }

  /** C1 alone, at every step of length γ/R². */
  static Finding monotone(Trial trial, Setting setting) {
    OptimizerSpec spec = new Nsd(setting.bounds().longestStep(), setting.norm(), 0, 0);
    return new Needs(List.of(setting.norm()), List.of(spec))
        .or(
            trial,
            () -> {
              Tightest found = new Tightest();
              Course course =
                  Course.of(
                      trial.backend(), setting.problem(), setting.norm(), spec, "steps of γ/R²");
              course.judge(
                  steps(trial),
                  (step, next, h, rounding, at) ->
                      found.offer(
                          atMost(
                              "C1, q' − q",
                              next.dual() - step.dual(),
                              0,
                              2 * course.roundoff().dual(next.after())),
                          at),
                  t -> {});
              return Finding.of(found.comparisons());
            });
  }

  /** W ← W + A p/R² on the eight samples: C1 to C4. */
  static Finding gradient(Trial trial) {
    Setting setting = eight(new Frobenius());
    FrobeniusDescentBounds bounds = setting.bounds();
    OptimizerSpec spec = new Sgd(bounds.longestRate(), 0, 0, false, 0);
    return new Needs(List.of(setting.norm()), List.of(spec))
        .or(
            trial,
            () -> {
              Tightest found = new Tightest();
              Gaps gaps = new Gaps();
              Course course =
                  Course.of(trial.backend(), setting.problem(), setting.norm(), spec, "h = 1/R²");
              Pair facts = facts(course, found);
              course.judge(
                  steps(trial),
                  (step, next, h, rounding, at) -> {
                    facts.judge(step, next, h, rounding, at);
                    found.offer(
                        atMost(
                            "C3, q²",
                            next.dual() * next.dual(),
                            bounds.squaredDual(next.t()),
                            2 * next.dual() * course.roundoff().dual(next.after())),
                        at);
                  },
                  t -> gaps.offer("C4, γ − m/‖W‖", course, setting, bounds.rateGap(t), found));
              return Finding.of(found.comparisons()).with(gaps.plot("h = 1/R²"));
            });
  }

  /** W ← W + h A p on random problems, h = factor/R²: C1 and C2. */
  static Finding random(Trial trial, double factor) {
    NormSpec norm = new Frobenius();
    boolean deep = trial.scale() == Scale.DEEP;
    return new Needs(List.of(norm), List.of(new Sgd(1, 0, 0, false, 0)))
        .or(
            trial,
            () -> {
              Tightest found = new Tightest();
              List<MarginProblem> problems = RandomProblems.of(trial, deep ? 240 : 24);
              for (int i = 0; i < problems.size(); i++) {
                MarginProblem problem = problems.get(i);
                double radius = problem.radius(norm);
                Course course =
                    Course.of(
                        trial.backend(),
                        problem,
                        norm,
                        new Sgd(factor / (radius * radius), 0, 0, false, 0),
                        "problem " + i);
                course.judge(deep ? 300 : 30, facts(course, found), t -> {});
              }
              return Finding.of(found.comparisons());
            });
  }

  /** γ − m(W_T)/‖W_T‖ at some T, beside its bound. */
  private static final class Gaps {
    private final List<Double> steps = new ArrayList<>();
    private final List<Double> measured = new ArrayList<>();
    private final List<Double> bounds = new ArrayList<>();

    void offer(String quantity, Course course, Setting setting, double bound, Tightest found) {
      double gap = setting.margin() - course.run().normalizedMargin();
      steps.add((double) course.run().taken());
      measured.add(gap / setting.margin());
      bounds.add(bound / setting.margin());
      found.offer(
          atMost(
              quantity,
              gap,
              bound,
              course.roundoff().normalizedMargin() + Tolerance.CLOSED_FORM * setting.margin()),
          course.at(course.run().taken()));
    }

    Plot plot(String title) {
      return new Plot(
          "The gap under a constant step, " + title,
          "T",
          "(γ − m/‖W‖)/γ",
          true,
          true,
          List.of(
              Series.of("measured", Role.MEASURED, steps, measured),
              Series.of("bound", Role.BOUND, steps, bounds)));
    }
  }
}
