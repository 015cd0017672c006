package org.noiseproof.vector;

import static org.noiseproof.vector.BugClass.BOUNDARY;
import static org.noiseproof.vector.BugClass.DIALECT;
import static org.noiseproof.vector.BugClass.EPSILON;
import static org.noiseproof.vector.BugClass.FIRST_STEP;
import static org.noiseproof.vector.BugClass.INTERACTION;
import static org.noiseproof.vector.BugClass.KIND_OF_CLIP;
import static org.noiseproof.vector.BugClass.LEARNING_RATE;
import static org.noiseproof.vector.BugClass.LOOK_AHEAD;
import static org.noiseproof.vector.BugClass.LOOP;
import static org.noiseproof.vector.BugClass.MEMORY;
import static org.noiseproof.vector.BugClass.NORM;
import static org.noiseproof.vector.BugClass.OPTION;
import static org.noiseproof.vector.BugClass.ORDER;
import static org.noiseproof.vector.BugClass.RANGE;
import static org.noiseproof.vector.BugClass.SIGN_OF_ZERO;
import static org.noiseproof.vector.BugClass.UPDATE_SIGN;
import static org.noiseproof.vector.BugClass.WEIGHT_DECAY;
import static org.noiseproof.vector.BugClass.ZERO_OVER_ZERO;
import static org.noiseproof.vector.ShortRuns.SOME;
import static org.noiseproof.vector.ShortRuns.negated;
import static org.noiseproof.vector.ShortRuns.powersOfTwo;
import static org.noiseproof.vector.ShortRuns.scalar;
import static org.noiseproof.vector.ShortRuns.vector;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Power;
import org.noiseproof.vector.Course.Changing;
import org.noiseproof.vector.Course.Tensors;

/** Short runs of SGD and of what clips, normalizes or signs its gradient. */
final class SgdVectors {
  private SgdVectors() {}

  static List<Vector> all() {
    return Stream.of(sgd(), clippedSgd(), normalizedSgd(), signSgd())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Vector> sgd() {
    return List.of(
        scalar(
            "first-step",
            List.of(UPDATE_SIGN, LEARNING_RATE),
            "the sign of the update, a learning rate applied twice",
            new Sgd(0.1, 0, 0, false, 0),
            1,
            0.5),
        scalar(
            "momentum",
            List.of(MEMORY),
            "a buffer that averages, is not decayed, or is forgotten",
            new Sgd(0.1, 0.9, 0, false, 0),
            1,
            SOME),
        scalar(
            "dampening",
            List.of(FIRST_STEP, DIALECT),
            "dampening on the first step, or none later",
            new Sgd(0.1, 0.9, 0.5, false, 0),
            1,
            SOME),
        scalar(
            "nesterov",
            List.of(LOOK_AHEAD, OPTION),
            "the sign of the look-ahead, the buffer of the step before, a flag ignored",
            new Sgd(0.1, 0.9, 0, true, 0),
            1,
            SOME),
        scalar(
            "weight-decay",
            List.of(WEIGHT_DECAY),
            "weight decay that bypasses the buffer, or has the wrong sign",
            new Sgd(0.1, 0.9, 0, false, 0.5),
            1,
            SOME),
        scalar(
            "everything-at-once",
            List.of(INTERACTION),
            "parts that are right alone and wrong together",
            new Sgd(0.01, 0.99, 0, true, 0.1),
            -3,
            SOME),
        new Vector(
            "rate-changes",
            List.of(LEARNING_RATE, MEMORY, DIALECT),
            "a buffer of steps where one of gradients is meant; a rate that cannot be changed",
            Case.of(
                new Scheduled(new Sgd(0.5, 0.5, 0, true, 0.25), new Power(-1, 0), new Constant()),
                new double[] {1},
                new double[][] {{0.5}, {-1.25}, {3}, {2}}),
            new Changing()),
        vector(
            "many-coordinates",
            List.of(LOOP),
            "a loop that stops short, or mixes coordinates",
            new Sgd(0.25, 0.5, 0, false, 0),
            new double[17],
            powersOfTwo(17),
            powersOfTwo(17)),
        vector(
            "weight-decay-on-many-coordinates",
            List.of(WEIGHT_DECAY, LOOP, DIALECT),
            "a decay of some coordinates only, of |θ|, or by another coordinate",
            new Sgd(0.25, 0.5, 0, false, 0.5),
            powersOfTwo(17),
            new double[17],
            powersOfTwo(17),
            negated(powersOfTwo(17))));
  }

  private static List<Vector> clippedSgd() {
    return List.of(
        vector(
            "first-step",
            List.of(KIND_OF_CLIP, NORM),
            "clipping by value, in another norm, or not at all",
            new ClippedSgd(1, 1, 0),
            new double[2],
            new double[] {3, 4}),
        vector(
            "boundary",
            List.of(BOUNDARY, EPSILON),
            "a gradient on the threshold that is rescaled; ε in the denominator",
            new ClippedSgd(1, 5, 0),
            new double[2],
            new double[] {3, 4}),
        vector(
            "momentum",
            List.of(ORDER, MEMORY),
            "clipping after the buffer; an accumulator for the average",
            new ClippedSgd(0.1, 2, 0.9),
            new double[] {1, -1},
            new double[] {3, 4},
            new double[] {0.5, 0.5},
            new double[] {-30, 40},
            new double[2]),
        vector(
            "clip-after-momentum",
            List.of(ORDER, OPTION),
            "clipping before the buffer where it is asked for after; a buffer that is kept clipped",
            new ClippedSgd(0.1, 2, 0.9, true),
            new double[] {1, -1},
            new double[] {30, 40},
            new double[] {0.5, 0.5},
            new double[] {-30, 40},
            new double[2]),
        vector(
            "large-entries",
            List.of(KIND_OF_CLIP, DIALECT),
            "entries clipped one by one, or from above only",
            new ClippedSgd(1, 1, 0),
            new double[] {1, -2, 0.5},
            new double[] {3, -4, 0.25},
            new double[] {-5, 0.5, 2}),
        vector(
            "small-threshold",
            List.of(EPSILON, KIND_OF_CLIP, DIALECT),
            "ε added to a norm that is as small",
            new ClippedSgd(1, 0x1p-24, 0.5),
            new double[3],
            new double[] {0x1p-20, -0x1p-21, 0x1p-23},
            new double[] {-0x1p-22, 0x1p-20, 0x1p-26}),
        new Vector(
            "two-tensors",
            List.of(KIND_OF_CLIP, DIALECT),
            "each tensor clipped by its own norm where the norm is over all of them",
            Case.of(
                new ClippedSgd(1, 1, 0),
                new double[3],
                new double[][] {{3, 4, 0.25}, {0.25, -0.5, 8}}),
            new Tensors(List.of(2, 1))),
        new Vector(
            "two-tensors-small-threshold",
            List.of(EPSILON, KIND_OF_CLIP, DIALECT),
            "ε added to the norms of tensors that are as small",
            Case.of(
                new ClippedSgd(1, 0x1p-24, 0),
                new double[3],
                new double[][] {{3 * 0x1p-22, 0x1p-20, 0x1p-22}}),
            new Tensors(List.of(2, 1))),
        vector(
            "zero-gradient",
            List.of(ZERO_OVER_ZERO),
            "0/0 where the gradient is 0",
            new ClippedSgd(0.5, 1, 0.5),
            new double[] {1, 2},
            new double[2],
            new double[2]),
        vector(
            "overflowing-norm",
            List.of(RANGE),
            "a norm that overflows although the gradient does not",
            new ClippedSgd(1, 1, 0),
            new double[2],
            new double[] {3e200, 4e200}),
        vector(
            "vanishing-norm",
            List.of(RANGE),
            "a norm that underflows to 0 although the gradient does not",
            new ClippedSgd(1, 0x1p-700, 0),
            new double[2],
            new double[] {3 * 0x1p-690, 4 * 0x1p-690}));
  }

  private static List<Vector> normalizedSgd() {
    return List.of(
        vector(
            "first-step",
            List.of(NORM, EPSILON),
            "another norm; a gradient as it is; ε in the denominator",
            new NormalizedSgd(1, 0, false),
            new double[2],
            new double[] {0.3, 0.4}),
        vector(
            "momentum",
            List.of(ORDER, MEMORY),
            "the gradient normalized and not the buffer; an average that is none",
            new NormalizedSgd(0.1, 0.9, false),
            new double[] {1, -1},
            new double[] {3, 4},
            new double[] {0.5, -0.5},
            new double[] {-30, 40},
            new double[2]),
        vector(
            "warm-start",
            List.of(OPTION, FIRST_STEP),
            "a flag ignored; a first gradient that counts 1−μ",
            new NormalizedSgd(0.1, 0.9, true),
            new double[] {1, -1},
            new double[] {3, 4},
            new double[] {-30, 40},
            new double[] {0.5, -0.5}),
        vector(
            "warm-start-at-a-zero-gradient",
            List.of(FIRST_STEP),
            "a first step that is told by the buffer",
            new NormalizedSgd(0.1, 0.5, true),
            new double[2],
            new double[2],
            new double[] {3, 4},
            new double[] {4, -3}),
        vector(
            "zero-gradient",
            List.of(ZERO_OVER_ZERO),
            "0/0 where the buffer is 0",
            new NormalizedSgd(0.5, 0.5, false),
            new double[] {1, 2},
            new double[2],
            new double[2]),
        vector(
            "overflowing-norm",
            List.of(RANGE),
            "a norm that overflows although the buffer does not",
            new NormalizedSgd(1, 0.5, false),
            new double[2],
            new double[] {3e200, 4e200},
            new double[] {-3e200, 4e200}),
        vector(
            "vanishing-norm",
            List.of(RANGE),
            "a norm that underflows to 0 although the buffer does not",
            new NormalizedSgd(1, 0.5, false),
            new double[2],
            new double[] {3 * 0x1p-690, 4 * 0x1p-690},
            new double[] {0, 0x1p-690}));
  }

  private static List<Vector> signSgd() {
    return List.of(
        vector(
            "first-step",
            List.of(SIGN_OF_ZERO, NORM),
            "a length; a sign of 0; the signs divided by √d",
            new SignSgd(0.5, 0.9),
            new double[3],
            new double[] {4, 0, -1e-300}),
        vector(
            "momentum",
            List.of(ORDER),
            "the sign taken before the buffer, or of the gradient alone",
            new SignSgd(0.1, 0.5),
            new double[] {1, -1, 0.5},
            new double[] {8, -1, 0},
            new double[] {-1, 1, 1},
            new double[] {-1, 1, -2},
            new double[3]),
        vector(
            "zeros",
            List.of(SIGN_OF_ZERO, ORDER, DIALECT),
            "a sign of 0 that is ±1; signs averaged where the average is signed",
            new SignSgd(0.25, 0.75),
            new double[] {1, -1, 0.5},
            new double[] {0, 8, -1},
            new double[] {0, -1, 4},
            new double[] {2, 0, 0.5}),
        vector(
            "zero-gradient",
            List.of(ZERO_OVER_ZERO),
            "0/0 where the buffer is 0",
            new SignSgd(0.5, 0.5),
            new double[] {1, 2},
            new double[2],
            new double[2]));
  }
}
