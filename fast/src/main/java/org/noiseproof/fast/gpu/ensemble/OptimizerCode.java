package org.noiseproof.fast.gpu.ensemble;

import java.util.Optional;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** Optimizers; their learning rates and thresholds go beside, a pair for each step. */
final class OptimizerCode {
  private OptimizerCode() {}

  /** The optimizer of a run, or empty where there is no kernel for it. */
  static Optional<Code> of(OptimizerSpec spec, long steps) {
    return switch (spec) {
      case Sgd sgd ->
          Optional.of(
              code(0, sgd.nesterov(), false, sgd.momentum(), sgd.dampening(), sgd.weightDecay()));
      case ClippedSgd clipped ->
          Thresholds.reaches(clipped.threshold())
              ? Optional.of(code(1, clipped.clipAfterMomentum(), false, clipped.momentum(), 0, 0))
              : Optional.empty();
      case NormalizedSgd normalized ->
          Optional.of(code(2, false, normalized.warmStart(), normalized.momentum(), 0, 0));
      // The sign of a buffer has to be decided before the buffer is rounded.
      case SignSgd sign ->
          sign.momentum() == 0 ? Optional.of(code(3, false, false, 0, 0, 0)) : Optional.empty();
      // Each schedule is monotone, so that its thresholds lie between the first and the last.
      case Scheduled scheduled -> of(scheduled.at(steps), 1).flatMap(_ -> of(scheduled.at(1), 1));
      case Adam _, MatrixOptimizerSpec _, CoordinatewiseOptimizerSpec _ -> Optional.empty();
    };
  }

  private static Code code(
      int method, boolean variant, boolean warm, double momentum, double dampening, double decay) {
    return new Code(
        new int[] {method, Code.kind(variant), Code.kind(warm)},
        new double[] {momentum, dampening, decay});
  }

  /** Whether all steps have one learning rate and one threshold. */
  static boolean isConstant(OptimizerSpec spec) {
    return !(spec instanceof Scheduled);
  }

  /** η of steps k = from + 1 … to. */
  static double[] rates(OptimizerSpec spec, long from, long to) {
    double rate = spec.learningRate();
    double[] rates = new double[Math.toIntExact(to - from)];
    for (int i = 0; i < rates.length; i++) {
      rates[i] =
          spec instanceof Scheduled scheduled
              ? rate * scheduled.learningRateSchedule().factor(from + 1 + i)
              : rate;
    }
    return rates;
  }

  /** τ of steps k = from + 1 … to, 0 where the optimizer has none. */
  static double[] thresholds(OptimizerSpec spec, long from, long to) {
    double[] thresholds = new double[Math.toIntExact(to - from)];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] =
          switch (spec) {
            case Scheduled(ClippedSgd clipped, _, var schedule) ->
                clipped.threshold() * schedule.factor(from + 1 + i);
            case ClippedSgd clipped -> clipped.threshold();
            default -> 0;
          };
    }
    return thresholds;
  }
}
