package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Clip8Exact.Radius;
import org.noiseproof.claim.clipping.Clip8Tails.Experiment;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.theory.DeviationBounds;

/**
 * The checks of CLIP-8 under Pareto laws of index 1.6: infinite variance, a moment of order 3/2.
 */
final class Clip8Pareto {
  private Clip8Pareto() {}

  private static final double P = 1.5;

  /** Symmetric; M = 16^{2/3}. */
  private static final SymmetricPareto PARETO = new SymmetricPareto(1.6, 1);

  /** The samples of a batch from it. */
  private static final int FEW = 16;

  private static final double MOMENT = Clip7Rate.moment(PARETO, P);
  static final EstimatorSpec PS_CLIP = ClippingRule.PER_SAMPLE_CLIP.spec(MOMENT, P);
  static final EstimatorSpec MEAN = ClippingRule.MEAN.spec(MOMENT, P);
  private static final Experiment ERRORS =
      (subject, streams) -> SampledError.onTheLine(subject, PARETO, FEW, streams);

  static Check paretoRadius(String name, EstimatorSpec spec) {
    double delta = 1e-6;
    double effect = 1e-3;
    double radius = MOMENT * Radius.SCALAR.at(P, FEW, delta);
    return Clip8Tails.check(
        name,
        "P(|estimate| > r(10⁻⁶)) ≤ 10⁻⁶ on 16 samples of a Pareto law of index 1.6",
        effect,
        trial -> {
          Finding finding = Clip8Tails.atMost(trial, spec, ERRORS, radius, delta, effect);
          return finding.decision().isEmpty() ? finding : finding.with(survivalPlot(trial));
        });
  }

  private static Plot survivalPlot(Trial trial) {
    List<Series> curves = new ArrayList<>();
    Clip8Tails.survival(trial, PS_CLIP, Role.MEASURED, ERRORS).ifPresent(curves::add);
    Clip8Tails.survival(trial, MEAN, Role.CONTROL, ERRORS).ifPresent(curves::add);
    double[] deltas = {0.9, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6};
    curves.add(
        Series.of(
            "claimed for PS-Clip",
            Role.BOUND,
            Arrays.stream(deltas).mapToObj(d -> MOMENT * Radius.SCALAR.at(P, FEW, d)).toList(),
            Arrays.stream(deltas).boxed().toList()));
    List<Double> ts = List.of(1.0, 3.0, 10.0, 30.0, 100.0);
    curves.add(
        Series.of(
            "at least, for the mean (Lévy)",
            Role.PREDICTED,
            ts,
            ts.stream()
                .map(t -> DeviationBounds.meanTailAtLeast(PARETO.tail(FEW * t), FEW))
                .toList()));
    return new Plot(
        "Deviations on 16 samples of a Pareto law of index 1.6",
        "deviation s",
        "P(|estimate − EX| > s)",
        true,
        true,
        curves);
  }

  static Check quantileAtLeast(String name) {
    double effect = 2.5e-3;
    return Clip8Tails.check(
        name,
        "PS-Clip's 0.99-quantile is at least 2.5: P(|estimate| > 2.5) ≥ 0.01",
        effect,
        trial -> Clip8Tails.atLeast(trial, PS_CLIP, ERRORS, 2.5, 1e-2, effect));
  }

  static Check quantileAtMost(String name, EstimatorSpec spec) {
    double effect = 4e-4;
    return Clip8Tails.check(
        name,
        "The 0.9999-quantile is at most 7.5, three times the 0.99-quantile (the mean's is ten times "
            + "as large or more): P(|estimate| > 7.5) ≤ 10⁻⁴",
        effect,
        trial -> Clip8Tails.atMost(trial, spec, ERRORS, 7.5, 1e-4, effect));
  }

  static Check levy(String name, EstimatorSpec spec, double t) {
    double bound = DeviationBounds.meanTailAtLeast(PARETO.tail(FEW * t), FEW);
    double effect = bound / 2;
    return Clip8Tails.check(
        name,
        "P(|mean| > %s) is at least Lévy's bound".formatted(t),
        effect,
        trial -> Clip8Tails.atLeast(trial, spec, ERRORS, t, bound, effect));
  }

  static Check vonBahrEsseen(String name, double factor) {
    double t = 10;
    double bound = factor * DeviationBounds.meanTailAtMost(P, MOMENT, FEW, t, true);
    double effect = bound / 4;
    return Clip8Tails.check(
        name,
        "P(|mean| > %s) is at most von Bahr and Esseen's bound".formatted(t),
        effect,
        trial -> Clip8Tails.atMost(trial, MEAN, ERRORS, t, bound, effect));
  }

  /** T8c: skewed noise along one direction, about a mean of norm 1/2. */
  static Check vectorPareto(String name) {
    ShiftedPareto law = new ShiftedPareto(1.6, 1);
    double[] mean = new double[10];
    mean[0] = 0.5;
    double moment = 0.5 + Clip7Rate.moment(law, P);
    double delta = 1e-3;
    double effect = 3e-3;
    return Clip8Tails.check(
        name,
        "P(‖estimate − EX‖ > r(10⁻³)) ≤ 10⁻³ on 64 samples in ℝ¹⁰, a skewed Pareto law of index 1.6",
        effect,
        trial ->
            Clip8Tails.atMost(
                trial,
                ClippingRule.PER_SAMPLE_CLIP.spec(moment, P),
                (subject, streams) ->
                    SampledError.alongTheDiagonal(subject, law, 64, mean, streams),
                moment * Radius.VECTOR.at(P, 64, delta),
                delta,
                effect));
  }
}
