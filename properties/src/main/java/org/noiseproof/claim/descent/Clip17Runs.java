package org.noiseproof.claim.descent;

import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.ClippingRule;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.MomentumBounds;
import org.noiseproof.theory.PerSampleClipBounds;

/** CLIP-17 on ensembles: PS-Clip estimates, averaged. */
final class Clip17Runs {
  private Clip17Runs() {}

  private static final double P = 1.5;

  /** Every run by itself; the first error is at most the largest. */
  static Finding every(Trial trial) {
    int replicas = trial.scale() == Scale.DEEP ? 1000 : 20;
    int n = 4;
    long steps = 30;
    Tightest tightest = new Tightest();
    for (NoiseLaw law : List.of(new Cauchy(1), new ShiftedPareto(1.6, 1))) {
      for (double momentum : new double[] {0.5, 0.95}) {
        Setting setting = Setting.plane(law, P);
        Sgd sgd = Clip17Paths.sgd(setting.problem(), momentum, 1);
        EnsembleSpec run =
            setting.run(
                n,
                new PerSampleClip(2, P),
                sgd,
                steps,
                new Observable.Average(ProblemQuantity.SQUARED_GRADIENT),
                new Observable.Average(ProblemQuantity.SQUARED_ERROR),
                new Observable.Largest(ProblemQuantity.SQUARED_ERROR));
        Finding finding =
            Runs.with(
                trial,
                run,
                ensemble -> {
                  double[][] seen =
                      ensemble.run(trial.streams().within(run.toString()), 0, replicas);
                  for (double[] replica : seen) {
                    tightest.offer(
                        compare(trial, setting, sgd, steps, replica), law + ", μ = " + momentum);
                  }
                  return Finding.of(tightest.comparisons());
                });
        if (finding.comparisons().isEmpty()) {
          return finding;
        }
      }
    }
    return Finding.of(tightest.comparisons());
  }

  private static Comparison compare(
      Trial trial, Setting setting, Sgd sgd, long steps, double[] replica) {
    double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
    return Comparison.atMost(
        "(1/T) Σ‖∇F‖²",
        replica[0],
        MomentumBounds.average(
            setting.gap(), sgd.momentum(), sgd.learningRate(), steps, replica[2], replica[1]),
        Tolerance.gamma(64 + 8 * steps, unitRoundoff) * (1 + replica[0] + replica[1]));
  }

  /**
   * E (1/T) Σ‖∇F‖² ≤ 2Δ/(ηT) + (2/((1−μ)T) + 2) M² n^{−r} C_p(n), on the line under skewed noise, n
   * = 64, μ = 1/2, T = 50.
   *
   * @param factor 1; less claims less
   */
  static Finding expectation(Trial trial, double factor) {
    int n = 64;
    long steps = trial.scale() == Scale.DEEP ? 500 : 50;
    Setting setting = Setting.line(0.3, Setting.skewed(P, 1), P);
    Sgd sgd = Clip17Paths.sgd(setting.problem(), 0.5, 1);
    double error = PerSampleClipBounds.meanSquaredError(P, setting.moment(), n);
    double bound =
        MomentumBounds.average(
            setting.gap(), sgd.momentum(), sgd.learningRate(), steps, error, error);
    EnsembleSpec run =
        setting.run(
            n,
            ClippingRule.PER_SAMPLE_CLIP.spec(setting.moment(), P),
            sgd,
            steps,
            new Observable.Average(ProblemQuantity.SQUARED_GRADIENT));
    return Runs.expectations(
        trial,
        "E (1/T) Σ‖∇F‖²",
        "T",
        List.of(Runs.Point.of((double) steps, run, factor * bound, setting.most())));
  }
}
