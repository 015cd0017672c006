package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.symmetry.ExactSteps.Rates;
import org.noiseproof.claim.symmetry.ExactSteps.State;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sample;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.Grid;
import org.noiseproof.theory.TransferMatrix;

/** What SYM-16 runs. */
final class Sym16Runs {
  private Sym16Runs() {}

  private static final double RATE = 0.1;

  /** Half a unit of the fourth digit behind the point; the grid is good for a fifth of it. */
  private static final double DIGITS = 5e-5;

  /** v_0 = −0.9975 of one subnet, almost the target's opposite. */
  private static final double[] WRONG = {1.05, -0.95};

  /** Features and labels of all kinds, dyadic. */
  static Population samples() {
    return Population.of(Sample.of(1, 2), Sample.of(1, 0), Sample.of(2, 1), Sample.of(-1, 0.5));
  }

  /** How many of Σ_l u_kl (and of u_k1 − u_k2, two layers) change their ratio in six steps. */
  static Finding exact(Trial trial, int layers) {
    int subnets = 3;
    int steps = layers == 2 ? 6 : 3;
    List<Comparison> comparisons = new ArrayList<>();
    DiagonalLinear loss = new DiagonalLinear(layers, subnets);
    int[] batches = {1, 4, 2};
    List<Rates> rates =
        List.of(new Rates(0.125, 0, 0), new Rates(0.125, 0, 0.25), new Rates(0.125, 0.5, 0.125));
    for (int v = 0; v < batches.length; v++) {
      RandomStream random = trial.streams().replicate(v);
      Dyadic[] theta = ExactSteps.sixteenths(layers * subnets, random);
      State now = State.at(theta);
      int changed = 0;
      for (int t = 0; t < steps; t++) {
        List<Sample> batch = ExactSteps.draw(samples(), batches[v], random);
        Dyadic[] gradient = ExactSteps.gradient(loss, now.theta(), batch);
        now = ExactSteps.SGD.next(rates.get(v), now, gradient);
        for (int k = 1; k < subnets; k++) {
          changed += changed(theta, now.theta(), layers, k, 1);
          changed += layers == 2 ? changed(theta, now.theta(), layers, k, -1) : 0;
        }
      }
      comparisons.add(
          Comparison.equal(
              "ratios that changed, S = %d, γ = %s, μ = %s"
                  .formatted(batches[v], rates.get(v).decay(), rates.get(v).momentum()),
              changed,
              0,
              0));
    }
    return Finding.of(comparisons);
  }

  /** 0 where a : b is what it was, without a quotient. */
  private static int changed(Dyadic[] before, Dyadic[] after, int layers, int k, int sign) {
    Dyadic now = sum(after, layers, 0, sign).times(sum(before, layers, k, sign));
    Dyadic then = sum(after, layers, k, sign).times(sum(before, layers, 0, sign));
    return now.equals(then) ? 0 : 1;
  }

  /** u_k1 ± u_k2 ± … */
  private static Dyadic sum(Dyadic[] theta, int layers, int subnet, int sign) {
    Dyadic sum = theta[subnet * layers];
    for (int l = 1; l < layers; l++) {
      Dyadic term = theta[subnet * layers + l];
      sum = sign > 0 ? sum.plus(term) : sum.minus(term);
    }
    return sum;
  }

  /**
   * s_k/s_1, the factor 1 − ηγ − ηh of each s_k with h of the samples that were drawn, and the sign
   * of each, at every step of a backend's path. Rounding adds γ_d(1 + η·Σ|terms of h|)(|u_k| +
   * |w_k|) to s_k at each step, and s_k keeps its relative error otherwise.
   */
  static Finding path(Trial trial, OptimizerSpec spec, double decay) {
    int steps = trial.scale().of(500, 5_000, 50_000);
    double[] s = {0.3, 0.1, -0.05};
    double[] d = {2, -1.5, 0.4};
    double[] start = new double[6];
    for (int k = 0; k < 3; k++) {
      start[2 * k] = (s[k] + d[k]) / 2;
      start[2 * k + 1] = (s[k] - d[k]) / 2;
    }
    Optional<GradientEstimator> estimator = trial.backend().estimator(new Mean());
    Optional<Optimizer> stepper = trial.backend().optimizer(spec);
    if (estimator.isEmpty() || stepper.isEmpty()) {
      return Finding.notApplicable(trial.backend().name() + " cannot take such steps");
    }
    GradientEstimator mean = estimator.get();
    Optimizer optimizer = stepper.get();
    double gamma =
        Tolerance.gamma(
            optimizer.depth(6) + mean.depth(2, 6) + 32L,
            trial.backend().describe().precision().unitRoundoff());
    RandomStream random = trial.streams().replicate(0);
    OptimizerState state = optimizer.start(start);
    Tightest tightest = new Tightest();
    double[] error = new double[3];
    for (int t = 0; t < steps; t++) {
      List<Sample> batch = ExactSteps.draw(samples(), 2, random);
      double[] before = state.parameters();
      state = optimizer.step(state, mean.estimate(rows(before, batch)));
      double[] after = state.parameters();
      double h = 0;
      double gauge = 0;
      for (Sample z : batch) {
        h += z.x(0) * (z.x(0) * slope(before) - z.y(0)) / batch.size();
        double size = Math.abs(z.x(0)) * squares(before) + Math.abs(z.y(0));
        gauge += Math.abs(z.x(0)) * size / batch.size();
      }
      double rate = spec.learningRate();
      for (int k = 0; k < 3; k++) {
        double now = after[2 * k] + after[2 * k + 1];
        double then = before[2 * k] + before[2 * k + 1];
        error[k] += gamma * magnitude(before, after, k, rate * gauge) / Math.abs(now);
        String at = "step %d".formatted(t);
        double ratio = s[k] / s[0];
        tightest.offer(
            Comparison.equal(
                "s_%d/s_1".formatted(k + 1),
                now / (after[0] + after[1]),
                ratio,
                2 * Math.abs(ratio) * (error[0] + error[k])),
            at);
        tightest.offer(
            Comparison.atLeast(
                "sign s_%d, as at the start".formatted(k + 1), Math.signum(now * s[k]), 1, 0),
            at);
        tightest.offer(
            Comparison.equal(
                "s_%d′/s_%d".formatted(k + 1, k + 1),
                now / then,
                1 - rate * decay - rate * h,
                8 * (error[0] + error[k])),
            at);
      }
      tightest.offer(
          Comparison.atMost("η|h|", rate * Math.abs(h), 1 - rate * decay, 0), "step " + t);
    }
    return Finding.of(tightest.comparisons());
  }

  private static Batch rows(double[] theta, List<Sample> batch) {
    DiagonalLinear loss = new DiagonalLinear(2, theta.length / 2);
    return Batch.ofRows(batch.stream().map(z -> loss.gradient(theta, z)).toArray(double[][]::new));
  }

  /** v = Σ u_k w_k. */
  private static double slope(double[] theta) {
    double v = 0;
    for (int k = 0; k < theta.length; k += 2) {
      v += theta[k] * theta[k + 1];
    }
    return v;
  }

  /** Σ(u_k² + w_k²) ≥ Σ|u_k w_k|. */
  private static double squares(double[] theta) {
    return Arrays.stream(theta).map(u -> u * u).sum();
  }

  private static double magnitude(double[] before, double[] after, int k, double step) {
    double was = Math.abs(before[2 * k]) + Math.abs(before[2 * k + 1]);
    double is = Math.abs(after[2 * k]) + Math.abs(after[2 * k + 1]);
    return is + (1 + step) * was;
  }

  /** P(v_T &lt; 0) from v_0 = −0.9975, labels 1 ± σ, of one layer or two. */
  static Finding sign(Trial trial, int layers, double noise) {
    EnsembleSpec spec =
        EnsembleSpec.of(
            new SampledGradient(new DiagonalLinear(layers, 1), labels(noise)),
            1,
            new Mean(),
            Sym12Runs.sgd(RATE, 0),
            start(layers),
            trial.scale().of(200, 600, 600),
            new Observable.Last(slope(layers)));
    Finding finding =
        new SampledMean("P(v_T < 0)", spec, row -> row[0] >= 0 ? 0 : 1, 0, 1)
            .atMost(trial, 1e-3, trial.scale().of(0.02, 0.01, 0.002));
    return layers == 2 ? finding.with(paths(trial, noise)) : finding;
  }

  private static Population labels(double noise) {
    return Populations.labels(1, 1 - noise, 1 + noise);
  }

  private static double[] start(int layers) {
    return layers == 2 ? WRONG : new double[] {WRONG[0] * WRONG[1]};
  }

  private static PointQuantity slope(int layers) {
    return layers == 2
        ? new PointQuantity.Quadratic(QuadraticForm.product(0, 1))
        : PointQuantity.Linear.coordinate(0);
  }

  /** P(v &lt; 0) of the stationary law of one layer, v′ = v − η(v − y), by its transfer matrix. */
  static Finding oneLayer(double noise, double claimed) {
    double reach = noise + 1;
    List<DoubleUnaryOperator> steps = new ArrayList<>();
    for (Sample z : labels(noise).samples()) {
      steps.add(v -> v - RATE * (v - z.y(0)));
    }
    double share =
        TransferMatrix.of(steps, Grid.linear(1 - reach, 1 + reach, 16_000)).stationary().cdf(0);
    return Finding.of(
        List.of(
            Comparison.equal(
                "P(v < 0), labels 1 ± %.0f".formatted(noise), share, claimed, DIGITS)));
  }

  private static Plot paths(Trial trial, double noise) {
    List<Double> times = new ArrayList<>();
    List<Series> series = new ArrayList<>();
    for (int t = 0; t < 200; t++) {
      times.add((double) t);
    }
    for (int layers = 2; layers >= 1; layers--) {
      SgdPath path =
          new SgdPath(
              trial.backend(),
              new SampledGradient(new DiagonalLinear(layers, 1), labels(noise)),
              1,
              Sym12Runs.sgd(RATE, 0),
              start(layers),
              trial.streams().within("plot").replicate(0));
      PointQuantity slope = slope(layers);
      List<Double> values = new ArrayList<>();
      times.forEach(
          t -> {
            values.add(slope.of(path.point()));
            path.step();
          });
      series.add(
          Series.of(
              layers == 2 ? "u w, depth 1" : "w alone, depth 0",
              layers == 2 ? Role.MEASURED : Role.CONTROL,
              times,
              values));
    }
    series.add(
        Series.of("E xy/E x²", Role.PREDICTED, times, times.stream().map(t -> 1.0).toList()));
    return new Plot(
        "Which sign v has, labels 1 ± %.0f".formatted(noise), "t", "v", false, false, series);
  }
}
