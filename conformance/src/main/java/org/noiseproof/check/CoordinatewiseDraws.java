package org.noiseproof.check;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;

/** Random runs of the optimizers that scale every coordinate by its own past. */
public final class CoordinatewiseDraws {
  private CoordinatewiseDraws() {}

  /** A few steps of rmsprop. */
  public static Case rmsprop(Draw draw) {
    return OptimizerDraws.run(
        draw, new Rmsprop(OptimizerDraws.learningRate(draw), beta2(draw), epsilon(draw)));
  }

  /** A few steps of adagrad. */
  public static Case adagrad(Draw draw) {
    double initial = draw.rounded(draw.oneOf(List.of(0.0, 0.0, 1e-6, 0.1, 1.0, 100.0)));
    return OptimizerDraws.run(
        draw, new Adagrad(OptimizerDraws.learningRate(draw), initial, epsilon(draw)));
  }

  /** A few steps of adadelta. */
  public static Case adadelta(Draw draw) {
    return OptimizerDraws.run(
        draw, new Adadelta(OptimizerDraws.learningRate(draw), beta2(draw), epsilon(draw)));
  }

  /** A few steps of adamax. */
  public static Case adamax(Draw draw) {
    return OptimizerDraws.run(
        draw,
        new Adamax(OptimizerDraws.learningRate(draw), beta1(draw), beta2(draw), epsilon(draw)));
  }

  /** A few steps of nadam. */
  public static Case nadam(Draw draw) {
    return OptimizerDraws.run(
        draw,
        new Nadam(OptimizerDraws.learningRate(draw), beta1(draw), beta2(draw), epsilon(draw)));
  }

  /** A few steps of amsgrad. */
  public static Case amsgrad(Draw draw) {
    return OptimizerDraws.run(
        draw,
        new Amsgrad(OptimizerDraws.learningRate(draw), beta1(draw), beta2(draw), epsilon(draw)));
  }

  /** A few steps of adabelief. */
  public static Case adabelief(Draw draw) {
    double epsilon = draw.rounded(draw.oneOf(List.of(0x1p-50, 1e-16, 1e-8, 1e-3)));
    return OptimizerDraws.run(
        draw, new Adabelief(OptimizerDraws.learningRate(draw), beta1(draw), beta2(draw), epsilon));
  }

  /** A few steps of lion. */
  public static Case lion(Draw draw) {
    double kept = draw.rounded(draw.oneOf(List.of(0.0, 0.5, 0.9, 0.99)));
    double decay = draw.rounded(draw.oneOf(List.of(0.0, 0.0, 0.01, 0.5)));
    return OptimizerDraws.run(
        draw, new Lion(OptimizerDraws.learningRate(draw), beta1(draw), kept, decay));
  }

  /** A few steps of any of them. */
  static Case any(Draw draw) {
    return switch (draw.between(0, 7)) {
      case 0 -> rmsprop(draw);
      case 1 -> adagrad(draw);
      case 2 -> adadelta(draw);
      case 3 -> adamax(draw);
      case 4 -> nadam(draw);
      case 5 -> amsgrad(draw);
      case 6 -> adabelief(draw);
      default -> lion(draw);
    };
  }

  private static double beta1(Draw draw) {
    return draw.rounded(draw.oneOf(List.of(0.0, 0.5, 0.9, 0.99)));
  }

  private static double beta2(Draw draw) {
    return draw.rounded(draw.oneOf(List.of(0.0, 0.5, 0.9, 0.999)));
  }

  private static double epsilon(Draw draw) {
    return draw.rounded(draw.oneOf(List.of(0x1p-40, 1e-8, 1e-3, 1.0)));
  }
}
