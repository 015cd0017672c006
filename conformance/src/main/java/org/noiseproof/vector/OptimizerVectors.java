package org.noiseproof.vector;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.criteria.Agreement;
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
import org.noiseproof.spec.SpecJson;

/**
 * Runs of at most ten steps whose every position is compared with the exact one. Where a vector is
 * not about ε, ε is 0, so that it does not depend on the dialect of Adam.
 */
public final class OptimizerVectors {
  private OptimizerVectors() {}

  private static final double[] SOME = {0.5, -1.25, 3.0, 0.0, 2.0, -0.75, 1e-3, 4.0, -4.0, 1.0};

  /** All of them. */
  public static List<Check> all() {
    return Stream.of(sgd(), clippedSgd(), normalizedSgd(), signSgd(), adam(), scheduled())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Check> sgd() {
    return List.of(
        scalar(
            "first-step",
            "the sign of the update, a learning rate applied twice",
            new Sgd(0.1, 0, 0, false, 0),
            1,
            0.5),
        scalar(
            "momentum",
            "a buffer that averages, is not decayed, or is forgotten",
            new Sgd(0.1, 0.9, 0, false, 0),
            1,
            SOME),
        scalar(
            "dampening",
            "dampening on the first step, or none later",
            new Sgd(0.1, 0.9, 0.5, false, 0),
            1,
            SOME),
        scalar(
            "nesterov",
            "the sign of the look-ahead, the buffer of the step before, a flag ignored",
            new Sgd(0.1, 0.9, 0, true, 0),
            1,
            SOME),
        scalar(
            "weight-decay",
            "weight decay that bypasses the buffer, or has the wrong sign",
            new Sgd(0.1, 0.9, 0, false, 0.5),
            1,
            SOME),
        scalar(
            "everything-at-once",
            "parts that are right alone and wrong together",
            new Sgd(0.01, 0.99, 0, true, 0.1),
            -3,
            SOME),
        vector(
            "many-coordinates",
            "a loop that stops short, or mixes coordinates",
            new Sgd(0.25, 0.5, 0, false, 0),
            new double[17],
            powersOfTwo(17),
            powersOfTwo(17)));
  }

  private static List<Check> clippedSgd() {
    return List.of(
        vector(
            "first-step",
            "clipping by value, in another norm, or not at all",
            new ClippedSgd(1, 1, 0),
            new double[2],
            new double[] {3, 4}),
        vector(
            "boundary",
            "a gradient on the threshold that is rescaled; ε in the denominator",
            new ClippedSgd(1, 5, 0),
            new double[2],
            new double[] {3, 4}),
        vector(
            "momentum",
            "clipping after the buffer; an accumulator for the average",
            new ClippedSgd(0.1, 2, 0.9),
            new double[] {1, -1},
            new double[] {3, 4},
            new double[] {0.5, 0.5},
            new double[] {-30, 40},
            new double[2]),
        vector(
            "clip-after-momentum",
            "clipping before the buffer where it is asked for after; a buffer that is kept clipped",
            new ClippedSgd(0.1, 2, 0.9, true),
            new double[] {1, -1},
            new double[] {30, 40},
            new double[] {0.5, 0.5},
            new double[] {-30, 40},
            new double[2]),
        vector(
            "zero-gradient",
            "0/0 where the gradient is 0",
            new ClippedSgd(0.5, 1, 0.5),
            new double[] {1, 2},
            new double[2],
            new double[2]),
        vector(
            "overflowing-norm",
            "a norm that overflows although the gradient does not",
            new ClippedSgd(1, 1, 0),
            new double[2],
            new double[] {3e200, 4e200}),
        vector(
            "vanishing-norm",
            "a norm that underflows to 0 although the gradient does not",
            new ClippedSgd(1, 0x1p-700, 0),
            new double[2],
            new double[] {3 * 0x1p-690, 4 * 0x1p-690}));
  }

  private static List<Check> normalizedSgd() {
    return List.of(
        vector(
            "first-step",
            "another norm; a gradient as it is; ε in the denominator",
            new NormalizedSgd(1, 0, false),
            new double[2],
            new double[] {0.3, 0.4}),
        vector(
            "momentum",
            "the gradient normalized and not the buffer; an average that is none",
            new NormalizedSgd(0.1, 0.9, false),
            new double[] {1, -1},
            new double[] {3, 4},
            new double[] {0.5, -0.5},
            new double[] {-30, 40},
            new double[2]),
        vector(
            "warm-start",
            "a flag ignored; a first gradient that counts 1−μ",
            new NormalizedSgd(0.1, 0.9, true),
            new double[] {1, -1},
            new double[] {3, 4},
            new double[] {-30, 40},
            new double[] {0.5, -0.5}),
        vector(
            "warm-start-at-a-zero-gradient",
            "a first step that is told by the buffer",
            new NormalizedSgd(0.1, 0.5, true),
            new double[2],
            new double[2],
            new double[] {3, 4},
            new double[] {4, -3}),
        vector(
            "zero-gradient",
            "0/0 where the buffer is 0",
            new NormalizedSgd(0.5, 0.5, false),
            new double[] {1, 2},
            new double[2],
            new double[2]),
        vector(
            "overflowing-norm",
            "a norm that overflows although the buffer does not",
            new NormalizedSgd(1, 0.5, false),
            new double[2],
            new double[] {3e200, 4e200},
            new double[] {-3e200, 4e200}),
        vector(
            "vanishing-norm",
            "a norm that underflows to 0 although the buffer does not",
            new NormalizedSgd(1, 0.5, false),
            new double[2],
            new double[] {3 * 0x1p-690, 4 * 0x1p-690},
            new double[] {0, 0x1p-690}));
  }

  private static List<Check> signSgd() {
    return List.of(
        vector(
            "first-step",
            "a length; a sign of 0; the signs divided by √d",
            new SignSgd(0.5, 0.9),
            new double[3],
            new double[] {4, 0, -1e-300}),
        vector(
            "momentum",
            "the sign taken before the buffer, or of the gradient alone",
            new SignSgd(0.1, 0.5),
            new double[] {1, -1, 0.5},
            new double[] {8, -1, 0},
            new double[] {-1, 1, 1},
            new double[] {-1, 1, -2},
            new double[3]),
        vector(
            "zero-gradient",
            "0/0 where the buffer is 0",
            new SignSgd(0.5, 0.5),
            new double[] {1, 2},
            new double[2],
            new double[2]));
  }

  private static List<Check> adam() {
    return List.of(
        scalar(
            "first-step",
            "anything but a first step of η: a missing bias correction, √v as a factor",
            new Adam(0.1, 0.9, 0.999, 0, 0),
            0,
            0.5),
        scalar(
            "bias-correction",
            "a correction that is missing, shifted, or stuck at the first step",
            new Adam(0.1, 0.9, 0.999, 0, 0),
            1,
            0.5,
            0.5,
            -1.0,
            2.0),
        scalar(
            "betas",
            "swapped βs; v from the averaged gradient; the largest v kept",
            new Adam(0.1, 0.5, 0.75, 0, 0),
            0,
            4.0,
            1.0,
            -2.0,
            0.25),
        scalar(
            "epsilon",
            "ε inside the root, before the bias correction, or forgotten",
            new Adam(0.1, 0.9, 0.999, 0.125, 0),
            0,
            0.5,
            -0.25),
        scalar(
            "missing-gradient",
            "a step that is skipped where the gradient is 0",
            new Adam(0.1, 0.9, 0.999, 0, 0),
            0,
            1.0,
            0.0,
            0.0),
        scalar(
            "weight-decay",
            "coupled weight decay; decay without η, or of the step as well",
            new Adam(0.1, 0.9, 0.999, 0, 0.5),
            2,
            0.5,
            -0.25),
        scalar("ten-steps", "an error that builds up", new Adam(0.01, 0.9, 0.999, 0, 0), 1, SOME),
        vector(
            "many-coordinates",
            "one v for all coordinates; a loop that stops short",
            new Adam(0.1, 0.9, 0.999, 0, 0),
            new double[17],
            powersOfTwo(17),
            powersOfTwo(17)));
  }

  private static List<Check> scheduled() {
    return List.of(
        scalar(
            "inverse-root",
            "steps counted from 0; a factor that is squared, or taken of the rate before",
            new Scheduled(new Sgd(0.5, 0, 0, false, 0), new Power(-0.5, 0), new Constant()),
            1,
            SOME),
        scalar(
            "offset",
            "an offset forgotten, or of the other sign",
            new Scheduled(new Sgd(2, 0, 0, false, 0), new Power(-1, 1), new Constant()),
            1,
            SOME),
        scalar(
            "momentum",
            "the learning rate of its time inside the buffer; a memory that starts afresh",
            new Scheduled(new Sgd(0.1, 0.9, 0, false, 0), new Power(0.5, 0), new Constant()),
            1,
            SOME),
        scalar(
            "horizon",
            "T for k",
            new Scheduled(new Sgd(0.5, 0, 0, false, 0), new Horizon(-0.5, 10), new Constant()),
            1,
            SOME),
        vector(
            "threshold",
            "a threshold that stays, or goes with the learning rate",
            new Scheduled(new ClippedSgd(0.1, 1, 0), new Power(-1, 0), new Power(0.5, 0)),
            new double[2],
            new double[] {3, 4},
            new double[] {-6, 8},
            new double[] {0.3, 0.4},
            new double[] {30, -40}),
        scalar(
            "adam",
            "a schedule that starts the bias correction afresh",
            new Scheduled(new Adam(0.1, 0.9, 0.999, 0, 0), new Power(-0.5, 0), new Constant()),
            1,
            SOME));
  }

  private static double[] powersOfTwo(int dimension) {
    double[] powers = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      powers[j] = Math.scalb(j % 2 == 0 ? 1.0 : -1.0, j - dimension / 2);
    }
    return powers;
  }

  private static Check scalar(
      String name, String hunts, OptimizerSpec spec, double parameter, double... gradients) {
    double[][] rows = new double[gradients.length][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = new double[] {gradients[t]};
    }
    return vector(name, hunts, spec, new double[] {parameter}, rows);
  }

  private static Check vector(
      String name, String hunts, OptimizerSpec spec, double[] parameters, double[]... gradients) {
    return vector(name, hunts, Case.of(spec, parameters, gradients));
  }

  /** A case whose exact positions tell whether the optimizer is what it says. */
  static Check vector(String name, String hunts, Case input) {
    String type = SpecJson.type(input.spec());
    return new Check(
        "vector/" + type + "/" + name,
        "every position is the exact one up to rounding; hunts " + hunts,
        type,
        true,
        Cases.only(input),
        Agreement::withReference);
  }
}
