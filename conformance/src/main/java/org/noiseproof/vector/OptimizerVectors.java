package org.noiseproof.vector;

import static org.noiseproof.vector.BugClass.ACCUMULATION;
import static org.noiseproof.vector.BugClass.BIAS_CORRECTION;
import static org.noiseproof.vector.BugClass.BOUNDARY;
import static org.noiseproof.vector.BugClass.COUNTING;
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
import static org.noiseproof.vector.BugClass.NORM;
import static org.noiseproof.vector.BugClass.OPTION;
import static org.noiseproof.vector.BugClass.ORDER;
import static org.noiseproof.vector.BugClass.RANGE;
import static org.noiseproof.vector.BugClass.SCHEDULE;
import static org.noiseproof.vector.BugClass.SECOND_MOMENT;
import static org.noiseproof.vector.BugClass.SIGN_OF_ZERO;
import static org.noiseproof.vector.BugClass.UPDATE_SIGN;
import static org.noiseproof.vector.BugClass.WEIGHT_DECAY;
import static org.noiseproof.vector.BugClass.ZERO_OVER_ZERO;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.ScheduleSpec.Power;
import org.noiseproof.vector.Course.Changing;
import org.noiseproof.vector.Course.Tensors;

/**
 * Runs of at most ten steps whose every position is compared with the exact one. Where a vector is
 * not about ε, ε is 0, so that it does not depend on the dialect of Adam.
 */
final class OptimizerVectors {
  private OptimizerVectors() {}

  private static final double[] SOME = {0.5, -1.25, 3.0, 0.0, 2.0, -0.75, 1e-3, 4.0, -4.0, 1.0};

  /** All of them. */
  static List<Vector> all() {
    return Stream.of(sgd(), clippedSgd(), normalizedSgd(), signSgd(), adam(), scheduled())
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
            powersOfTwo(17)));
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

  private static List<Vector> adam() {
    return List.of(
        scalar(
            "first-step",
            List.of(BIAS_CORRECTION, SECOND_MOMENT),
            "anything but a first step of η: a missing bias correction, √v as a factor",
            new Adam(0.1, 0.9, 0.999, 0, 0),
            0,
            0.5),
        scalar(
            "bias-correction",
            List.of(BIAS_CORRECTION),
            "a correction that is missing, shifted, or stuck at the first step",
            new Adam(0.1, 0.9, 0.999, 0, 0),
            1,
            0.5,
            0.5,
            -1.0,
            2.0),
        scalar(
            "betas",
            List.of(SECOND_MOMENT),
            "swapped βs; v from the averaged gradient; the largest v kept",
            new Adam(0.1, 0.5, 0.75, 0, 0),
            0,
            4.0,
            1.0,
            -2.0,
            0.25),
        scalar(
            "epsilon",
            List.of(EPSILON, DIALECT),
            "ε inside the root, before the bias correction, or forgotten",
            new Adam(0.1, 0.9, 0.999, 0.125, 0),
            0,
            0.5,
            -0.25),
        scalar(
            "everything-at-once",
            List.of(INTERACTION, DIALECT),
            "parts that are right alone and wrong together",
            new Adam(0.125, 0.5, 0.75, 0.25, 0.5),
            2,
            0.5,
            -1.5,
            0.25),
        scalar(
            "missing-gradient",
            List.of(MISSING_GRADIENT),
            "a step that is skipped where the gradient is 0",
            new Adam(0.1, 0.9, 0.999, 0, 0),
            0,
            1.0,
            0.0,
            0.0),
        scalar(
            "weight-decay",
            List.of(WEIGHT_DECAY, DIALECT),
            "coupled weight decay; decay without η, or of the step as well",
            new Adam(0.1, 0.9, 0.999, 0, 0.5),
            2,
            0.5,
            -0.25),
        scalar(
            "ten-steps",
            List.of(ACCUMULATION),
            "an error that builds up",
            new Adam(0.01, 0.9, 0.999, 0, 0),
            1,
            SOME),
        vector(
            "many-coordinates",
            List.of(LOOP),
            "one v for all coordinates; a loop that stops short",
            new Adam(0.1, 0.9, 0.999, 0, 0),
            new double[17],
            powersOfTwo(17),
            powersOfTwo(17)));
  }

  private static List<Vector> scheduled() {
    return List.of(
        scalar(
            "inverse-root",
            List.of(SCHEDULE, COUNTING),
            "steps counted from 0; a factor that is squared, or taken of the rate before",
            new Scheduled(new Sgd(0.5, 0, 0, false, 0), new Power(-0.5, 0), new Constant()),
            1,
            SOME),
        scalar(
            "offset",
            List.of(SCHEDULE),
            "an offset forgotten, or of the other sign",
            new Scheduled(new Sgd(2, 0, 0, false, 0), new Power(-1, 1), new Constant()),
            1,
            SOME),
        scalar(
            "momentum",
            List.of(SCHEDULE, DIALECT),
            "the learning rate of its time inside the buffer; a memory that starts afresh",
            new Scheduled(new Sgd(0.1, 0.9, 0, false, 0), new Power(0.5, 0), new Constant()),
            1,
            SOME),
        scalar(
            "horizon",
            List.of(SCHEDULE, COUNTING),
            "T for k",
            new Scheduled(new Sgd(0.5, 0, 0, false, 0), new Horizon(-0.5, 10), new Constant()),
            1,
            SOME),
        vector(
            "threshold",
            List.of(SCHEDULE),
            "a threshold that stays, or goes with the learning rate",
            new Scheduled(new ClippedSgd(0.1, 1, 0), new Power(-1, 0), new Power(0.5, 0)),
            new double[2],
            new double[] {3, 4},
            new double[] {-6, 8},
            new double[] {0.3, 0.4},
            new double[] {30, -40}),
        scalar(
            "adam",
            List.of(SCHEDULE, BIAS_CORRECTION),
            "a schedule that starts the bias correction afresh",
            new Scheduled(new Adam(0.1, 0.9, 0.999, 0, 0), new Power(-0.5, 0), new Constant()),
            1,
            SOME));
  }

  static double[] powersOfTwo(int dimension) {
    double[] powers = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      powers[j] = Math.scalb(j % 2 == 0 ? 1.0 : -1.0, j - dimension / 2);
    }
    return powers;
  }

  static Vector scalar(
      String name,
      List<BugClass> flags,
      String hunts,
      OptimizerSpec spec,
      double parameter,
      double... gradients) {
    double[][] rows = new double[gradients.length][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = new double[] {gradients[t]};
    }
    return vector(name, flags, hunts, spec, new double[] {parameter}, rows);
  }

  private static Vector vector(
      String name,
      List<BugClass> flags,
      String hunts,
      OptimizerSpec spec,
      double[] parameters,
      double[]... gradients) {
    return new Vector(name, flags, hunts, Case.of(spec, parameters, gradients));
  }
}
