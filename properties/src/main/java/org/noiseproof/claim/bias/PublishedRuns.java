package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.bias.Competition.Entrant;
import org.noiseproof.claim.bias.PublishedData.Optimum;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.spec.SpecJson;

/** What is run on the published data: η_0/√(t + 1) with the published η_0, in double precision. */
final class PublishedRuns {
  private PublishedRuns() {}

  private static final Map<NormSpec, Double> RATES =
      Map.of(new Frobenius(), 0.05, new Max(), 0.01, new Spectral(), 0.02, new Nuclear(), 0.25);

  /** m/(γ‖W‖) after 10 000 steps, in the order of the stored optima; from a run of ours. */
  private static final double[] SHARES = {0.8875, 0.9381, 0.9554, 0.9079};

  /** The stored directions have six digits, the shares four. */
  private static final double DIGITS = 0.001;

  /** Of γ, after 5 000 steps of 1/R, 0.9998 was seen; of the correlation, 0.977. */
  private static final double NEAR = 0.99;

  private static OptimizerSpec published(NormSpec norm) {
    return new Scheduled(
        new Nsd(RATES.getOrDefault(norm, 0.0), norm, 0, 0),
        new InverseSqrt(0, 1),
        new ScheduleSpec.Constant());
  }

  private static Finding met(Trial trial, PublishedData data, Supplier<Finding> experiment) {
    List<NormSpec> norms = data.optima().stream().map(Optimum::norm).toList();
    return Needs.met(
        trial, norms, norms.stream().map(norm -> published(norm)).toList(), experiment);
  }

  /** BIAS-5: each norm's margin is won by its own method. */
  static Finding winners(Trial trial, PublishedData data) {
    return met(trial, data, () -> Finding.of(competition(trial, data).winners(0)));
  }

  /** BIAS-5, each norm's margin said to be won by the next method. */
  static Finding wrongWinners(Trial trial, PublishedData data) {
    return met(trial, data, () -> Finding.of(competition(trial, data).winners(1)));
  }

  /** BIAS-5: the shares of γ that were seen. */
  static Finding shares(Trial trial, PublishedData data) {
    return met(
        trial,
        data,
        () -> {
          Matrix reached = competition(trial, data).reached();
          List<Comparison> comparisons = new ArrayList<>();
          for (int i = 0; i < SHARES.length; i++) {
            Optimum optimum = data.optima().get(i);
            comparisons.add(
                Comparison.equal(
                    "m/(γ‖W‖), " + SpecJson.type(optimum.norm()),
                    reached.at(i, i) / optimum.gamma(),
                    SHARES[i],
                    DIGITS));
          }
          return Finding.of(comparisons);
        });
  }

  private static Competition competition(Trial trial, PublishedData data) {
    List<Entrant> entrants =
        data.optima().stream()
            .map(optimum -> new Entrant(optimum.norm(), published(optimum.norm())))
            .toList();
    return Competition.of(trial, data.problem(), entrants, 10_000);
  }

  /** BIAS-18: batches of 50 in the file's order, by class, beside shuffled ones. */
  static Finding sorted(Trial trial, PublishedData data) {
    return met(trial, data, () -> orders(trial, data, 1));
  }

  /** BIAS-18, the file's order said to be no worse. */
  static Finding sortedIsBetter(Trial trial, PublishedData data) {
    return met(trial, data, () -> orders(trial, data, -1));
  }

  private static Finding orders(Trial trial, PublishedData data, int side) {
    MarginProblem problem = data.problem();
    int batch = Math.max(1, problem.samples() / problem.classes());
    List<Comparison> comparisons = new ArrayList<>();
    for (Optimum optimum : data.optima()) {
      double sorted = share(trial, problem, optimum, Batches.cyclic(problem, batch));
      double shuffled =
          share(trial, problem, optimum, Batches.reshuffled(problem, batch, trial.streams()));
      comparisons.add(
          Comparison.atLeast(
              "%d · m/(γ‖W‖) shuffled, beside sorted by class, %s"
                  .formatted(side, SpecJson.type(optimum.norm())),
              side * shuffled,
              side * sorted,
              0));
    }
    return Finding.of(comparisons);
  }

  private static double share(
      Trial trial, MarginProblem problem, Optimum optimum, LongFunction<MarginProblem> batches) {
    MarginDescent run =
        new MarginDescent(
            trial.backend(),
            problem,
            Loss.CROSS_ENTROPY,
            new Max(),
            published(optimum.norm()),
            batches);
    Matrix w = run.steps(5_000).after();
    return new Directions(trial.backend()).normalizedMargin(problem, optimum.norm(), w)
        / optimum.gamma();
  }

  /** BIAS-28: a spectral descent whose margin is γ, whose direction is not the stored one. */
  static Finding spectralOptima(Trial trial, PublishedData data) {
    return met(trial, data, () -> spectral(trial, data));
  }

  private static Finding spectral(Trial trial, PublishedData data) {
    Optimum optimum =
        data.optima().stream().filter(o -> o.norm() instanceof Spectral).findFirst().orElseThrow();
    double rate = 1 / data.problem().radius(optimum.norm());
    MarginDescent run =
        new MarginDescent(
            trial.backend(),
            data.problem(),
            Loss.CROSS_ENTROPY,
            optimum.norm(),
            new Nsd(rate, optimum.norm(), 0, 0));
    run.steps(5_000);
    return Finding.of(
        List.of(
            Comparison.atLeast(
                "m/(γ‖W‖), spectral", run.normalizedMargin() / optimum.gamma(), NEAR, 0),
            Comparison.atMost(
                "correlation with the stored direction",
                Bias28.correlation(run.point(), optimum.direction()),
                NEAR,
                0)));
  }
}
