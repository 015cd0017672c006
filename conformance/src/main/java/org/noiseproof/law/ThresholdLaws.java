package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/** What a threshold means, whether it clips or discards. */
final class ThresholdLaws {
  private ThresholdLaws() {}

  static List<Check> of(Estimator estimator) {
    List<Check> laws = new ArrayList<>();
    laws.add(
        estimator.law(
            "infinite-threshold",
            "an infinite threshold gives the mean",
            (subject, input) ->
                Agreement.ofEstimate(
                    subject,
                    input.with(Estimator.withThreshold(input, Double.POSITIVE_INFINITY)),
                    new Mean())));
    laws.add(
        estimator.law(
            "zero-threshold",
            "the threshold 0 gives 0",
            Laws.unless(
                (subject, input) ->
                    EstimatorSymmetries.same(
                        new double[input.dimension()],
                        Probe.estimate(subject, input.with(Estimator.withThreshold(input, 0)))),
                "by_value_from_above")));
    laws.add(
        estimator.law(
            "contract",
            estimator == Estimator.COORDINATE_CLIP
                ? "no coordinate of the estimate is beyond the threshold"
                : "the estimate is not longer than the mean of the thresholds",
            estimator.cases().where(i -> Estimator.threshold(i) < Double.POSITIVE_INFINITY),
            Laws.unless(ThresholdLaws::contract, "by_value", "by_value_from_above")));
    if (estimator != Estimator.COORDINATE_CLIP) {
      laws.add(
          estimator.law(
              "boundary",
              "a sample whose norm is the threshold is left as it is, to the bit",
              Cases.drawn(draw -> onTheBoundary(estimator, draw))
                  .where(input -> Laws.hasNorm(input.rows()[0], Estimator.threshold(input))),
              Laws.unless(
                  (subject, input) ->
                      EstimatorSymmetries.same(input.rows()[0], Probe.estimate(subject, input)),
                  "floored_norm")));
    }
    return laws;
  }

  private static Outcome contract(Subject subject, Case input) {
    double[] estimate = Probe.estimate(subject, input);
    double length =
        input.spec() instanceof CoordinateClip
            ? DoubleStream.of(estimate).map(Math::abs).max().orElseThrow()
            : Laws.norm(estimate);
    double bound = bound(input);
    double ratio = Agreement.forEstimates(subject, input).above(length, bound, bound);
    return Laws.judged(
        ratio,
        () ->
            "the estimate %s reaches %s, expected at most %s"
                .formatted(Arrays.toString(estimate), length, bound));
  }

  private static double bound(Case input) {
    return switch ((EstimatorSpec) input.spec()) {
      case PerSampleClip(double alpha, double beta) -> meanThreshold(alpha, beta, input.count());
      case TruncatedMean(double alpha, double beta) -> meanThreshold(alpha, beta, input.count());
      case EstimatorSpec other -> Estimator.threshold(input);
    };
  }

  private static double meanThreshold(double alpha, double beta, int n) {
    double sum = 0;
    for (int k = 1; k <= n; k++) {
      sum += alpha * Math.pow(k, 1 / beta);
    }
    return sum / n;
  }

  /** One sample of an exact norm, which is the threshold. */
  private static Case onTheBoundary(Estimator estimator, Draw draw) {
    double[] row = draw.pythagorean(1 + draw.size(7), draw.between(-20, 20));
    double norm = Laws.norm(row);
    EstimatorSpec spec =
        switch (estimator) {
          case PER_SAMPLE_CLIP -> new PerSampleClip(norm, 2);
          case TRUNCATED_MEAN -> new TruncatedMean(norm, 2);
          case BATCH_CLIP -> new BatchClip(norm);
          case MICRO_BATCH_CLIP -> new MicroBatchClip(norm, 1);
          case COORDINATE_CLIP,
              MEAN,
              NORMALIZE,
              PER_SAMPLE_NORMALIZE,
              SIGN,
              MEDIAN_OF_MEANS,
              GEOMETRIC_MEDIAN,
              CATONI,
              QUANTILE_CLIP,
              TRIMMED_MEAN ->
              throw new IllegalArgumentException(estimator + " has no ball");
        };
    return Case.of(spec, new double[][] {row});
  }
}
