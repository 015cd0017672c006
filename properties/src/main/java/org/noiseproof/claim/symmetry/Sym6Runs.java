package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Trial;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.DescentDrift;

/**
 * Gradient descent on ½(uw − 1)² from one start at several rates, each half of the last.
 *
 * @param start (u, w)
 * @param ends of the runs
 * @param remainder granted to the extrapolation of drifts
 * @param offTwo granted to that of their ratios
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sym6Runs(double[] start, List<End> ends, double remainder, double offTwo) {

  /**
   * @param charge C_T
   * @param product C_0 Π(1 − η²(1 − v)²)
   * @param slack what rounding may cost either
   */
  record End(double rate, double charge, double product, double slack) {}

  static Sym6Runs of(
      Trial trial, double[] start, List<Double> rates, double remainder, double offTwo) {
    List<End> ends = new ArrayList<>();
    for (double rate : rates) {
      ends.add(end(trial, start, rate));
    }
    return new Sym6Runs(start, ends, remainder, offTwo);
  }

  private static End end(Trial trial, double[] start, double rate) {
    Sgd spec = new Sgd(rate, 0, 0, false, 0);
    SgdPath path =
        new SgdPath(
            trial.backend(),
            new SampledGradient(
                DeepLinear.of(1, 1, 1),
                Population.of(Sample.of(1, 1)),
                Sampling.WITHOUT_REPLACEMENT),
            1,
            spec,
            new double[] {start[1], start[0]},
            trial.streams().replicate(0));
    double product = charge(new double[] {start[1], start[0]});
    long steps = Math.round(60 / rate);
    double moved = 0;
    for (long t = 0; t < steps; t++) {
      double[] before = path.point();
      double residual = rate * (1 - before[0] * before[1]);
      product *= 1 - residual * residual;
      path.step();
      moved += Math.abs(residual) + 1 / (double) steps;
    }
    // Each step rounds the coordinates it moves; most of the 60/η steps no longer move them.
    int depth = trial.backend().optimizer(spec).orElseThrow().depth(2) + 32;
    double gamma =
        Tolerance.gamma(depth * steps, trial.backend().describe().precision().unitRoundoff());
    double size = start[0] * start[0] + start[1] * start[1] + moved;
    return new End(rate, charge(path.point()), product, 4 * gamma * size);
  }

  /** θ = (w, u). */
  private static double charge(double[] theta) {
    return (theta[1] - theta[0]) * (theta[1] + theta[0]);
  }

  /** C_0. */
  double first() {
    return start[0] * start[0] - start[1] * start[1];
  }

  /** C_∞ at the smallest rate. */
  double last() {
    return ends.getLast().charge;
  }

  /** ∫∇LᵀA∇L dt. */
  double predicted() {
    return DescentDrift.perRate(start[0], start[1]);
  }

  /** (C_∞ − C_0)/η at each rate. */
  List<Double> drifts() {
    return ends.stream().map(end -> (end.charge - first()) / end.rate).toList();
  }

  /** Of the last three. */
  double extrapolated() {
    List<Double> f = drifts();
    int n = f.size();
    return (8 * f.get(n - 1) - 6 * f.get(n - 2) + f.get(n - 3)) / 3;
  }

  /** drift/η, extrapolated, is that. */
  Comparison limit(double value) {
    double rounding = 8 * ends.getLast().slack / ends.getLast().rate;
    return Comparison.equal(
        "(C_∞ − C_0)/η → from " + name(), extrapolated(), value, remainder + rounding);
  }

  /** C_T is the product formula's, at each rate. */
  List<Comparison> products() {
    return ends.stream()
        .map(
            end ->
                Comparison.equal(
                    "C_T at η = %s from %s".formatted(end.rate, name()),
                    end.charge,
                    end.product,
                    end.slack))
        .toList();
  }

  /** The ratio of drifts at η and η/2, extrapolated once. */
  List<Comparison> ratios(double limit) {
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 2; i < ends.size(); i++) {
      comparisons.add(
          Comparison.equal(
              "drift(η)/drift(η/2) → from " + name(),
              2 * ratio(i) - ratio(i - 1),
              limit,
              i + 1 == ends.size() ? offTwo : 4 * offTwo));
    }
    return comparisons;
  }

  private double ratio(int i) {
    return (ends.get(i - 1).charge - first()) / (ends.get(i).charge - first());
  }

  private String name() {
    return "(%s, %s)".formatted(start[0], start[1]);
  }
}
