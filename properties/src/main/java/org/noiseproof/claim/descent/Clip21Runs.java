package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Clip7WorstCase;
import org.noiseproof.claim.clipping.FiniteLaw;
import org.noiseproof.claim.clipping.Subject;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Saturating;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.NormalizedSgdBounds;

/** The runs of CLIP-21. */
final class Clip21Runs {
  private Clip21Runs() {}

  private static final double P = 1.5;

  /** E‖mean − EX‖ over all batches of n samples of extremal laws, against its bound. */
  static Finding error(Trial trial, int n, double factor) {
    return Subject.of(
        trial,
        new Mean(),
        subject -> {
          List<Comparison> comparisons = new ArrayList<>();
          for (double p : new double[] {1.1, 1.25, 1.5, 2}) {
            for (double hits : new double[] {0.1, 0.5, 1, 4}) {
              TwoPoint law = Clip7WorstCase.extremal(hits, p, n);
              double error =
                  FiniteLaw.ofEstimate(
                          subject.estimator(),
                          FiniteLaw.twoPoint(0, law.height(), law.probability()),
                          n)
                      .expectation(mean -> Math.abs(mean - law.mean()));
              double deviation = StrictMath.pow(law.centralMoment(p), 1 / p);
              double bound = factor * new NormalizedSgdBounds(1, 0, p, deviation).error(n);
              comparisons.add(
                  Comparison.atMost(
                      "E|mean − EX|, p = %s, q = %.4g".formatted(p, law.probability()),
                      error,
                      bound,
                      subject.slack(n, 1, bound)));
            }
          }
          return Finding.of(comparisons);
        });
  }

  /** The mean of the noise is 0, its median 1: 1 with probability 2/3, else −2. */
  private static final CentredTwoPoint MEDIAN_IS_NOT_MEAN = new CentredTwoPoint(2 / 3.0, 3);

  /** η on the lattice, a power of two. */
  private static final double LATTICE = 0x1p-4;

  /**
   * E (1/T) Σ|∇F| on x²/2 from 0 with steps of 1/16, exactly, against the bound for n samples.
   *
   * @param n samples that the bound reckons with
   * @param used samples that the method is given
   */
  static Finding walk(Trial trial, EstimatorSpec direction, int n, int used) {
    int steps = trial.scale() == Scale.DEEP ? 20_000 : 200;
    FiniteLaw noise = FiniteLaw.twoPoint(-2, 1, MEDIAN_IS_NOT_MEAN.probability());
    NormalizedSgdBounds bounds =
        new NormalizedSgdBounds(1, 0, 2, Math.sqrt(MEDIAN_IS_NOT_MEAN.centralMoment(2)));
    double bound = bounds.expectation(n, steps, LATTICE);
    return LatticeWalk.of(trial.backend(), direction, LATTICE, noise, used)
        .map(
            walk ->
                Finding.of(
                    List.of(
                        Comparison.atMost(
                            "E (1/T) Σ|∇F|, n = %d, T = %,d".formatted(used, steps),
                            walk.averageGradient(0, steps),
                            bound,
                            Tolerance.CLOSED_FORM * bound))))
        .orElseGet(() -> missing(trial));
  }

  /** Samples a step, and steps. */
  private record Size(int samples, long steps) {}

  /** E (1/T) Σ‖∇F‖ on F1 under skewed Pareto noise of σ = 1, against its bound. */
  static Finding rate(Trial trial) {
    Problem problem = new Saturating(2);
    double[] start = {1, 0};
    NormalizedSgdBounds bounds =
        new NormalizedSgdBounds(problem.smoothness(), problem.gap(start), P, 1);
    List<Size> sizes =
        trial.scale() == Scale.DEEP
            ? List.of(new Size(256, 200), new Size(512, 400), new Size(4096, 400))
            : List.of(new Size(256, 100), new Size(512, 200));
    return Runs.expectations(
        trial,
        "E (1/T) Σ‖∇F‖",
        "nT",
        sizes.stream()
            .map(
                size -> {
                  double step = bounds.step(size.steps());
                  EnsembleSpec run =
                      EnsembleSpec.of(
                          NoisyGradient.along(problem, unit(new ShiftedPareto(1.6, 1)), 0.6, 0.8),
                          size.samples(),
                          new Normalize(),
                          sgd(step),
                          start,
                          size.steps(),
                          new Observable.Average(ProblemQuantity.GRADIENT_NORM));
                  return Runs.Point.of(
                      (double) size.samples() * size.steps(),
                      run,
                      bounds.expectation(size.samples(), size.steps(), step),
                      problem.gradientBound());
                })
            .toList());
  }

  /** The law in units of its σ for p = 3/2. */
  private static ShiftedPareto unit(ShiftedPareto law) {
    return new ShiftedPareto(
        law.index(), law.scale() * StrictMath.pow(law.centralMoment(P), -1 / P));
  }

  private static final double DEVIATION = 0.05;
  private static final int FEW = 16;
  private static final int STEPS = 500;
  private static final Problem LINE = new PseudoHuber(1);
  private static final double START = 1;

  /** What is claimed of a single run on the pseudo-Huber function from 1, with n = 16, T = 500. */
  static double radius(double step, double delta) {
    double[] start = {START};
    return new NormalizedSgdBounds(LINE.smoothness(), LINE.gap(start), P, DEVIATION)
        .highProbability(FEW, STEPS, step, Math.abs(LINE.gradient(start)[0]), delta);
  }

  private static double step(double delta) {
    return new NormalizedSgdBounds(LINE.smoothness(), LINE.gap(new double[] {START}), P, DEVIATION)
        .step(STEPS, delta);
  }

  /** P((1/T) Σ|∇F| &gt; factor · radius(10⁻³)) ≤ 10⁻³ under symmetric Pareto noise of σ = 0.05. */
  static Finding single(Trial trial, double factor) {
    double delta = 1e-3;
    double scale = DEVIATION * StrictMath.pow(new SymmetricPareto(1.6, 1).centralMoment(P), -1 / P);
    NoiseLaw noise = new SymmetricPareto(1.6, scale);
    EnsembleSpec run =
        EnsembleSpec.of(
            new NoisyGradient.PerCoordinate(LINE, noise),
            FEW,
            new Normalize(),
            sgd(step(delta)),
            new double[] {START},
            STEPS,
            new Observable.Average(ProblemQuantity.GRADIENT_NORM));
    return Runs.tail(trial, "(1/T) Σ‖∇F‖", run, d -> factor * radius(step(delta), d), delta, 0.05);
  }

  /**
   * P((1/T) Σ|∇F| &gt; radius(δ)) ≤ δ, exactly up to runs of two hits, for the laws whose single
   * hit is worth a plain step of 0.7 T … T.
   */
  static Finding jumps(Trial trial, double delta, boolean normalized) {
    double step = step(delta);
    double r = radius(step, delta);
    List<Comparison> comparisons = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    List<Double> failures = new ArrayList<>();
    for (double share : new double[] {0.7, 0.85, 1}) {
      double height = share * STEPS * FEW * LINE.smoothness();
      ThreePoint noise = new ThreePoint(StrictMath.pow(DEVIATION / height, P), height);
      Optional<OneJump> runs =
          OneJump.of(
              trial.backend(),
              LINE,
              normalized ? new Normalize() : new Mean(),
              sgd(normalized ? step : 1 / LINE.smoothness()),
              noise,
              FEW,
              STEPS);
      if (runs.isEmpty()) {
        return missing(trial);
      }
      OneJump.Failure failure = runs.get().failure(START, r);
      double failed = normalized ? failure.atMost() : failure.atLeast();
      heights.add(height);
      failures.add(failed);
      comparisons.add(
          Comparison.atMost(
              "P((1/T) Σ|∇F| > %.4g), A = %.4g, from %s"
                  .formatted(r, height, normalized ? "above" : "below"),
              failed,
              delta,
              0));
    }
    return Finding.of(comparisons)
        .with(
            new Plot(
                "Failures by one jump, δ = " + delta,
                "height A of a hit",
                "P((1/T) Σ|∇F| > %.4g)".formatted(r),
                true,
                true,
                List.of(
                    Series.of("exact", Role.MEASURED, heights, failures),
                    Series.of(
                        "claimed",
                        Role.BOUND,
                        heights,
                        IntStream.range(0, heights.size()).mapToObj(i -> delta).toList()))));
  }

  private static OptimizerSpec sgd(double step) {
    return new Sgd(step, 0, 0, false, 0);
  }

  private static Finding missing(Trial trial) {
    return Finding.notApplicable(trial.backend().name() + " cannot take such steps");
  }
}
