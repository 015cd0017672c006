package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Trial;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.SparseHits;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.problem.Problem;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * Runs on the line under noise that is 0 but for rare hits ±A: given its hits a run is
 * deterministic. Steps without one use ∇F(x) as their estimate, as n equal rows have it; the others
 * give the estimator all n rows.
 */
final class JumpRuns {
  private final GradientEstimator estimator;
  private final Optimizer optimizer;
  private final Problem problem;
  private final int n;
  private final int steps;
  private final ThreePoint law;
  private final OptimizerState[] quiet;
  private final double[] quietSums;
  private final Map<Rows, Double> known = new ConcurrentHashMap<>();

  /** n rows u, and what hits which of them. */
  private record Rows(double u, List<Integer> indices, List<Double> heights) {}

  /**
   * A hit.
   *
   * @param step from 0
   * @param index of the sample, from 0
   * @param height A or −A
   */
  record Hit(int step, int index, double height) {}

  private JumpRuns(
      GradientEstimator estimator,
      Optimizer optimizer,
      Setting setting,
      int n,
      int steps,
      ThreePoint law) {
    this.estimator = estimator;
    this.optimizer = optimizer;
    this.problem = setting.problem();
    this.n = n;
    this.steps = steps;
    this.law = law;
    this.quiet = new OptimizerState[steps + 1];
    this.quietSums = new double[steps + 1];
    quiet[0] = optimizer.start(setting.startingPoint());
    for (int t = 0; t < steps; t++) {
      double u = gradient(quiet[t]);
      quietSums[t + 1] = quietSums[t] + u * u;
      quiet[t + 1] = optimizer.step(quiet[t], new double[] {u});
    }
  }

  /** The backend's, if it has estimator and optimizer. */
  static Optional<JumpRuns> of(
      Trial trial,
      EstimatorSpec estimator,
      OptimizerSpec optimizer,
      Setting setting,
      int n,
      int steps,
      ThreePoint law) {
    return trial
        .backend()
        .estimator(estimator)
        .flatMap(
            e ->
                trial
                    .backend()
                    .optimizer(optimizer)
                    .map(o -> new JumpRuns(e, o, setting, n, steps, law)));
  }

  /** γ of an estimate of n rows. */
  double roundoff(Trial trial) {
    double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
    return Tolerance.gamma(estimator.depth(n, 1), unitRoundoff);
  }

  /** nT, the trials that may hit. */
  int trials() {
    return Math.multiplyExact(n, steps);
  }

  ThreePoint law() {
    return law;
  }

  private double gradient(OptimizerState state) {
    return problem.gradient(state.parameters())[0];
  }

  /** (1/T) Σ u_t² of the run with these hits, in the order of their steps. */
  double average(List<Hit> hits) {
    if (hits.isEmpty()) {
      return quietSums[steps] / steps;
    }
    int first = hits.getFirst().step();
    OptimizerState state = quiet[first];
    double sum = quietSums[first];
    int next = 0;
    for (int t = first; t < steps; t++) {
      double u = gradient(state);
      sum += u * u;
      int from = next;
      while (next < hits.size() && hits.get(next).step() == t) {
        next++;
      }
      double g = from == next ? u : estimate(u, hits.subList(from, next));
      state = optimizer.step(state, new double[] {g});
    }
    return sum / steps;
  }

  /** The estimate of n rows u, of which some are hit; computed once for what comes again. */
  double estimate(double u, List<Hit> hits) {
    List<Integer> indices = hits.stream().map(Hit::index).toList();
    List<Double> heights = hits.stream().map(Hit::height).toList();
    return known.computeIfAbsent(new Rows(u, indices, heights), _ -> estimated(u, hits));
  }

  private double estimated(double u, List<Hit> hits) {
    double[] rows = new double[n];
    Arrays.fill(rows, u);
    for (Hit hit : hits) {
      rows[hit.index()] += hit.height();
    }
    return estimator.estimate(Batch.of(n, 1, rows))[0];
  }

  /** The hits of a replica, of which only those that hit are drawn. */
  List<Hit> draw(RandomStream random) {
    SparseHits sparse = new SparseHits(random, law.probability());
    List<Hit> hits = new ArrayList<>();
    int all = trials();
    for (long trial = sparse.next(); trial < all; trial = sparse.next()) {
      int step = (int) (trial / n);
      int index = (int) (trial % n);
      hits.add(new Hit(step, index, random.nextSign() * law.height()));
    }
    return hits;
  }

  /** P(exactly this one hit and no other). */
  double probabilityOfOne() {
    double q = law.probability();
    return q / 2 * StrictMath.exp((trials() - 1.0) * StrictMath.log1p(-q));
  }
}
