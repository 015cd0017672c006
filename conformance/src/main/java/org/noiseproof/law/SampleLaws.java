package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.EstimatorDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.reference.ExactVector;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.QuantileClip;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/** How samples count: in which order, how often, alone and in groups. */
final class SampleLaws {
  private SampleLaws() {}

  /** Of samples within 2⁴⁰, where ψ(y) = y − y³/6 + … is y to more than 100 bits. */
  private static final double SMALL_SCALE = 0x1p-100;

  static List<Check> of(Estimator estimator) {
    List<Check> laws = new ArrayList<>();
    if (estimator != Estimator.MICRO_BATCH_CLIP && estimator != Estimator.MEDIAN_OF_MEANS) {
      laws.add(
          estimator.law(
              "order",
              "the samples in another order give the same estimate"
                  + switch (estimator) {
                    case PER_SAMPLE_CLIP, TRUNCATED_MEAN -> ", where β is infinite";
                    case Estimator other -> "";
                  },
              estimator.cases().where(Estimator::ignoresOrder),
              (subject, input) -> {
                Case reversed =
                    input.with(
                        new double[0], List.of(input.rows()).reversed().toArray(double[][]::new));
                return Agreement.ofEstimates(
                    subject,
                    reversed,
                    Probe.estimate(subject, input),
                    Probe.estimate(subject, reversed));
              }));
    }
    laws.add(
        estimator.law(
            "every-sample-twice",
            "every sample twice in a row gives the same estimate"
                + switch (estimator) {
                  case PER_SAMPLE_CLIP, TRUNCATED_MEAN -> ", where β is infinite";
                  case MICRO_BATCH_CLIP -> ", in groups of twice the size";
                  case TRIMMED_MEAN -> ", where twice as many are trimmed";
                  case MEDIAN_OF_MEANS -> ", where the blocks are of one size";
                  case MEAN,
                      BATCH_CLIP,
                      NORMALIZE,
                      PER_SAMPLE_NORMALIZE,
                      SIGN,
                      COORDINATE_CLIP,
                      GEOMETRIC_MEDIAN,
                      CATONI,
                      QUANTILE_CLIP ->
                      "";
                },
            estimator.cases().where(SampleLaws::mayBeDoubled),
            SampleLaws::doubled));
    if (estimator.locates()) {
      laws.add(
          estimator.law(
              "single-sample",
              "the estimate from one sample is that sample, to the bit",
              (subject, input) -> {
                Case single =
                    input
                        .with(
                            switch ((EstimatorSpec) input.spec()) {
                              case MedianOfMeans median -> new MedianOfMeans(1);
                              case TrimmedMean trimmed -> new TrimmedMean(0);
                              case EstimatorSpec other -> other;
                            })
                        .with(new double[0], new double[][] {input.rows()[0]});
                return EstimatorSymmetries.same(input.rows()[0], Probe.estimate(subject, single));
              }));
      laws.add(
          estimator.law(
              "within-range",
              "no coordinate of the estimate is outside the samples' range",
              SampleLaws::withinRange));
    }
    laws.addAll(reductions(estimator));
    return laws;
  }

  private static boolean mayBeDoubled(Case input) {
    return switch ((EstimatorSpec) input.spec()) {
      case PerSampleClip clip -> clip.beta() == Double.POSITIVE_INFINITY;
      case TruncatedMean truncated -> truncated.beta() == Double.POSITIVE_INFINITY;
      case MedianOfMeans median ->
          median.blocks() <= input.count() && input.count() % median.blocks() == 0;
      case EstimatorSpec other -> true;
    };
  }

  private static Outcome doubled(Subject subject, Case input) {
    double[][] rows =
        Stream.of(input.rows()).flatMap(row -> Stream.of(row, row)).toArray(double[][]::new);
    EstimatorSpec spec =
        switch ((EstimatorSpec) input.spec()) {
          case MicroBatchClip(double threshold, int size) ->
              new MicroBatchClip(threshold, 2 * size);
          case TrimmedMean(int trim) -> new TrimmedMean(2 * trim);
          case EstimatorSpec other -> other;
        };
    Case twice = input.with(spec).with(new double[0], rows);
    return Agreement.ofEstimates(
        subject, twice, Probe.estimate(subject, input), Probe.estimate(subject, twice));
  }

  private static Outcome withinRange(Subject subject, Case input) {
    GradientEstimator estimator = Probe.estimator(subject, input);
    double[] estimate = estimator.estimate(input.batch());
    TestRatio ratio = Agreement.forEstimates(subject, input);
    ExactVector exact = ExactEstimator.estimate((EstimatorSpec) input.spec(), input.batch());
    Outcome worst = Outcome.EXACT;
    for (int j = 0; j < estimate.length; j++) {
      int column = j;
      double low = Stream.of(input.rows()).mapToDouble(row -> row[column]).min().orElseThrow();
      double high = Stream.of(input.rows()).mapToDouble(row -> row[column]).max().orElseThrow();
      double gauge = exact.gauge(j);
      String observed =
          "coordinate %d is %s, expected it from %s to %s".formatted(j, estimate[j], low, high);
      double beyond =
          Math.max(ratio.above(estimate[j], high, gauge), ratio.above(-estimate[j], -low, gauge));
      worst = worst.worst(Laws.judged(beyond, () -> observed));
    }
    return worst;
  }

  /** Where one estimator becomes another. */
  private static List<Check> reductions(Estimator estimator) {
    return switch (estimator) {
      case MICRO_BATCH_CLIP ->
          List.of(
              becomes(
                  estimator,
                  "groups-of-one",
                  "in groups of one it is per_sample_clip",
                  clip -> new MicroBatchClip(threshold(clip), 1),
                  clip -> new PerSampleClip(threshold(clip), Double.POSITIVE_INFINITY)),
              becomes(
                  estimator,
                  "one-group",
                  "in one group it is batch_clip",
                  clip -> new MicroBatchClip(threshold(clip), clip.count()),
                  clip -> new BatchClip(threshold(clip))));
      case MEDIAN_OF_MEANS ->
          List.of(
              becomes(
                  estimator,
                  "one-block",
                  "of one block it is the mean",
                  input -> new MedianOfMeans(1),
                  input -> new Mean()));
      case PER_SAMPLE_CLIP ->
          List.of(
              single(
                  estimator,
                  "single-sample",
                  "of one sample it is batch_clip",
                  input -> new BatchClip(threshold(input))),
              IndexLaws.lengthAdded(estimator),
              IndexLaws.orderMatters(
                  estimator, "both samples are clipped", new PerSampleClip(1, 1)));
      case TRUNCATED_MEAN ->
          List.of(
              estimator.law(
                  "single-sample",
                  "one sample is kept as it is or discarded, to the bit",
                  (subject, input) -> {
                    double[] row = input.rows()[0];
                    double[] estimate =
                        Probe.estimate(subject, input.with(new double[0], new double[][] {row}));
                    return Outcome.require(
                        Probe.same(row, estimate) || Probe.same(new double[row.length], estimate),
                        Arrays.toString(row) + " gives " + Arrays.toString(estimate));
                  }),
              IndexLaws.sampleAdded(estimator),
              IndexLaws.orderMatters(
                  estimator, "only the second sample is kept", new TruncatedMean(4, 1)));
      case BATCH_CLIP ->
          List.of(
              single(
                  estimator,
                  "single-sample",
                  "of one sample it is per_sample_clip",
                  input -> new PerSampleClip(threshold(input), Double.POSITIVE_INFINITY)));
      case PER_SAMPLE_NORMALIZE ->
          List.of(
              single(
                  estimator,
                  "single-sample",
                  "of one sample it is normalize",
                  x -> new Normalize()));
      case COORDINATE_CLIP ->
          List.of(
              estimator.law(
                  "one-coordinate",
                  "of one coordinate it is per_sample_clip",
                  (subject, input) -> {
                    Case first =
                        input.with(
                            new double[0],
                            Stream.of(input.rows())
                                .map(row -> new double[] {row[0]})
                                .toArray(double[][]::new));
                    return Agreement.ofEstimate(
                        subject,
                        first,
                        new PerSampleClip(threshold(first), Double.POSITIVE_INFINITY));
                  }));
      case TRIMMED_MEAN ->
          List.of(
              becomes(
                  estimator,
                  "untrimmed",
                  "with nothing trimmed it is the mean",
                  input -> new TrimmedMean(0),
                  input -> new Mean()),
              becomes(
                  estimator,
                  "median",
                  "with all but the middle trimmed it is the median",
                  input -> new TrimmedMean((input.count() - 1) / 2),
                  input -> new MedianOfMeans(input.count())));
      case QUANTILE_CLIP ->
          List.of(
              single(estimator, "single-sample", "of one sample it is the mean", x -> new Mean()),
              becomes(
                  estimator,
                  "whole-quantile",
                  "at the quantile 1 it is the mean",
                  input -> new QuantileClip(1),
                  input -> new Mean()),
              estimator.law(
                  "threshold-is-a-norm",
                  "it is per_sample_clip at the norm of its rank",
                  Cases.drawn(SampleLaws::exactNorms).where(SampleLaws::normsAreExact),
                  (subject, input) -> {
                    double[] norms = Stream.of(input.rows()).mapToDouble(Laws::norm).toArray();
                    Arrays.sort(norms);
                    int rank = ((QuantileClip) input.spec()).rank(input.count());
                    return Agreement.ofEstimate(
                        subject,
                        input,
                        new PerSampleClip(norms[rank - 1], Double.POSITIVE_INFINITY));
                  }));
      case CATONI ->
          List.of(
              becomes(
                  estimator,
                  "small-scale",
                  "under a scale that makes every sample small it is the mean",
                  input -> new Catoni(SMALL_SCALE),
                  input -> new Mean()));
      case MEAN, NORMALIZE, SIGN, GEOMETRIC_MEDIAN -> List.of();
    };
  }

  private static boolean normsAreExact(Case input) {
    return Stream.of(input.rows()).allMatch(row -> Laws.hasNorm(row, Laws.norm(row)));
  }

  /** Samples whose norms are exact numbers, some of them equal. */
  private static Case exactNorms(Draw draw) {
    int dimension = 1 + draw.size(7);
    double[][] rows = new double[draw.size(EstimatorDraws.MOST_ROWS)][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = draw.pythagorean(dimension, draw.between(-6, 6));
      if (draw.coin()) {
        int earlier = draw.between(0, k);
        Arrays.setAll(rows[k], j -> -rows[earlier][dimension - 1 - j]);
      }
    }
    return Case.of(EstimatorDraws.spec(QuantileClip.class, draw, rows.length), rows);
  }

  private interface Respecified {
    EstimatorSpec spec(Case input);
  }

  private static Check becomes(
      Estimator estimator, String name, String demand, Respecified from, Respecified to) {
    return estimator.law(
        name,
        demand,
        Laws.asDefined(
            (subject, input) ->
                Agreement.ofEstimate(subject, input.with(from.spec(input)), to.spec(input)),
            estimator.type()));
  }

  private static Check single(Estimator estimator, String name, String demand, Respecified to) {
    return estimator.law(
        name,
        demand,
        Laws.asDefined(
            (subject, input) -> {
              Case one = input.with(new double[0], new double[][] {input.rows()[0]});
              return Agreement.ofEstimate(subject, one, to.spec(one));
            },
            estimator.type()));
  }

  private static double threshold(Case input) {
    return Estimator.threshold(input);
  }
}
