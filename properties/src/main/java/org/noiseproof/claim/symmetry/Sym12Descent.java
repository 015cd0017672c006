package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.ScaleInvariantNorm;

/** Gradient descent beside SGD on a scale-invariant loss: the one stops growing. */
final class Sym12Descent {
  private Sym12Descent() {}

  /** Vertices moved by ½ along the first axis: the mean gradient leads there, and vanishes. */
  static Population leaning() {
    return new Population(
        Populations.icosahedron().samples().stream()
            .map(z -> Sample.of(new double[] {z.x(0) + 0.5, z.x(1), z.x(2)}, 1))
            .toList());
  }

  /** How much ‖θ‖² still grows from step T to 2T. */
  static Finding stops(Trial trial, Sampling sampling, int batch) {
    int steps = 600;
    Sgd spec = Sym12Runs.sgd(Sym12Runs.RATE, 0);
    NormPath of =
        new NormPath(
            new SampledGradient(new SphereLoss(3), leaning(), sampling),
            batch,
            Arrays.stream(Sym12Runs.START).boxed().toList());
    SgdPath path = of.path(trial.backend(), spec, trial.streams().replicate(0));
    path.steps(steps);
    double first = NormPath.squaredNorm(path.point());
    path.steps(steps);
    double second = NormPath.squaredNorm(path.point());
    double slack = steps * of.gamma(trial.backend(), spec) * 4 * (second + 4 * Sym12Runs.RATE);
    return Finding.of(
            List.of(
                Comparison.atLeast("‖θ_T‖²", first, NormPath.squaredNorm(Sym12Runs.START), slack),
                Comparison.equal("‖θ_2T‖², beside ‖θ_T‖²", second, first, slack)))
        .with(growth(trial));
  }

  /** ‖θ‖⁴ over time: SGD on labels without and with a mean, gradient descent on the latter. */
  private static Plot growth(Trial trial) {
    List<Double> times = new ArrayList<>();
    List<Double> mean = new ArrayList<>();
    List<Double> line = new ArrayList<>();
    List<Double> withMean = new ArrayList<>();
    List<Double> full = new ArrayList<>();
    List<SgdPath> paths = new ArrayList<>();
    List<SgdPath> pulled = new ArrayList<>();
    for (int r = 0; r < 16; r++) {
      paths.add(path(trial, NormPath.SPHERE, 1, r));
      pulled.add(path(trial, new SampledGradient(new SphereLoss(3), leaning()), 1, r));
    }
    SgdPath descent =
        path(
            trial,
            new SampledGradient(new SphereLoss(3), leaning(), Sampling.WITHOUT_REPLACEMENT),
            12,
            0);
    double n = NormPath.squaredNorm(Sym12Runs.START);
    int stride = 20;
    for (int t = 0; t <= 400; t += stride) {
      times.add((double) t);
      mean.add(average(paths));
      withMean.add(average(pulled));
      line.add(n * n + new ScaleInvariantNorm(Sym12Runs.RATE).gain(NormPath.MEAN_Q) * t);
      full.add(square(descent));
      paths.forEach(path -> path.steps(stride));
      pulled.forEach(path -> path.steps(stride));
      descent.steps(stride);
    }
    return new Plot(
        "‖θ‖⁴ on a scale-invariant loss",
        "t",
        "‖θ‖⁴",
        false,
        false,
        List.of(
            Series.of("SGD, mean of 16 paths", Role.MEASURED, times, mean),
            Series.of("‖θ₀‖⁴ + 2η²E q t", Role.PREDICTED, times, line),
            Series.of("SGD, labels with a mean", Role.MEASURED, times, withMean),
            Series.of("gradient descent on these", Role.CONTROL, times, full)));
  }

  private static SgdPath path(Trial trial, SampledGradient oracle, int batch, int replica) {
    return new NormPath(oracle, batch, Arrays.stream(Sym12Runs.START).boxed().toList())
        .path(
            trial.backend(),
            Sym12Runs.sgd(Sym12Runs.RATE, 0),
            trial.streams().within("plot").replicate(replica));
  }

  private static double average(List<SgdPath> paths) {
    return paths.stream().mapToDouble(Sym12Descent::square).average().orElseThrow();
  }

  private static double square(SgdPath path) {
    double n = NormPath.squaredNorm(path.point());
    return n * n;
  }
}
