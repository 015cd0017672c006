package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.EstimatorSpec;

/** What an exact change of coordinates does to an estimate. */
final class EstimatorSymmetries {
  private EstimatorSymmetries() {}

  private static final int FACTOR = 8;
  private static final int SHIFT = 16;
  private static final int LARGEST_INTEGER = 1 << 10;

  static List<Check> of(Estimator estimator) {
    List<Check> laws = new ArrayList<>();
    laws.add(
        estimator.law(
            "oddness",
            "negated samples give the negated estimate, to the bit",
            Laws.unless(
                (subject, input) ->
                    same(
                        scaled(Probe.estimate(subject, input), -1),
                        Probe.estimate(subject, input.mapRows(x -> -x))),
                "by_value_from_above")));
    laws.add(
        estimator.law(
            "units",
            switch (estimator) {
              case NORMALIZE, PER_SAMPLE_NORMALIZE, SIGN ->
                  "samples in other units give the same estimate, to the bit";
              case PER_SAMPLE_CLIP, TRUNCATED_MEAN, BATCH_CLIP, MICRO_BATCH_CLIP, COORDINATE_CLIP ->
                  "samples and threshold in other units give the estimate in them, to the bit";
              case CATONI ->
                  "samples and scale in other units give the estimate in them, to the bit";
              case MEAN, MEDIAN_OF_MEANS, GEOMETRIC_MEDIAN, QUANTILE_CLIP, TRIMMED_MEAN ->
                  "samples in other units give the estimate in them, to the bit";
            },
            Laws.unless((subject, input) -> units(estimator, subject, input), "floored_norm")));
    laws.add(
        estimator.law(
            "rotation",
            "coordinates permuted and reflected give the estimate in those coordinates",
            Laws.unless(
                (subject, input) -> rotation(estimator, subject, input), "by_value_from_above")));
    if (estimator.locates()) {
      laws.add(
          estimator.law(
              "translation",
              "integer samples moved by an integer move the estimate by it",
              (subject, input) -> translation(subject, input)));
    }
    if (estimator == Estimator.PER_SAMPLE_NORMALIZE) {
      laws.add(
          estimator.law(
              "lengths-do-not-matter",
              "each sample scaled by a power of two of its own gives the same estimate, to the bit",
              (subject, input) -> {
                double[][] rows = input.rows();
                for (int k = 0; k < rows.length; k++) {
                  rows[k] = scaled(rows[k], Math.scalb(1.0, k % 5 - 2));
                }
                return same(
                    Probe.estimate(subject, input),
                    Probe.estimate(subject, input.with(new double[0], rows)));
              }));
    }
    return laws;
  }

  /** Whether two estimates are the same to the bit. */
  static Outcome same(double[] expected, double[] actual) {
    return Probe.same(new double[][] {expected}, new double[][] {actual});
  }

  private static Outcome units(Estimator estimator, Subject subject, Case input) {
    double factor =
        switch (estimator) {
          case NORMALIZE, PER_SAMPLE_NORMALIZE, SIGN -> 1;
          case MEAN,
              PER_SAMPLE_CLIP,
              TRUNCATED_MEAN,
              BATCH_CLIP,
              MICRO_BATCH_CLIP,
              COORDINATE_CLIP,
              MEDIAN_OF_MEANS,
              GEOMETRIC_MEDIAN,
              CATONI,
              QUANTILE_CLIP,
              TRIMMED_MEAN ->
              FACTOR;
        };
    EstimatorSpec larger = Estimator.inUnits(input, FACTOR);
    return same(
        scaled(Probe.estimate(subject, input), factor),
        Probe.estimate(subject, input.with(larger).mapRows(x -> FACTOR * x)));
  }

  private static Outcome rotation(Estimator estimator, Subject subject, Case input) {
    double[] expected = rotated(Probe.estimate(subject, input));
    Case rotated =
        input.with(
            new double[0],
            Stream.of(input.rows()).map(EstimatorSymmetries::rotated).toArray(double[][]::new));
    double[] actual = Probe.estimate(subject, rotated);
    return estimator.coordinateWise()
        ? same(expected, actual)
        : Agreement.ofEstimates(subject, rotated, expected, actual);
  }

  private static Outcome translation(Subject subject, Case input) {
    Case integers = input.mapRows(x -> Math.rint(Math.clamp(x, -LARGEST_INTEGER, LARGEST_INTEGER)));
    double[] expected = Probe.estimate(subject, integers);
    for (int j = 0; j < expected.length; j++) {
      expected[j] += SHIFT;
    }
    Case moved = integers.mapRows(x -> x + SHIFT);
    return Agreement.ofEstimates(subject, moved, expected, Probe.estimate(subject, moved));
  }

  /** The coordinates in reverse, every other one negated. */
  private static double[] rotated(double[] values) {
    double[] rotated = new double[values.length];
    for (int j = 0; j < values.length; j++) {
      rotated[j] = (j % 2 == 0 ? 1 : -1) * values[values.length - 1 - j];
    }
    return rotated;
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(x -> factor * x).toArray();
  }
}
