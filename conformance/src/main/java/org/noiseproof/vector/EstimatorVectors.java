package org.noiseproof.vector;

import static org.noiseproof.vector.BugClass.BOUNDARY;
import static org.noiseproof.vector.BugClass.CANCELLATION;
import static org.noiseproof.vector.BugClass.COUNTING;
import static org.noiseproof.vector.BugClass.DIALECT;
import static org.noiseproof.vector.BugClass.EPSILON;
import static org.noiseproof.vector.BugClass.ITERATION;
import static org.noiseproof.vector.BugClass.KIND_OF_CLIP;
import static org.noiseproof.vector.BugClass.ORDER;
import static org.noiseproof.vector.BugClass.RANGE;
import static org.noiseproof.vector.BugClass.RANKS;
import static org.noiseproof.vector.BugClass.SIGN_OF_ZERO;
import static org.noiseproof.vector.BugClass.WEIGHTS;
import static org.noiseproof.vector.BugClass.ZERO_OVER_ZERO;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.QuantileClip;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/** Small batches whose estimate is compared with the exact one. */
final class EstimatorVectors {
  private EstimatorVectors() {}

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** All of them. */
  static List<Vector> all() {
    return List.of(
        vector(
            "average",
            List.of(WEIGHTS),
            "a sum for the mean",
            new Mean(),
            row(1, 2),
            row(3, -4),
            row(5, 0)),
        vector(
            "cancellation",
            List.of(CANCELLATION),
            "a sum that loses what cancels",
            new Mean(),
            row(0x1p60),
            row(1),
            row(-0x1p60)),
        vector(
            "thresholds",
            List.of(COUNTING),
            "k from 0; thresholds by sorted order; β for 1/β; one threshold for all",
            new PerSampleClip(1, 2),
            row(30, 40),
            row(3, 4),
            row(0.3, 0.4),
            row(-6, 8),
            row(600, -800)),
        vector(
            "threshold-grows",
            List.of(COUNTING),
            "α inside the power",
            new PerSampleClip(2, 2),
            row(100),
            row(100),
            row(100),
            row(100)),
        vector(
            "boundary",
            List.of(BOUNDARY, EPSILON),
            "ε in the denominator; a row on its threshold that is rescaled",
            new PerSampleClip(5, INFINITY),
            row(3, 4),
            row(-3, 4)),
        vector(
            "mixed-rows",
            List.of(KIND_OF_CLIP, ORDER),
            "dropping for clipping; clipping by value; another norm; the mean clipped",
            new PerSampleClip(2, INFINITY),
            row(3, 4, 0),
            row(0, 0, 0),
            row(1, 1, 1),
            row(-12, 0, 5)),
        vector(
            "small-rows",
            List.of(EPSILON, DIALECT),
            "ε added to a norm that is as small",
            new PerSampleClip(0x1p-22, INFINITY),
            row(3 * 0x1p-20, -0x1p-18),
            row(0, 0x1p-21),
            row(-0x1p-20, -0x1p-24)),
        vector(
            "zero-threshold",
            List.of(ZERO_OVER_ZERO),
            "0/0 for a zero row under the threshold 0",
            new PerSampleClip(0, INFINITY),
            row(0, 0),
            row(3, 4)),
        vector(
            "overflowing-norm",
            List.of(RANGE),
            "a norm that overflows although the row does not",
            new PerSampleClip(1, INFINITY),
            row(3e200, 4e200),
            row(1e300, 0)),
        vector(
            "vanishing-norm",
            List.of(RANGE),
            "a norm that underflows although the row does not",
            new PerSampleClip(0x1p-700, INFINITY),
            row(3 * 0x1p-690, 4 * 0x1p-690)),
        vector(
            "discards",
            List.of(KIND_OF_CLIP),
            "clipping for discarding; coordinates truncated one by one; a mean of the rows kept",
            new TruncatedMean(4, INFINITY),
            row(3, 4, 0),
            row(0, 0, 0),
            row(1, 1, 1),
            row(3, 2, 1)),
        vector(
            "growing-thresholds",
            List.of(COUNTING, BOUNDARY),
            "k from 0; one threshold for all; a row on its threshold that is discarded",
            new TruncatedMean(1, 2),
            row(1),
            row(2),
            row(-1.5),
            row(2),
            row(3)),
        vector(
            "truncated-at-the-ends",
            List.of(RANGE),
            "a norm that overflows or underflows although the row does not",
            new TruncatedMean(0x1p-700, 2),
            row(3 * 0x1p-703, 4 * 0x1p-703),
            row(3 * 0x1p-700, 4 * 0x1p-700),
            row(1e300, 1e300),
            row(0, 0x1p-699)),
        vector(
            "after-averaging",
            List.of(ORDER),
            "clipping before averaging; the sum clipped",
            new BatchClip(1),
            row(3, 4),
            row(3, -4),
            row(6, 8)),
        vector(
            "small-rows",
            List.of(EPSILON, DIALECT),
            "ε added to a norm that is as small",
            new BatchClip(0x1p-22),
            row(3 * 0x1p-20, -0x1p-18),
            row(0, 0x1p-21),
            row(-0x1p-20, -0x1p-24)),
        vector(
            "large-rows",
            List.of(KIND_OF_CLIP, ORDER, DIALECT),
            "entries clipped one by one, or from above only; samples clipped for their mean",
            new BatchClip(1),
            row(3, -4),
            row(0.25, -0.5),
            row(-12, -2)),
        vector(
            "ragged-last-group",
            List.of(WEIGHTS),
            "a smaller last group that counts as much as the others",
            new MicroBatchClip(1, 2),
            row(3, 4),
            row(0, 5),
            row(30, -40)),
        vector(
            "groups",
            List.of(ORDER),
            "samples clipped instead of groups; strided groups",
            new MicroBatchClip(2, 2),
            row(10, 0),
            row(-10, 0),
            row(0, 6),
            row(0, 8)),
        vector(
            "zero-mean",
            List.of(ZERO_OVER_ZERO),
            "0/0 where the mean is 0",
            new Normalize(),
            row(1, 2),
            row(-1, -2)),
        vector(
            "length-one",
            List.of(EPSILON, ORDER),
            "ε in the denominator; each sample normalized instead of the mean",
            new Normalize(),
            row(3, 4),
            row(0.3, 0.4),
            row(0, 100)),
        vector(
            "zero-rows-count",
            List.of(WEIGHTS, ZERO_OVER_ZERO),
            "zero rows that are dropped from n, or give 0/0",
            new PerSampleNormalize(),
            row(0, 0),
            row(3, 4),
            row(0, -2)),
        vector(
            "signs",
            List.of(SIGN_OF_ZERO, ORDER),
            "sign(0) = ±1; a majority vote for the sign of the mean",
            new Sign(),
            row(1, 0, -1),
            row(1, 0, -1),
            row(-5, 0, 0.5)),
        vector(
            "both-sides",
            List.of(KIND_OF_CLIP),
            "a clamp on one side; the norm clipped; the mean clamped",
            new CoordinateClip(1),
            row(5, -5),
            row(0.5, -7),
            row(-0.25, 0.125)),
        vector(
            "even-count",
            List.of(RANKS),
            "a lower or upper middle where the midpoint is asked for",
            new MedianOfMeans(4),
            row(1, 8),
            row(2, 4),
            row(10, 2),
            row(100, 1)),
        vector(
            "ragged-blocks",
            List.of(RANKS, COUNTING),
            "larger blocks last; strided or sorted blocks",
            new MedianOfMeans(3),
            row(1),
            row(5),
            row(2),
            row(7),
            row(20),
            row(-4),
            row(9)),
        vector(
            "square",
            List.of(ITERATION),
            "a median of coordinates; an iteration that stops short",
            new GeometricMedian(),
            row(0, 0),
            row(4, 0),
            row(0, 4),
            row(1, 1),
            row(0, 0.5)),
        vector(
            "at-a-sample",
            List.of(ZERO_OVER_ZERO),
            "a division by the distance 0 at a sample",
            new GeometricMedian(),
            row(0, 0),
            row(1, 0),
            row(-1, 0),
            row(0, 1),
            row(0, -1)),
        vector(
            "on-a-line",
            List.of(RANKS),
            "an end of the segment of minimisers where its midpoint is asked for",
            new GeometricMedian(),
            row(0, 0),
            row(1, 1),
            row(3, 3),
            row(10, 10)),
        vector(
            "both-tails",
            List.of(RANKS),
            "one tail trimmed; a mean over n; rows trimmed instead of values; twice as many trimmed",
            new TrimmedMean(1),
            row(1, -9),
            row(-100, 2),
            row(3, 4),
            row(7, 700),
            row(100, 0),
            row(5, 1)),
        vector(
            "rank",
            List.of(RANKS, COUNTING),
            "a quantile between two norms; a rank rounded down; the mean of the norms",
            new QuantileClip(0.3),
            row(3, 4),
            row(0, 1),
            row(-30, 40),
            row(0, -2),
            row(8, -6)),
        vector(
            "whole-root",
            List.of(ITERATION),
            "ψ without the quadratic term; another scale; a step that stops short",
            new Catoni(1),
            row(0, 0),
            row(8, -8),
            row(0, 0)),
        vector(
            "outlier",
            List.of(ITERATION, RANKS),
            "a mean; a median; an influence that is bounded",
            new Catoni(0.5),
            row(1),
            row(2),
            row(-1),
            row(4),
            row(1e6)));
  }

  private static double[] row(double... values) {
    return values;
  }

  private static Vector vector(
      String name, List<BugClass> flags, String hunts, EstimatorSpec spec, double[]... rows) {
    return new Vector(name, flags, hunts, Case.of(spec, rows));
  }
}
