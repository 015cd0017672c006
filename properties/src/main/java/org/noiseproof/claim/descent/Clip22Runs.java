package org.noiseproof.claim.descent;

import java.util.List;
import java.util.stream.LongStream;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.theory.NormalizedMomentumBounds;
import org.noiseproof.theory.NormalizedMomentumBounds.Schedule;

/** The runs of CLIP-22: one sample a step. */
final class Clip22Runs {
  private Clip22Runs() {}

  private static final double P = 1.5;
  private static final double DEVIATION = 0.1;

  /** Skewed, of infinite variance, σ = 0.1 for p = 3/2. */
  private static final ShiftedPareto SKEWED =
      new ShiftedPareto(
          1.6, DEVIATION * StrictMath.pow(new ShiftedPareto(1.6, 1).centralMoment(P), -1 / P));

  private static final Problem LINE = new PseudoHuber(1);
  private static final double[] HALF = {0.5};

  static final NormalizedMomentumBounds BOUNDS =
      new NormalizedMomentumBounds(LINE.smoothness(), LINE.gap(HALF), P, DEVIATION);

  /** The schedule for T steps. */
  interface Tuning {
    Schedule at(long steps);

    /** p known. */
    Tuning KNOWN_ORDER = steps -> Schedule.knownOrder(P, BOUNDS.stepFactor(), steps);

    /** p not used. */
    Tuning UNKNOWN_ORDER = steps -> Schedule.unknownOrder(BOUNDS.stepFactor(), steps);
  }

  /** The method itself: m_0 = g_0. */
  static OptimizerSpec method(Schedule schedule) {
    return new NormalizedSgd(schedule.step(), schedule.momentum(), true);
  }

  /** E (1/T) Σ|∇F| on the pseudo-Huber function from ½ against a multiple of its bound. */
  static Finding rate(Trial trial, Tuning tuning, double factor) {
    LongStream steps =
        trial.scale() == Scale.DEEP
            ? LongStream.of(1_000, 10_000, 100_000)
            : LongStream.of(100, 400, 1_600);
    return Runs.expectations(
        trial,
        "E (1/T) Σ‖∇F‖",
        "T",
        steps
            .mapToObj(
                t ->
                    Runs.Point.of(
                        (double) t,
                        EnsembleSpec.of(
                            new NoisyGradient.PerCoordinate(LINE, SKEWED),
                            1,
                            new Mean(),
                            method(tuning.at(t)),
                            HALF,
                            t,
                            new Observable.Average(ProblemQuantity.GRADIENT_NORM)),
                        factor * BOUNDS.expectation(tuning.at(t), t),
                        LINE.gradientBound()))
            .toList());
  }

  /** How gradients become steps. */
  interface Way {
    OptimizerSpec optimizer(Schedule schedule);
  }

  /**
   * E (1/T) Σ|∇F| on x²/2 from −1, which is where the median of the noise is: 1 with probability
   * 2/3, else −2.
   */
  static Finding median(Trial trial, EstimatorSpec estimator, Way way) {
    long steps = trial.scale() == Scale.DEEP ? 20_000 : 2_500;
    CentredTwoPoint noise = new CentredTwoPoint(2 / 3.0, 3);
    Problem problem = Quadratic.towards(0);
    double[] start = {-1};
    NormalizedMomentumBounds bounds =
        new NormalizedMomentumBounds(
            problem.smoothness(), problem.gap(start), 2, Math.sqrt(noise.centralMoment(2)));
    Schedule schedule = Schedule.unknownOrder(bounds.stepFactor(), steps);
    double most = Math.abs(start[0]) + schedule.step() * steps; // no run goes farther
    EnsembleSpec run =
        EnsembleSpec.of(
            new NoisyGradient.PerCoordinate(problem, noise),
            1,
            estimator,
            way.optimizer(schedule),
            start,
            steps,
            new Observable.Average(ProblemQuantity.GRADIENT_NORM));
    return Runs.expectations(
        trial,
        "E (1/T) Σ|∇F|",
        "T",
        List.of(Runs.Point.of((double) steps, run, bounds.expectation(schedule, steps), most)));
  }
}
