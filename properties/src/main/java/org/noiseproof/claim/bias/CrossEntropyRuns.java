package org.noiseproof.claim.bias;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.ScheduleSpec;

/** Runs on the cross-entropy that BIAS-6 and BIAS-7 judge. */
final class CrossEntropyRuns {
  private CrossEntropyRuns() {}

  /** η_t = (c/R) times the schedule. */
  record Rates(double c, ScheduleSpec schedule) {}

  /** The eight samples under these norms. */
  static Finding eight(
      Trial trial,
      Stepping stepping,
      List<Geometry> geometries,
      List<Rates> rates,
      Consumer<TheoremB> judge) {
    return Needs.steepest(geometries.stream().map(Geometry::norm).toList())
        .or(
            trial,
            () -> {
              Tightest found = new Tightest();
              Backend backend = stepping.of(trial.backend());
              for (Geometry geometry : geometries) {
                for (Rates rate : rates) {
                  judge.accept(
                      new TheoremB(
                          backend,
                          Geometry.EIGHT,
                          OptionalDouble.of(geometry.margin()),
                          geometry.norm(),
                          geometry.descent(rate.c(), rate.schedule()),
                          found,
                          "%s, %.3g/R, %s".formatted(geometry.name(), rate.c(), rate.schedule())));
                }
              }
              return Finding.of(found.comparisons());
            });
  }

  /** Random problems under every norm, η_t = (c/R) times the schedule for each of the rates. */
  static Finding random(Trial trial, List<Rates> rates, Consumer<TheoremB> judge) {
    return Needs.steepest(Geometry.EVERY_NORM)
        .or(
            trial,
            () -> {
              Tightest found = new Tightest();
              List<MarginProblem> problems =
                  RandomProblems.of(trial, trial.scale() == Scale.DEEP ? 240 : 12);
              for (int i = 0; i < problems.size(); i++) {
                MarginProblem problem = problems.get(i);
                Rates rate = rates.get(i % rates.size());
                for (NormSpec norm : Geometry.EVERY_NORM) {
                  judge.accept(
                      new TheoremB(
                          trial.backend(),
                          problem,
                          OptionalDouble.empty(),
                          norm,
                          Geometry.descent(norm, rate.c() / problem.radius(norm), rate.schedule()),
                          found,
                          "problem %d, %s".formatted(i, norm.label())));
                }
              }
              return Finding.of(found.comparisons());
            });
  }
}
