package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.ensemble.PointQuantity.Ratio;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.ScaleInvariantNorm;

/** What SYM-12 runs and enumerates. */
final class Sym12Runs {
  private Sym12Runs() {}

  static final PointQuantity NORM = new Quadratic(QuadraticForm.squares(0, 3));

  /** Exactly 1, of a θ that is not 0. */
  private static final PointQuantity ONE = new Ratio(NORM, NORM);

  static final PointQuantity RECIPROCAL_NORM = new Ratio(ONE, NORM);
  static final PointQuantity RECIPROCAL_SQUARE = new Ratio(RECIPROCAL_NORM, NORM);

  static final double RATE = 0.1;

  static Sgd sgd(double rate, double decay) {
    return new Sgd(rate, 0, 0, false, decay);
  }

  /** ∇ℓ(2ᵏθ; z) = 2⁻ᵏ∇ℓ(θ; z), to the bit: every operation of these losses scales exactly. */
  static Finding homogeneous(Trial trial, List<SampledGradient> oracles) {
    Tightest tightest = new Tightest();
    for (int i = 0; i < oracles.size(); i++) {
      SampleLoss loss = oracles.get(i).loss();
      RandomStream random = trial.streams().replicate(i);
      for (int trialPoint = 0; trialPoint < 50; trialPoint++) {
        double[] theta = normals(loss.parameters(), random);
        Sample z = oracles.get(i).law().draw(random);
        double[] gradient = loss.gradient(theta, z);
        int k = random.nextInt(41) - 20;
        double[] scaled = loss.gradient(times(Math.scalb(1.0, k), theta), z);
        double[] expected = times(Math.scalb(1.0, -k), gradient);
        for (int j = 0; j < scaled.length; j++) {
          tightest.offer(
              Comparison.equal("∇ℓ(2ᵏθ)", scaled[j], expected[j], 0), "k = %d".formatted(k));
        }
      }
    }
    return Finding.of(tightest.comparisons());
  }

  /**
   * E q, E q² and, through the backend's steps, E[n′² − n² | θ] over all vertices, at points in
   * random directions.
   */
  static Finding enumerated(Trial trial, Population vertices) {
    SampledGradient oracle = new SampledGradient(new SphereLoss(3), vertices);
    NormPath of = new NormPath(oracle, 1, List.of(1.0, 0.0, 0.0));
    Sgd spec = sgd(RATE, 0);
    ScaleInvariantNorm norm = new ScaleInvariantNorm(RATE);
    double gamma =
        of.gamma(trial.backend(), spec)
            + Tolerance.gamma(vertices.size() + 8L, Tolerance.UNIT_ROUNDOFF);
    Tightest tightest = new Tightest();
    RandomStream random = trial.streams().replicate(0);
    for (int point = 0; point < 20; point++) {
      double[] theta = normals(3, random);
      double n = NormPath.squaredNorm(theta);
      double q = 0;
      double square = 0;
      double gain = 0;
      for (Sample z : vertices.samples()) {
        double[] gradient = oracle.loss().gradient(theta, z);
        double here = n * NormPath.squaredNorm(gradient);
        q += here / vertices.size();
        square += here * here / vertices.size();
        gain += (fourthPower(trial, spec, theta, gradient) - n * n) / vertices.size();
      }
      String at = "point " + point;
      double slack = gamma * (n + 2 * RATE + RATE * RATE / n);
      tightest.offer(Comparison.equal("E q", q, NormPath.MEAN_Q, 8 * gamma), at);
      tightest.offer(Comparison.equal("E q²", square, NormPath.MEAN_SQUARE_Q, 16 * gamma), at);
      tightest.offer(
          Comparison.equal(
              "E[‖θ′‖⁴ − ‖θ‖⁴ | θ]",
              gain,
              norm.gain(NormPath.MEAN_Q) + norm.restGain(NormPath.MEAN_SQUARE_Q) / (n * n),
              4 * slack * (n + RATE * RATE / n)),
          at);
    }
    return Finding.of(tightest.comparisons());
  }

  private static double fourthPower(Trial trial, Sgd spec, double[] theta, double[] gradient) {
    Optimizer optimizer = trial.backend().optimizer(spec).orElseThrow();
    OptimizerState next = optimizer.step(optimizer.start(theta), gradient);
    double n = NormPath.squaredNorm(next.parameters());
    return n * n;
  }

  /** ‖θ_T‖⁴ of paths with labels ±1, which has no chance left in it. */
  static Finding angle(Trial trial, double predicted) {
    int steps = 2_000;
    Sgd spec = sgd(RATE, 0);
    NormPath of = new NormPath(NormPath.ANGLE, 1, List.of(0.6, 0.8));
    List<Comparison> comparisons = new ArrayList<>();
    for (int replica = 0; replica < 4; replica++) {
      SgdPath path = of.path(trial.backend(), spec, trial.streams().replicate(replica));
      path.steps(steps);
      double n = NormPath.squaredNorm(path.point());
      comparisons.add(
          Comparison.equal(
              "‖θ‖⁴ of path " + (replica + 1),
              n * n,
              predicted,
              // n ↦ n + η²/n does not spread errors, so those of all steps add
              steps * of.gamma(trial.backend(), spec) * 2 * n * (n + 2 * RATE)));
    }
    return Finding.of(comparisons);
  }

  /**
   * One size of the run on the icosahedron.
   *
   * @param effect the deviation of E‖θ_T‖⁴ that is found
   * @param cut where the statistic is cut off on either side; by Azuma's inequality it leaves its
   *     mean by more with probability at most 2 exp(−2 cut²/(T r²)), r = 2η² + η⁴/n_0² what a step
   *     can change it by, below 10⁻⁸ for all sizes here
   */
  record Growth(double rate, int steps, double effect, double cut) {
    static Growth of(Trial trial) {
      return trial
          .scale()
          .of(
              new Growth(0.5, 20, 0.1, 11),
              new Growth(RATE, 1_000, 0.008, 2),
              new Growth(RATE, 1_000, 0.002, 2));
    }
  }

  /** ‖θ_0‖ = 0.7. */
  static final double[] START = {0.6, 0.3, -0.2};

  /**
   * E(‖θ_T‖⁴ − η⁴E q² Σ 1/n_t²) = ‖θ_0‖⁴ + 2η²E q T.
   *
   * @param sampling and batch of the gradients
   * @param rest 1, or 0 to leave out the term in η⁴
   */
  static Finding fourthPower(Trial trial, Sampling sampling, int batch, double rest) {
    Growth growth = Growth.of(trial);
    ScaleInvariantNorm norm = new ScaleInvariantNorm(growth.rate);
    double n = NormPath.squaredNorm(START);
    double value = n * n + norm.gain(NormPath.MEAN_Q) * growth.steps;
    double weight = rest * norm.restGain(NormPath.MEAN_SQUARE_Q) * growth.steps;
    EnsembleSpec spec =
        EnsembleSpec.of(
            new SampledGradient(new SphereLoss(3), Populations.icosahedron(), sampling),
            batch,
            new Mean(),
            sgd(growth.rate, 0),
            START,
            growth.steps,
            new Observable.Last(NORM),
            new Observable.Average(RECIPROCAL_SQUARE));
    return new SampledMean(
            "E(‖θ_T‖⁴ − η⁴E q² Σ 1/‖θ_t‖⁴)",
            spec,
            row -> row[0] * row[0] - weight * row[1],
            value - growth.cut,
            value + growth.cut)
        .is(trial, value, 0, growth.effect);
  }

  private static double[] normals(int count, RandomStream random) {
    double[] values = new double[count];
    for (int j = 0; j < count; j++) {
      values[j] = random.nextNormal();
    }
    return values;
  }

  private static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(x -> factor * x).toArray();
  }
}
