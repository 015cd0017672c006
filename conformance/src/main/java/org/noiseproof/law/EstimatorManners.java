package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;

/** How an estimator treats its input, and input that it must refuse. */
final class EstimatorManners {
  private EstimatorManners() {}

  static List<Check> of(Estimator estimator) {
    List<Check> laws = new ArrayList<>();
    laws.add(
        estimator.law(
            "zero-samples",
            "samples of 0 give 0",
            (subject, input) ->
                EstimatorSymmetries.same(
                    new double[input.dimension()],
                    Probe.estimate(subject, input.mapRows(x -> 0)))));
    laws.add(
        estimator.law(
            "batch-untouched", "the batch is not written to", EstimatorManners::untouched));
    laws.add(
        estimator.law(
            "refuses-bad-samples",
            "a sample that is not finite is refused, and the message names its row and column",
            EstimatorManners::refuses));
    if (estimator == Estimator.MEDIAN_OF_MEANS) {
      laws.add(
          estimator.law(
              "refuses-empty-blocks",
              "more blocks than samples are refused",
              (subject, input) ->
                  refused(subject, input.with(new MedianOfMeans(input.count() + 1)))));
    }
    if (estimator == Estimator.TRIMMED_MEAN) {
      laws.add(
          estimator.law(
              "refuses-empty-rest",
              "trimming all samples is refused",
              (subject, input) ->
                  refused(subject, input.with(new TrimmedMean((input.count() + 1) / 2)))));
    }
    return laws;
  }

  private static Outcome refused(Subject subject, Case impossible) {
    try {
      return Outcome.broken("it gave " + Arrays.toString(Probe.estimate(subject, impossible)));
    } catch (IllegalArgumentException refusal) {
      return Outcome.EXACT;
    }
  }

  private static Outcome untouched(Subject subject, Case input) {
    Batch batch = input.batch();
    double[] before = batch.values().clone();
    Probe.estimator(subject, input).estimate(batch);
    return Outcome.require(Arrays.equals(before, batch.values()), "the batch became " + batch);
  }

  private static Outcome refuses(Subject subject, Case input) {
    GradientEstimator estimator = Probe.estimator(subject, input);
    int row = input.count() - 1;
    int column = input.dimension() / 2;
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      double[][] rows = input.rows();
      rows[row][column] = bad;
      try {
        double[] estimate = estimator.estimate(Batch.ofRows(rows));
        return Outcome.broken(
            "%s in row %d, column %d was taken and gave %s"
                .formatted(bad, row, column, Arrays.toString(estimate)));
      } catch (IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        if (!message.contains("row " + row) || !message.contains("column " + column)) {
          return Outcome.broken(
              "the refusal of %s does not name row %d and column %d: %s"
                  .formatted(bad, row, column, message));
        }
      }
    }
    return Outcome.EXACT;
  }
}
