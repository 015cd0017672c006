package org.noiseproof.vector;

import static org.noiseproof.vector.BugClass.ACCUMULATION;
import static org.noiseproof.vector.BugClass.BIAS_CORRECTION;
import static org.noiseproof.vector.BugClass.FEEDBACK;
import static org.noiseproof.vector.BugClass.MEMORY;
import static org.noiseproof.vector.BugClass.RESUME;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.vector.Course.Modular;
import org.noiseproof.vector.Course.Quadratic;

/**
 * Ten thousand steps, of which any mistake in keeping a state makes itself felt: fed from a recipe,
 * and on a quadratic, whose gradients at the program's own positions feed its errors back.
 *
 * <p>Where errors feed back, a step of η with curvature a multiplies them by at most 1 + ηa times
 * what the optimizer amplifies; so η is such that ten thousand of them make a small factor, and the
 * bound of what rounding may cost stays a bound.
 */
final class LongVectors {
  private LongVectors() {}

  private static final double SMALL = 0x1p-14;

  /** Eleven gradients between −1 and 1.5 that come again and again, never in balance. */
  private static final Modular RECIPE = new Modular(4, 3, 1, 11, 4, 2);

  /** Curvatures on different scales, and centres so far that no coordinate arrives. */
  private static final Quadratic BOWL =
      new Quadratic(List.of(1.0, 0.5, 0.25), List.of(4.0, -8.0, 16.0));

  static List<Vector> all() {
    return Stream.of(
            new Sgd(0x1p-10, 0.5, 0, false, 0),
            new Adam(0x1p-10, 0.9, 0.999, 1e-8, 0),
            new Rmsprop(0x1p-10, 0.99, 1e-8),
            new Adagrad(0x1p-6, 0, 1e-10),
            new Adadelta(1, 0.9, 1e-6),
            new Adamax(0x1p-10, 0.9, 0.999, 1e-8),
            new Nadam(0x1p-10, 0.9, 0.999, 1e-8),
            new Amsgrad(0x1p-10, 0.9, 0.999, 1e-8),
            new Adabelief(0x1p-10, 0.9, 0.999, 0x1p-10),
            new Lion(0x1p-10, 0.9, 0.99, 0))
        .flatMap(spec -> Stream.of(fed(spec), free(spec)))
        .toList();
  }

  private static Vector fed(OptimizerSpec spec) {
    double[] start = {1, -0.5, 0.25};
    double[] first = {RECIPE.gradient(1, 0), RECIPE.gradient(1, 1), RECIPE.gradient(1, 2)};
    return new Vector(
        "ten-thousand-steps",
        List.of(ACCUMULATION, MEMORY, BIAS_CORRECTION, RESUME),
        "a state in a lower precision; a power that is multiplied up; a count that wraps or is lost",
        Case.of(spec, start, new double[][] {first}),
        RECIPE);
  }

  private static Vector free(OptimizerSpec spec) {
    double[] start = {1, -2, 4};
    double[] first = {-3, 3, -3};
    return new Vector(
        "ten-thousand-steps-free",
        List.of(ACCUMULATION, FEEDBACK),
        "small mistakes of a step that feed back",
        Case.of(spec.withLearningRate(SMALL), start, new double[][] {first}),
        BOWL);
  }
}
