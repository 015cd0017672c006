package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.TheoremA.Reading;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.spec.ScheduleSpec.Power;
import org.noiseproof.theory.SteepestDescentBounds;

/** The runs of BIAS-3, each judged at every step. */
final class Bias3Runs {
  private Bias3Runs() {}

  /** η_t = (c/R) times the schedule. */
  private record Rates(String name, double c, ScheduleSpec schedule) {}

  private static List<Rates> rates(long steps) {
    double best = new SteepestDescentBounds(Geometry.EIGHT.pairs(), 1).bestStep(steps);
    return List.of(
        new Rates("√(2 log N/T)", best, new Constant()),
        new Rates("3", 3, new Constant()),
        new Rates("1/√(t+1)", 1, new Power(-0.5, 0)),
        new Rates("1/(t+1)", 1, new Power(-1, 0)),
        new Rates("0.2 with a warm-up", 0.2, new InverseSqrt(10, 30)));
  }

  /** The eight samples under these norms, by five schedules. */
  static Finding eight(Trial trial, Stepping steps, Reading reading, List<Geometry> geometries) {
    long horizon = trial.scale() == Scale.DEEP ? 3_000 : 64;
    return Needs.steepest(geometries.stream().map(Geometry::norm).toList())
        .or(
            trial,
            () -> {
              Tightest found = new Tightest();
              List<Trajectory> seen = new ArrayList<>();
              for (Geometry geometry : geometries) {
                for (Rates rates : rates(horizon)) {
                  TheoremA run =
                      new TheoremA(
                          steps.of(trial.backend()),
                          Geometry.EIGHT,
                          OptionalDouble.of(geometry.margin()),
                          geometry.norm(),
                          geometry.descent(rates.c(), rates.schedule()),
                          reading,
                          found,
                          "%s, Rη = %s".formatted(geometry.name(), rates.name()));
                  Trajectory trajectory = run.checkpoints(horizon);
                  if (rates.schedule().equals(new Power(-0.5, 0))) {
                    seen.add(trajectory);
                  }
                }
              }
              return Trajectory.plotted(Finding.of(found.comparisons()), geometries, seen);
            });
  }

  /** Random problems under every norm, constant steps and steps that fall. */
  static Finding random(Trial trial, Stepping steps, Reading reading) {
    boolean deep = trial.scale() == Scale.DEEP;
    return Needs.steepest(Geometry.EVERY_NORM)
        .or(
            trial,
            () -> {
              Tightest found = new Tightest();
              List<MarginProblem> problems = RandomProblems.of(trial, deep ? 240 : 12);
              for (int i = 0; i < problems.size(); i++) {
                MarginProblem problem = problems.get(i);
                for (NormSpec norm : Geometry.EVERY_NORM) {
                  double rate = (i % 3 + 0.1) / problem.radius(norm);
                  ScheduleSpec schedule = i % 2 == 0 ? new Power(-0.5, 0) : new Constant();
                  judge(
                      steps.of(trial.backend()),
                      problem,
                      norm,
                      Geometry.descent(norm, rate, schedule),
                      reading,
                      found,
                      "problem %d, %s".formatted(i, norm.label()),
                      deep ? 150 : 12);
                }
              }
              return Finding.of(found.comparisons());
            });
  }

  /**
   * NucGD by one power iteration a step. What a direction lacks shows in steps that are close to
   * the rounding errors of float32.
   */
  static Finding tracked(Trial trial, Reading reading) {
    if (reading.equals(Reading.STEEPEST)
        && trial.backend().describe().precision() == Precision.FLOAT32) {
      return Finding.notApplicable("what a direction lacks is below the resolution of float32");
    }
    OptimizerSpec spec =
        new OptimizerSpec.Scheduled(
            new Nucgd(1 / Geometry.EIGHT.radius(new Nuclear()), 0, 1, 0),
            new Power(-0.5, 0),
            new Constant());
    return new Needs(List.of(new Nuclear()), List.of(spec))
        .or(
            trial,
            () -> {
              Tightest found = new Tightest();
              judge(
                  trial.backend(),
                  Geometry.EIGHT,
                  new Nuclear(),
                  spec,
                  reading,
                  found,
                  "one power iteration",
                  trial.scale() == Scale.DEEP ? 3_000 : 256);
              return Finding.of(found.comparisons());
            });
  }

  private static void judge(
      Backend backend,
      MarginProblem problem,
      NormSpec norm,
      OptimizerSpec spec,
      Reading reading,
      Tightest found,
      String where,
      long steps) {
    new TheoremA(backend, problem, OptionalDouble.empty(), norm, spec, reading, found, where)
        .checkpoints(steps);
  }
}
