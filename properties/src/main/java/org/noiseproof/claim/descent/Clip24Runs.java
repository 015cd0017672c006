package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.noiseproof.backend.Batch;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Subject;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.problem.SeparableSaturating;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.theory.SkewedNoiseLimit;
import org.noiseproof.theory.SymmetricNoiseBounds;

/** The runs of CLIP-24: one noisy gradient a step, in the plane under Cauchy noise. */
final class Clip24Runs {
  private Clip24Runs() {}

  static final Cauchy NOISE = new Cauchy(0.5);
  private static final Problem SATURATING = new SeparableSaturating(2);
  private static final Problem PSEUDO_HUBER = new PseudoHuber(2);
  private static final double[] START = {1, 1};

  /** Skewed, of mean 0, with moments below 3/2 only. */
  static final ShiftedPareto SKEWED = new ShiftedPareto(1.5, 1);

  /** A component-wise nonlinearity; the sign is 0, else it is the threshold of a clip. */
  static EstimatorSpec nonlinearity(double threshold) {
    return threshold == 0 ? new Sign() : new CoordinateClip(threshold);
  }

  static SymmetricNoiseBounds bounds(Problem problem, double threshold) {
    double partial = problem.gradientBound() / Math.sqrt(problem.dimension());
    double response =
        threshold == 0
            ? SymmetricNoiseBounds.signResponse(NOISE, partial)
            : SymmetricNoiseBounds.clipResponse(NOISE, partial, threshold);
    return new SymmetricNoiseBounds(
        problem.smoothness(),
        problem.gap(START),
        threshold == 0 ? 1 : threshold,
        problem.dimension(),
        partial / response);
  }

  /** E (1/T) Σ‖∇F‖² against a multiple of its bound, for each T. */
  static Finding rate(Trial trial, double threshold, double factor) {
    SymmetricNoiseBounds bounds = bounds(SATURATING, threshold);
    double most = SATURATING.gradientBound() * SATURATING.gradientBound();
    LongStream steps =
        trial.scale() == Scale.DEEP
            ? LongStream.of(1_000, 10_000, 100_000)
            : LongStream.of(100, 316, 1_000);
    return Runs.expectations(
        trial,
        "E (1/T) Σ‖∇F‖²",
        "T",
        steps
            .mapToObj(
                t ->
                    Runs.Point.of(
                        (double) t,
                        run(SATURATING, nonlinearity(threshold), bounds.step(t), t),
                        factor * bounds.expectation(t),
                        most))
            .toList());
  }

  /** A radius claimed for a single run of T steps. */
  interface Radius {
    double at(SymmetricNoiseBounds bounds, long steps, double delta);
  }

  /**
   * P((1/T) Σ‖∇F‖² &gt; radius) ≤ 10⁻³ for sign SGD, or for another way from its noisy gradients.
   */
  static Finding single(Trial trial, EstimatorSpec estimator, Radius radius, long steps) {
    SymmetricNoiseBounds bounds = bounds(PSEUDO_HUBER, 0);
    return Runs.tail(
        trial,
        "(1/T) Σ‖∇F‖²",
        run(PSEUDO_HUBER, estimator, bounds.step(steps), steps),
        delta -> radius.at(bounds, steps, delta),
        1e-3,
        0.02);
  }

  private static EnsembleSpec run(
      Problem problem, EstimatorSpec estimator, double step, long steps) {
    return EnsembleSpec.of(
        new NoisyGradient.PerCoordinate(problem, NOISE),
        1,
        estimator,
        sgd(step),
        START,
        steps,
        new Observable.Average(ProblemQuantity.SQUARED_GRADIENT));
  }

  private static OptimizerSpec sgd(double step) {
    return new Sgd(step, 0, 0, false, 0);
  }

  /** What is said of the averaged point's excess: the objective, and its minimiser. */
  interface Destination {
    double minimizer(SkewedNoiseLimit limit);

    double excess(SkewedNoiseLimit limit, double x);

    /** The minimiser of the tilted objective. */
    Destination TILTED =
        new Destination() {
          @Override
          public double minimizer(SkewedNoiseLimit limit) {
            return limit.minimizer();
          }

          @Override
          public double excess(SkewedNoiseLimit limit, double x) {
            return limit.excess(x);
          }
        };

    /** Wrong: the minimiser 0 of F(x) = x²/2. */
    Destination MINIMISER_OF_F =
        new Destination() {
          @Override
          public double minimizer(SkewedNoiseLimit limit) {
            return 0;
          }

          @Override
          public double excess(SkewedNoiseLimit limit, double x) {
            return x * x / 2;
          }
        };
  }

  /**
   * The excess of x̄ against the regret of T steps from 2, for the sign and a clip at 5/2; excesses
   * above four times the regret count as that.
   */
  static Finding skewed(Trial trial, Destination destination) {
    long steps = trial.scale() == Scale.DEEP ? 100_000 : 2_500;
    double start = 2;
    List<Runs.Point> points = new ArrayList<>();
    for (double threshold : new double[] {0, 2.5}) {
      SkewedNoiseLimit limit = new SkewedNoiseLimit(SKEWED, threshold);
      double step = (start - limit.minimizer()) / (limit.level() * Math.sqrt((double) steps));
      EnsembleSpec spec =
          EnsembleSpec.of(
              new NoisyGradient.PerCoordinate(Quadratic.towards(0), SKEWED),
              1,
              nonlinearity(threshold),
              sgd(step),
              new double[] {start},
              steps,
              new Observable.Average(ProblemQuantity.COORDINATE));
      double regret =
          SkewedNoiseLimit.regret(start - destination.minimizer(limit), limit.level(), step, steps);
      points.add(
          new Runs.Point(threshold, spec, x -> destination.excess(limit, x), regret, 4 * regret));
    }
    return Runs.expectations(trial, "E min(excess of x̄, 4 times its bound)", "t", points);
  }

  /** The law of the mean of n Cauchy draws against the Cauchy law of some scale. */
  static Finding average(Trial trial, int n, double scale) {
    Cauchy law = new Cauchy(1);
    return Subject.of(
        trial,
        new Mean(),
        subject ->
            Finding.of(
                "distance of laws",
                SequentialTest.decide(
                    new Hypothesis.LawEquals(
                        x -> 0.5 + StrictMath.atan(x / scale) / Math.PI, Runs.scaled(0.1, trial)),
                    replicate -> mean(subject, law, n, trial.streams().replicate(replicate)),
                    trial.budget(),
                    1 << 20)));
  }

  private static double mean(Subject subject, Cauchy law, int n, RandomStream random) {
    double[] draws = new double[n];
    for (int k = 0; k < n; k++) {
      draws[k] = law.sample(random);
    }
    return subject.estimator().estimate(Batch.of(n, 1, draws))[0];
  }
}
