package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.symmetry.SgdPath.Step;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.PointQuantity.Ratio;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.Grid;
import org.noiseproof.theory.GridLaw;
import org.noiseproof.theory.ScaleInvariantNorm;
import org.noiseproof.theory.TransferMatrix;

/** What SYM-13 runs. */
final class Sym13Runs {
  private Sym13Runs() {}

  /** η = 1/5, γ = 1/2, of every run; ηγ = 1/10. */
  static final ScaleInvariantNorm NORM = new ScaleInvariantNorm(0.2, 0.5);

  private static final List<ScaleInvariantNorm> NORMS =
      List.of(NORM, new ScaleInvariantNorm(0.1, 0.25), new ScaleInvariantNorm(0.5, 0.8));

  private static final PointQuantity SQUARE = new Ratio(Sym12Runs.NORM, Sym12Runs.RECIPROCAL_NORM);

  /** Runs are watched over this many steps. */
  private static final int WINDOW = 200;

  private static final int BURN_IN = 40;

  /** On the sphere of radius 0.6, so that ‖θ_0‖² is about what it becomes. */
  private static final double[] START = {0.4, -0.4, 0.2};

  static Sgd sgd(ScaleInvariantNorm norm) {
    return Sym12Runs.sgd(norm.learningRate(), norm.decay());
  }

  /** ‖θ‖² and the angle of a step, q = 1, from a short and a long start. */
  static Finding equilibrium(
      Trial trial,
      ToDoubleFunction<ScaleInvariantNorm> square,
      ToDoubleFunction<ScaleInvariantNorm> angle) {
    List<Comparison> comparisons = new ArrayList<>();
    for (ScaleInvariantNorm norm : NORMS) {
      for (double start : new double[] {0.2, 2}) {
        NormPath of = new NormPath(NormPath.ANGLE, 1, List.of(start, 0.0));
        Sgd spec = sgd(norm);
        SgdPath path =
            of.path(trial.backend(), spec, trial.streams().replicate(comparisons.size()));
        // errors shrink by 2ρ − 1 a step, to far below rounding
        Step last = path.steps(Math.round(20 / (1 - norm.contraction())));
        double n = NormPath.squaredNorm(last.after().parameters());
        double slack =
            of.gamma(trial.backend(), spec)
                * (n + 4 * norm.learningRate() + norm.learningRate() / n)
                / (1 - norm.contraction());
        String at =
            ", η = %s, γ = %s, from ‖θ‖ = %s".formatted(norm.learningRate(), norm.decay(), start);
        comparisons.add(
            Comparison.equal("‖θ‖⁴" + at, n * n, square.applyAsDouble(norm), 2 * n * slack));
        comparisons.add(
            Comparison.equal(
                "∠(θ, θ′)" + at, angleOf(last), angle.applyAsDouble(norm), 8 * slack / n));
      }
    }
    return Finding.of(comparisons).with(norms(trial)).with(angles(trial));
  }

  private static double angleOf(Step step) {
    double[] a = step.before().parameters();
    double[] b = step.after().parameters();
    return StrictMath.acos(
        NormPath.inner(a, b) / Math.sqrt(NormPath.squaredNorm(a) * NormPath.squaredNorm(b)));
  }

  /**
   * (I1), order 1, or (I2), order 2, averaged over a window, with what is left at its ends: of mean
   * 0 at any time, the window's ends vanish as it grows.
   *
   * @param reciprocal what stands for the mean of n⁻ᵒʳᵈᵉʳ, made of it and of the mean of nᵒʳᵈᵉʳ
   */
  static Finding identity(
      Trial trial,
      int order,
      double meanSquareQ,
      Sampling sampling,
      int batch,
      boolean reciprocal) {
    double rho = NORM.contraction();
    PointQuantity power = order == 1 ? Sym12Runs.NORM : SQUARE;
    PointQuantity inverse = order == 1 ? Sym12Runs.RECIPROCAL_NORM : Sym12Runs.RECIPROCAL_SQUARE;
    double constant = order == 1 ? 0 : NORM.gain(NormPath.MEAN_Q);
    double factor =
        order == 1
            ? NORM.learningRate() * NORM.learningRate() * NormPath.MEAN_Q
            : NORM.restGain(meanSquareQ);
    double left = 1 - Math.pow(rho, order);
    double effect = trial.scale().of(5e-4, 2e-4, 5e-5);
    double cut = 0.02;
    return new SampledMean(
            "residual of (I%d)".formatted(order),
            spec(
                sampling,
                batch,
                new Observable.Average(power, BURN_IN),
                new Observable.Average(inverse, BURN_IN),
                new Observable.At(power, BURN_IN),
                new Observable.Last(power)),
            row ->
                (row[3] - row[2]) / WINDOW
                    + left * row[0]
                    - constant
                    - factor * (reciprocal ? row[1] : 1 / row[0]),
            -cut,
            cut)
        .is(trial, 0, 0, effect);
  }

  /** E n² of the stationary law, averaged over a window. */
  static Finding secondMoment(Trial trial, double value, double allowance) {
    return new SampledMean(
            "E‖θ‖⁴",
            spec(Sampling.WITH_REPLACEMENT, 1, new Observable.Average(SQUARE, BURN_IN)),
            row -> row[0],
            0.08,
            0.22)
        .is(trial, value, allowance, trial.scale().of(1.2e-3, 6e-4, 2e-4));
  }

  private static EnsembleSpec spec(Sampling sampling, int batch, Observable... observables) {
    return EnsembleSpec.of(
        new SampledGradient(new SphereLoss(3), Populations.icosahedron(), sampling),
        batch,
        new Mean(),
        sgd(NORM),
        START,
        BURN_IN + WINDOW,
        observables);
  }

  /**
   * The explicit E n² beside that of the stationary law, by its transfer matrix, for ηγ = 1/5,
   * 1/10, 1/20, 1/40: labels uniform on the sphere, q = 1 − c² with c uniform, in 64 equal shares.
   *
   * @param formula E n² from η, γ, E q and E q²
   * @param most the largest relative error, in units of (ηγ)²
   */
  static Finding explicit(Formula formula, double most) {
    List<Comparison> comparisons = new ArrayList<>();
    for (double decay : new double[] {1, 0.5, 0.25, 0.125}) {
      ScaleInvariantNorm norm = new ScaleInvariantNorm(0.2, decay);
      List<DoubleUnaryOperator> steps = new ArrayList<>();
      double meanQ = 0;
      double meanSquareQ = 0;
      int shares = 64;
      for (int i = 0; i < shares; i++) {
        double c = (i + 0.5) / shares;
        double q = 1 - c * c;
        steps.add(n -> norm.next(n, q));
        meanQ += q / shares;
        meanSquareQ += q * q / shares;
      }
      GridLaw law = TransferMatrix.of(steps, Grid.logarithmic(1.0 / 16, 2, 4_000)).stationary();
      double square = law.expectation(n -> n * n);
      double step = 1 - norm.cosine();
      comparisons.add(
          Comparison.atMost(
              "|error|/(ηγ)², ηγ = %.5f, E‖θ‖⁴ = %.6f".formatted(step, square),
              Math.abs(formula.of(norm, meanQ, meanSquareQ) / square - 1) / (step * step),
              most,
              0));
    }
    return Finding.of(comparisons);
  }

  /** E n². */
  interface Formula {
    double of(ScaleInvariantNorm norm, double meanQ, double meanSquareQ);
  }

  private static Plot norms(Trial trial) {
    List<Series> series = new ArrayList<>();
    List<Double> times = times();
    for (double start : new double[] {0.3, 1.2}) {
      NormPath angle = new NormPath(NormPath.ANGLE, 1, List.of(start, 0.0));
      NormPath sphere = new NormPath(NormPath.SPHERE, 1, List.of(start, 0.0, 0.0));
      series.add(
          Series.of("±angle, from " + start, Role.MEASURED, times, squares(trial, angle, NORM)));
      series.add(
          Series.of("sphere, from " + start, Role.MEASURED, times, squares(trial, sphere, NORM)));
    }
    double n = NORM.equilibrium(1);
    series.add(Series.of("equilibrium, q = 1", Role.PREDICTED, times, constant(n)));
    return new Plot("‖θ‖² with decay, η = 1/5, γ = 1/2", "t", "‖θ‖²", false, true, series);
  }

  private static Plot angles(Trial trial) {
    List<Series> series = new ArrayList<>();
    for (double start : new double[] {0.3, 1.2}) {
      NormPath of = new NormPath(NormPath.ANGLE, 1, List.of(start, 0.0));
      SgdPath path = of.path(trial.backend(), sgd(NORM), trial.streams().replicate(0));
      List<Double> angles = new ArrayList<>();
      times().forEach(t -> angles.add(angleOf(path.step())));
      series.add(Series.of("from " + start, Role.MEASURED, times(), angles));
    }
    series.add(
        Series.of(
            "arccos(1 − ηγ)", Role.PREDICTED, times(), constant(StrictMath.acos(NORM.cosine()))));
    series.add(
        Series.of("√(2ηγ)", Role.CONTROL, times(), constant(Math.sqrt(2 * (1 - NORM.cosine())))));
    return new Plot("The angle of a step", "t", "∠(θₜ, θₜ₊₁)", false, false, series);
  }

  private static List<Double> squares(Trial trial, NormPath of, ScaleInvariantNorm norm) {
    SgdPath path = of.path(trial.backend(), sgd(norm), trial.streams().replicate(0));
    List<Double> squares = new ArrayList<>();
    times()
        .forEach(
            t -> {
              squares.add(NormPath.squaredNorm(path.point()));
              path.step();
            });
    return squares;
  }

  private static List<Double> times() {
    List<Double> times = new ArrayList<>();
    for (int t = 0; t <= 40; t++) {
      times.add((double) t);
    }
    return times;
  }

  private static List<Double> constant(double value) {
    return times().stream().map(t -> value).toList();
  }
}
