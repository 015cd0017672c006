package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.theory.ConstantStepTails;

/** CLIP-25 by sampling: 100 steps of 0.1 under symmetric Pareto noise of infinite variance. */
final class Clip25Runs {
  private Clip25Runs() {}

  private static final SymmetricPareto NOISE = new SymmetricPareto(1.6, 1);
  private static final ConstantStepTails TAILS = new ConstantStepTails(0.1, 100);
  private static final double P = 1.5;
  private static final long MOST = 1 << 21;

  static double atLeast(double s) {
    return TAILS.atLeast(NOISE::tail, s);
  }

  static double atMost(double s) {
    return TAILS.atMost(P, NOISE.absoluteMoment(P), s);
  }

  /** x_T from 0, by what the estimator makes of each noisy gradient. */
  private static EnsembleSpec run(EstimatorSpec estimator) {
    return EnsembleSpec.of(
        new NoisyGradient.PerCoordinate(Quadratic.towards(0), NOISE),
        1,
        estimator,
        new Sgd(TAILS.step(), 0, 0, false, 0),
        new double[] {0},
        TAILS.steps(),
        new Observable.Last(ProblemQuantity.COORDINATE));
  }

  /**
   * P(|x_T| &gt; s) at least Lévy's bound, as P(|x_T| ≤ s) at most 1 minus it; what must be found
   * is a probability below a quarter of the bound. The check's share is split evenly over the s.
   */
  static Finding fromBelow(Trial trial, EstimatorSpec estimator, double... few) {
    double[] heights =
        trial.scale() == Scale.DEEP
            ? DoubleStream.concat(DoubleStream.of(few), DoubleStream.of(30)).toArray()
            : few;
    return Runs.with(
        trial,
        run(estimator),
        ensemble -> {
          ErrorBudget budget = trial.budget().split(heights.length);
          List<Comparison> comparisons = new ArrayList<>();
          List<Decision> decisions = new ArrayList<>();
          List<double[]> seen = new ArrayList<>();
          for (double s : heights) {
            seen.clear();
            double bound = atLeast(s);
            Decision decision =
                SequentialTest.decide(
                    new Hypothesis.ProbabilityAtMost(1 - bound, 0.75 * bound),
                    (first, count) -> {
                      double[] ends = Runs.column(ensemble, trial, first, count, Math::abs);
                      seen.add(ends);
                      return Arrays.stream(ends).map(x -> x <= s ? 1 : 0).toArray();
                    },
                    budget,
                    MOST);
            decisions.add(decision);
            comparisons.add(
                Comparison.atLeast(
                    "P(|x_T| > %s)".formatted(s), 1 - decision.estimate(), bound, 0));
          }
          return Finding.of(comparisons, decisions).with(survival(seen));
        });
  }

  /** P(|x_T| &gt; s) at most what is claimed. */
  static Finding fromAbove(Trial trial, double s, double claimed, double effect) {
    return Runs.with(
        trial,
        run(new EstimatorSpec.Mean()),
        ensemble ->
            Finding.of(
                "P(|x_T| > %s)".formatted(s),
                SequentialTest.decide(
                    new Hypothesis.ProbabilityAtMost(claimed, effect),
                    (first, count) ->
                        Runs.column(ensemble, trial, first, count, x -> Math.abs(x) <= s ? 0 : 1),
                    trial.budget(),
                    MOST)));
  }

  /** The runs that decided the last s. */
  private static Plot survival(List<double[]> seen) {
    double[] ends = seen.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    List<Integer> ranks =
        IntStream.iterate(1, rank -> rank < ends.length, rank -> 2 * rank).boxed().toList();
    List<Double> heights = List.of(1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 30.0, 100.0);
    return new Plot(
        "The last of 100 steps on x²/2, Pareto noise of index 1.6",
        "s",
        "P(|x_T| > s)",
        true,
        true,
        List.of(
            Series.of(
                "seen",
                Role.MEASURED,
                ranks.stream().map(rank -> ends[ends.length - rank]).toList(),
                ranks.stream().map(rank -> (double) rank / ends.length).toList()),
            curve("at least (Lévy)", Role.PREDICTED, heights, Clip25Runs::atLeast),
            curve("at most (moments)", Role.BOUND, heights, Clip25Runs::atMost),
            curve("2 exp(−s)", Role.CONTROL, heights.subList(0, 5), s -> 2 * Math.exp(-s))));
  }

  private static Series curve(String name, Role role, List<Double> s, DoubleUnaryOperator of) {
    return Series.of(name, role, s, s.stream().map(x -> Math.min(1, of.applyAsDouble(x))).toList());
  }
}
