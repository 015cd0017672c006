package org.noiseproof.vector;

import static org.noiseproof.vector.BugClass.ACCUMULATION;
import static org.noiseproof.vector.BugClass.BIAS_CORRECTION;
import static org.noiseproof.vector.BugClass.DIALECT;
import static org.noiseproof.vector.BugClass.EPSILON;
import static org.noiseproof.vector.BugClass.INTERACTION;
import static org.noiseproof.vector.BugClass.KIND_OF_CLIP;
import static org.noiseproof.vector.BugClass.LOOP;
import static org.noiseproof.vector.BugClass.MISSING_GRADIENT;
import static org.noiseproof.vector.BugClass.SECOND_MOMENT;
import static org.noiseproof.vector.BugClass.UPDATE_SIGN;
import static org.noiseproof.vector.BugClass.WEIGHT_DECAY;
import static org.noiseproof.vector.ShortRuns.SOME;
import static org.noiseproof.vector.ShortRuns.negated;
import static org.noiseproof.vector.ShortRuns.powersOfTwo;
import static org.noiseproof.vector.ShortRuns.scalar;
import static org.noiseproof.vector.ShortRuns.vector;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec.Adam;

/**
 * Short runs of Adam. Where a vector is not about ε, ε is 0, so that it does not depend on the
 * dialect.
 */
final class AdamVectors {
  private AdamVectors() {}

  static List<Vector> all() {
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
            powersOfTwo(17)),
        vector(
            "weight-decay-on-many-coordinates",
            List.of(WEIGHT_DECAY, LOOP, DIALECT),
            "a decay of some coordinates only, of |θ|, or by another coordinate",
            new Adam(0.1, 0.9, 0.999, 0, 0.5),
            powersOfTwo(17),
            powersOfTwo(17),
            negated(powersOfTwo(17))),
        scalar(
            "weight-decay-of-a-negative-parameter",
            List.of(WEIGHT_DECAY, UPDATE_SIGN, DIALECT),
            "a decay of |θ|, which drives what is negative away from 0",
            new Adam(0.125, 0.5, 0.75, 0, 0.25),
            -4,
            -0.5,
            2.0,
            0.25),
        scalar(
            "weight-decay-in-late-steps",
            List.of(WEIGHT_DECAY, BIAS_CORRECTION, DIALECT),
            "a decay in the first step alone, of where it began, or that fades with the correction",
            new Adam(0.1, 0.9, 0.999, 0, 0.25),
            -3,
            SOME),
        scalar(
            "beyond-the-learning-rate",
            List.of(SECOND_MOMENT, KIND_OF_CLIP),
            "a step held to ±η, which is a bound of the first step alone",
            new Adam(0.1, 0.25, 0.999, 0, 0),
            -1,
            0x1p-10,
            -0x1p-10,
            0x1p-10,
            0x1p-10,
            -0x1p-10,
            1.0,
            -1.0,
            -2.0));
  }
}
