package org.noiseproof.vector;

import static org.noiseproof.vector.BugClass.ACCUMULATION;
import static org.noiseproof.vector.BugClass.BIAS_CORRECTION;
import static org.noiseproof.vector.BugClass.DIALECT;
import static org.noiseproof.vector.BugClass.EPSILON;
import static org.noiseproof.vector.BugClass.FIRST_STEP;
import static org.noiseproof.vector.BugClass.INTERACTION;
import static org.noiseproof.vector.BugClass.KIND_OF_CLIP;
import static org.noiseproof.vector.BugClass.LEARNING_RATE;
import static org.noiseproof.vector.BugClass.LOOK_AHEAD;
import static org.noiseproof.vector.BugClass.LOOP;
import static org.noiseproof.vector.BugClass.MEMORY;
import static org.noiseproof.vector.BugClass.MISSING_GRADIENT;
import static org.noiseproof.vector.BugClass.ORDER;
import static org.noiseproof.vector.BugClass.SECOND_MOMENT;
import static org.noiseproof.vector.BugClass.SIGN_OF_ZERO;
import static org.noiseproof.vector.BugClass.UPDATE_SIGN;
import static org.noiseproof.vector.BugClass.WEIGHT_DECAY;
import static org.noiseproof.vector.BugClass.ZERO_OVER_ZERO;
import static org.noiseproof.vector.ShortRuns.SOME;
import static org.noiseproof.vector.ShortRuns.negated;
import static org.noiseproof.vector.ShortRuns.powersOfTwo;
import static org.noiseproof.vector.ShortRuns.scalar;
import static org.noiseproof.vector.ShortRuns.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;

/**
 * Short runs of the optimizers that scale each coordinate by its own past. ε is a dyadic number of
 * the size of the gradients where a vector is about ε, and 0 where it may be without harm.
 */
final class CoordinatewiseVectors {
  private CoordinatewiseVectors() {}

  static List<Vector> all() {
    return Stream.of(
            rmsprop(), adagrad(), adadelta(), adamax(), nadam(), amsgrad(), adabelief(), lion())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Vector> rmsprop() {
    return with(
        common(new Rmsprop(0.1, 0.75, 0), new Rmsprop(0.125, 0.5, 0.25)),
        scalar(
            "decay",
            List.of(SECOND_MOMENT, MEMORY),
            "ρ and 1−ρ exchanged; a sum for the average",
            new Rmsprop(0.1, 0.9, 0),
            1,
            4,
            0.25,
            0.25,
            -1),
        scalar(
            "first-step",
            List.of(UPDATE_SIGN, LEARNING_RATE, BIAS_CORRECTION),
            "the sign of the update; a bias correction that RMSprop does not have",
            new Rmsprop(0.1, 0.99, 0),
            0,
            0.5));
  }

  private static List<Vector> adagrad() {
    return with(
        common(new Adagrad(0.1, 0, 0), new Adagrad(0.125, 0.5, 0.25)),
        scalar(
            "sum",
            List.of(SECOND_MOMENT, MEMORY),
            "an average, or a memory that fades, for the sum; a sum of |g|",
            new Adagrad(0.5, 0, 0),
            0,
            3,
            4,
            -12,
            84),
        scalar(
            "initial-accumulator",
            List.of(FIRST_STEP),
            "v₀ ignored, or taken for its root",
            new Adagrad(0.5, 16, 0),
            1,
            3,
            -12));
  }

  private static List<Vector> adadelta() {
    return with(
        common(new Adadelta(1, 0.75, 0x1p-4), new Adadelta(0.5, 0.5, 0.25)),
        scalar(
            "order",
            List.of(ORDER, SECOND_MOMENT),
            "u with this step in it where the last one's is meant; v without this gradient",
            new Adadelta(1, 0.5, 1),
            0,
            4,
            -2,
            1));
  }

  private static List<Vector> adamax() {
    return with(
        common(new Adamax(0.1, 0.9, 0.999, 0), new Adamax(0.125, 0.5, 0.75, 0.25)),
        scalar(
            "maximum",
            List.of(SECOND_MOMENT, MEMORY),
            "a maximum that does not fade; an average for it; β₁ for β₂",
            new Adamax(0.1, 0.5, 0.5, 0),
            0,
            8,
            1,
            -1,
            0.5,
            2));
  }

  private static List<Vector> nadam() {
    return with(
        common(new Nadam(0.1, 0.9, 0.999, 0), new Nadam(0.125, 0.5, 0.75, 0.25)),
        scalar(
            "look-ahead",
            List.of(LOOK_AHEAD, BIAS_CORRECTION),
            "Adam's own m̂; the correction of m taken a step too early",
            new Nadam(0.1, 0.5, 0.5, 0),
            1,
            1,
            -2,
            4),
        scalar(
            "beyond-the-learning-rate",
            List.of(SECOND_MOMENT, KIND_OF_CLIP),
            "a step held to ±η, which is a bound of the first step alone",
            new Nadam(0.1, 0.25, 0.999, 0),
            -1,
            0x1p-10,
            -0x1p-10,
            0x1p-10,
            0x1p-10,
            -0x1p-10,
            1,
            -1,
            -2));
  }

  private static List<Vector> amsgrad() {
    return with(
        common(new Amsgrad(0.1, 0.9, 0.999, 0), new Amsgrad(0.125, 0.5, 0.75, 0.25)),
        scalar(
            "maximum",
            List.of(SECOND_MOMENT, MEMORY),
            "Adam's v for the largest; the largest of what is corrected already",
            new Amsgrad(0.1, 0.5, 0.5, 0),
            0,
            8,
            0.5,
            -0.25,
            16,
            1),
        scalar(
            "beyond-the-learning-rate",
            List.of(SECOND_MOMENT, KIND_OF_CLIP),
            "a step held to ±η, which is a bound of the first step alone",
            new Amsgrad(0.1, 0.25, 0.999, 0),
            -1,
            0x1p-10,
            -0x1p-10,
            0x1p-10,
            0x1p-10,
            -0x1p-10,
            1,
            -1,
            -2));
  }

  private static List<Vector> adabelief() {
    return with(
        common(new Adabelief(0.1, 0.9, 0.999, 0x1p-10), new Adabelief(0.125, 0.5, 0.75, 0.25)),
        scalar(
            "deviation",
            List.of(SECOND_MOMENT, ORDER),
            "the square of the gradient for that of its deviation; the mean of the step before",
            new Adabelief(0.1, 0.5, 0.5, 0x1p-10),
            0,
            2,
            2,
            -1,
            2));
  }

  private static List<Vector> lion() {
    return List.of(
        scalar(
            "first-step",
            List.of(UPDATE_SIGN, LEARNING_RATE),
            "the sign of the update; a step that is not η long",
            new Lion(0.1, 0.9, 0.99, 0),
            0,
            0.5),
        scalar(
            "betas",
            List.of(ORDER, MEMORY),
            "the sign of the buffer; β₁ for β₂; the buffer updated before the step",
            new Lion(0.125, 0.5, 0.75, 0),
            1,
            8,
            -4,
            -4,
            1,
            -2),
        scalar(
            "zero-sum",
            List.of(SIGN_OF_ZERO, MISSING_GRADIENT, DIALECT),
            "a sign of 0 that is ±1; a step that is skipped where the gradient is 0",
            new Lion(0.125, 0.5, 0.5, 0),
            1,
            0,
            4,
            0,
            -2),
        scalar(
            "weight-decay",
            List.of(WEIGHT_DECAY, DIALECT),
            "coupled weight decay; decay without η, or after the step",
            new Lion(0.125, 0.5, 0.75, 0.5),
            2,
            -0.5,
            0.25,
            4),
        vector(
            "everything-at-once",
            List.of(INTERACTION, DIALECT),
            "parts that are right alone and wrong together",
            new Lion(0.25, 0.5, 0.75, 0.5),
            new double[] {4, -2, 0},
            new double[] {-0.5, 1, 0},
            new double[] {-1, -0.5, 0},
            new double[] {2, 3, 0}),
        vector(
            "many-coordinates",
            List.of(LOOP),
            "one buffer for all coordinates; a loop that stops short",
            new Lion(0.1, 0.9, 0.99, 0),
            new double[17],
            powersOfTwo(17),
            powersOfTwo(17)),
        vector(
            "weight-decay-on-many-coordinates",
            List.of(WEIGHT_DECAY, LOOP, DIALECT),
            "a decay of some coordinates only, of |θ|, or by another coordinate",
            new Lion(0.125, 0.5, 0.75, 0.5),
            powersOfTwo(17),
            new double[17],
            powersOfTwo(17),
            negated(powersOfTwo(17))));
  }

  /** What every optimizer that divides by a scale is asked. */
  private static List<Vector> common(
      CoordinatewiseOptimizerSpec plain, CoordinatewiseOptimizerSpec large) {
    return List.of(
        scalar(
            "ten-steps", List.of(ACCUMULATION, MEMORY), "an error that builds up", plain, 1, SOME),
        scalar(
            "epsilon",
            List.of(EPSILON, DIALECT),
            "ε in another place, or forgotten",
            large,
            0,
            0.5,
            -0.25),
        scalar(
            "missing-gradient",
            List.of(MISSING_GRADIENT),
            "a step that is skipped where the gradient is 0",
            plain,
            0,
            1,
            0,
            0),
        vector(
            "zero-gradient",
            List.of(ZERO_OVER_ZERO),
            "0/0 where nothing has been seen yet",
            plain,
            new double[] {1, 2},
            new double[2],
            new double[2]),
        scalar(
            "everything-at-once",
            List.of(INTERACTION, DIALECT),
            "parts that are right alone and wrong together",
            large,
            2,
            0.5,
            -1.5,
            0.25,
            1),
        vector(
            "many-coordinates",
            List.of(LOOP),
            "one scale for all coordinates; a loop that stops short",
            plain,
            new double[17],
            powersOfTwo(17),
            powersOfTwo(17)));
  }

  private static List<Vector> with(List<Vector> common, Vector... own) {
    List<Vector> all = new ArrayList<>(List.of(own));
    all.addAll(common);
    return List.copyOf(all);
  }
}
