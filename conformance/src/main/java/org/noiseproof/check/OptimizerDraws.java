package org.noiseproof.check;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.spec.ScheduleSpec.Power;

/**
 * Random runs of optimizers: the hyperparameters people use, and those at the ends of their ranges.
 */
public final class OptimizerDraws {
  private OptimizerDraws() {}

  private static final int MOST_STEPS = 8;
  private static final int MOST_COORDINATES = 9;

  /** A few steps of sgd. */
  public static Case sgd(Draw draw) {
    return run(draw, anySgd(draw));
  }

  /** A few steps of clipped_sgd. */
  public static Case clippedSgd(Draw draw) {
    return run(draw, anyClippedSgd(draw));
  }

  /** A few steps of normalized_sgd. */
  public static Case normalizedSgd(Draw draw) {
    return run(draw, anyNormalizedSgd(draw));
  }

  /** A few steps of sign_sgd. */
  public static Case signSgd(Draw draw) {
    return run(draw, anySignSgd(draw));
  }

  /** A few steps of adam. */
  public static Case adam(Draw draw) {
    return run(draw, anyAdam(draw));
  }

  /** A few steps of any optimizer whose hyperparameters are scheduled. */
  public static Case scheduled(Draw draw) {
    Case plain =
        switch (draw.between(0, 6)) {
          case 0 -> sgd(draw);
          case 1 -> clippedSgd(draw);
          case 2 -> normalizedSgd(draw);
          case 3 -> signSgd(draw);
          case 4 -> adam(draw);
          case 5 -> CoordinatewiseDraws.any(draw);
          default -> MatrixDraws.any(draw);
        };
    OptimizerSpec optimizer = (OptimizerSpec) plain.spec();
    ScheduleSpec threshold = optimizer instanceof ClippedSgd ? anySchedule(draw) : new Constant();
    return plain.with(new Scheduled(optimizer, anySchedule(draw), threshold));
  }

  private static Sgd anySgd(Draw draw) {
    double momentum = momentum(draw);
    boolean nesterov = momentum > 0 && draw.random().nextInt(3) == 0;
    double dampening = nesterov ? 0 : draw.oneOf(List.of(0.0, 0.0, 0.0, 0.5, momentum, 1.0));
    return new Sgd(
        learningRate(draw),
        momentum,
        dampening,
        nesterov,
        draw.rounded(draw.oneOf(List.of(0.0, 0.0, 0.01, 0.5))));
  }

  private static ClippedSgd anyClippedSgd(Draw draw) {
    return new ClippedSgd(
        learningRate(draw),
        draw.rounded(draw.oneOf(List.of(0.0, 0.1, 0.5, 1.0, 5.0, 100.0, Double.POSITIVE_INFINITY))),
        momentum(draw),
        draw.random().nextInt(3) == 0);
  }

  private static NormalizedSgd anyNormalizedSgd(Draw draw) {
    return new NormalizedSgd(learningRate(draw), momentum(draw), draw.coin());
  }

  private static SignSgd anySignSgd(Draw draw) {
    return new SignSgd(learningRate(draw), momentum(draw));
  }

  private static Adam anyAdam(Draw draw) {
    return new Adam(
        learningRate(draw),
        draw.rounded(draw.oneOf(List.of(0.0, 0.5, 0.9, 0.99))),
        draw.rounded(draw.oneOf(List.of(0.0, 0.5, 0.9, 0.999))),
        draw.rounded(draw.oneOf(List.of(0x1p-40, 1e-8, 1e-3, 1.0))),
        draw.rounded(draw.oneOf(List.of(0.0, 0.0, 0.01, 0.5))));
  }

  private static ScheduleSpec anySchedule(Draw draw) {
    double exponent = draw.oneOf(List.of(-1.0, -0.75, -0.5, 0.5, 1.0));
    return switch (draw.between(0, 4)) {
      case 0 -> new Constant();
      case 2 -> new InverseSqrt(draw.between(0, 3), draw.oneOf(List.of(1.0, 50.0)));
      case 1 -> new Horizon(exponent, draw.oneOf(List.of(1, 8, 100)));
      default -> new Power(exponent, draw.oneOf(List.of(0.0, 0.5, 1.0)));
    };
  }

  static double learningRate(Draw draw) {
    return draw.rounded(draw.oneOf(List.of(1.0, 0.5, 0.1, 0.01, 0x1p-10, 3.0)));
  }

  private static double momentum(Draw draw) {
    return draw.rounded(draw.oneOf(List.of(0.0, 0.0, 0.5, 0.9, 0.99)));
  }

  static Case run(Draw draw, OptimizerSpec spec) {
    int dimension = draw.size(MOST_COORDINATES);
    return Case.of(spec, draw.vector(dimension), draw.rows(draw.size(MOST_STEPS), dimension));
  }
}
