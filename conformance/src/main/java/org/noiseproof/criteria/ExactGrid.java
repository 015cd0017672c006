package org.noiseproof.criteria;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Draw;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
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
import org.noiseproof.spec.MatrixOptimizerSpec;
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
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;

/**
 * Criterion A: where every intermediate result is representable, nothing is rounded and the bits
 * are the exact ones, whatever the order of operations. For every number of columns from 1 to
 * {@value #COLUMNS}, four of the widest vectors and three more, so that every tail of every lane
 * width is met; numbers of rows that are powers of two; entries that are small integers. A row that
 * is to be rescaled has one entry, ±2ᵏ, so that its norm, its factor and its direction are exact;
 * one that is not has several. Matrices have a {@link MatrixGrid} of their own.
 */
final class ExactGrid {
  private ExactGrid() {}

  /** 4 · 16 + 3: 16 floats are the widest vector. */
  static final int COLUMNS = 67;

  private static final long SEED = 0;

  static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (EstimatorSpec spec :
        List.of(
            new Mean(),
            new PerSampleClip(5, 1),
            new TruncatedMean(5, 1),
            new BatchClip(4),
            new MicroBatchClip(4, 2),
            new Normalize(),
            new PerSampleNormalize(),
            new Sign(),
            new CoordinateClip(3),
            new QuantileClip(0.5),
            new TrimmedMean(1),
            new MedianOfMeans(2))) {
      checks.add(check(spec, estimates(spec), ExactGrid::sameEstimate));
    }
    for (List<OptimizerSpec> specs :
        List.of(
            List.<OptimizerSpec>of(
                new Sgd(0.25, 0.5, 0, false, 0),
                new Sgd(0.25, 0.5, 0, true, 0),
                new Sgd(0.25, 0.5, 0.5, false, 0.5)),
            List.<OptimizerSpec>of(
                new ClippedSgd(0.5, 5, 0.5, false), new ClippedSgd(0.5, 5, 0.5, true)),
            List.<OptimizerSpec>of(
                new NormalizedSgd(0.25, 0, false),
                new NormalizedSgd(0.25, 0.5, false),
                new NormalizedSgd(0.25, 0.5, true)),
            List.<OptimizerSpec>of(new SignSgd(0.25, 0.5)),
            List.<OptimizerSpec>of(new Adam(0.25, 0.5, 0.75, 0, 0)),
            List.<OptimizerSpec>of(new Rmsprop(0.25, 0.75, 0)),
            List.<OptimizerSpec>of(new Adagrad(0.25, 0, 0)),
            List.<OptimizerSpec>of(new Adadelta(0.5, 0.25, 0.25)),
            List.<OptimizerSpec>of(new Adamax(0.25, 0.5, 0.5, 0)),
            List.<OptimizerSpec>of(new Nadam(0.25, 0, 0.75, 0)),
            List.<OptimizerSpec>of(new Amsgrad(0.25, 0.5, 0.75, 0)),
            List.<OptimizerSpec>of(new Adabelief(0.25, 0.5, 0.75, 0)),
            List.<OptimizerSpec>of(new Lion(0.25, 0.5, 0.5, 0.5)),
            List.<OptimizerSpec>of(
                new Scheduled(new Sgd(0.25, 0.5, 0, false, 0), new Power(1, 0), new Constant()),
                new Scheduled(new ClippedSgd(1, 2, 0.5), new Horizon(-1, 4), new Power(1, 1))))) {
      List<Case> cases = specs.stream().flatMap(spec -> runs(spec).stream()).toList();
      checks.add(check(specs.getFirst(), cases, ExactGrid::sameRun));
    }
    for (List<MatrixOptimizerSpec> specs : MatrixGrid.specs()) {
      List<Case> cases =
          specs.stream()
              .flatMap(
                  spec ->
                      MatrixGrid.runs(spec, Streams.of(SEED, "criterion/A/" + SpecJson.write(spec)))
                          .stream())
              .toList();
      checks.add(check(specs.getFirst(), cases, ExactGrid::sameRun));
    }
    return checks;
  }

  private static Check check(Spec spec, List<Case> cases, Check.Test test) {
    String type = SpecJson.type(spec);
    return new Check(
        "criterion/A/" + type,
        "where nothing has to be rounded the bits are the exact ones, for 1 to %d columns"
            .formatted(COLUMNS),
        type,
        true,
        new Cases.Listed(cases),
        test);
  }

  private static Outcome sameEstimate(Subject subject, Case input) {
    double[] expected =
        ExactEstimator.estimate((EstimatorSpec) input.spec(), input.batch()).rounded();
    double[] actual = Probe.estimate(subject, input);
    return Outcome.require(
        Probe.same(expected, actual),
        "expected exactly %s, got %s"
            .formatted(Arrays.toString(expected), Arrays.toString(actual)));
  }

  /** A grid is one of the spec's own dialect: what another makes of it may need rounding. */
  private static Outcome sameRun(Subject subject, Case input) {
    String type = SpecJson.type(input.spec());
    if (!Dialects.of(type).isEmpty() && !subject.dialect(type).isCanonical()) {
      throw new NotImplemented("speaks " + subject.dialect(type).id());
    }
    return Probe.same(Agreement.reference(input), Probe.trajectory(subject, input));
  }

  private static List<Case> estimates(EstimatorSpec spec) {
    Streams streams = Streams.of(SEED, "criterion/A/" + SpecJson.type(spec));
    List<Case> cases = new ArrayList<>();
    for (int columns = 1; columns <= COLUMNS; columns++) {
      for (int samples : columns % 2 == 0 ? new int[] {2, 4} : new int[] {2, 8}) {
        Draw draw = new Draw(streams.replicate(columns, samples), Precision.FLOAT32);
        double[][] rows = new double[samples][];
        for (int k = 0; k < samples; k++) {
          rows[k] =
              switch (spec) {
                case PerSampleClip clip -> clippable(draw, columns, 3);
                case MicroBatchClip clip -> k % 2 == 0 ? clippable(draw, columns, 2) : rows[k - 1];
                case BatchClip clip -> k == 0 ? clippable(draw, columns, 2) : rows[0];
                case Normalize normalize -> k == 0 ? axis(draw, columns) : rows[0];
                case PerSampleNormalize normalize -> axis(draw, columns);
                case QuantileClip quantile -> axis(draw, columns);
                case EstimatorSpec other -> integers(draw, columns, 8);
              };
        }
        // A power of two is left of the samples.
        cases.add(Case.of(spec instanceof TrimmedMean ? new TrimmedMean(samples / 4) : spec, rows));
      }
    }
    return cases;
  }

  private static List<Case> runs(OptimizerSpec spec) {
    Streams streams = Streams.of(SEED, "criterion/A/" + SpecJson.type(spec));
    List<Case> cases = new ArrayList<>();
    for (int columns = 1; columns <= COLUMNS; columns++) {
      Draw draw = new Draw(streams.replicate(columns), Precision.FLOAT32);
      double[][] gradients = new double[isRepresentableOnce(spec) ? 1 : 3][];
      for (int t = 0; t < gradients.length; t++) {
        gradients[t] = gradient(spec, draw, columns, t);
      }
      cases.add(Case.of(spec, integers(draw, columns, 8), gradients));
    }
    return cases;
  }

  /** A second step would need corrections and roots that are rounded. */
  private static boolean isRepresentableOnce(OptimizerSpec spec) {
    return spec instanceof Adam
        || (spec instanceof CoordinatewiseOptimizerSpec && !(spec instanceof Lion));
  }

  /** A buffer that is to be rescaled has one entry, too. */
  private static double[] gradient(OptimizerSpec spec, Draw draw, int columns, int t) {
    return switch (spec) {
      case Sgd _, SignSgd _, Lion _ -> integers(draw, columns, 8);
      case Adadelta _ -> integers(draw, columns, 1);
      case ClippedSgd clipped ->
          clipped.clipAfterMomentum() && t > 0 ? new double[columns] : clippable(draw, columns, 5);
      case NormalizedSgd normalized ->
          normalized.momentum() > 0 && t > 0 ? new double[columns] : axis(draw, columns);
      case Adam _, CoordinatewiseOptimizerSpec _ -> powers(draw, columns);
      case MatrixOptimizerSpec _ -> throw new AssertionError(spec);
      case Scheduled scheduled -> gradient(scheduled.optimizer(), draw, columns, t);
    };
  }

  private static double[] integers(Draw draw, int columns, int largest) {
    double[] row = new double[columns];
    for (int j = 0; j < columns; j++) {
      row[j] = draw.between(-largest, largest);
    }
    return row;
  }

  private static double[] powers(Draw draw, int columns) {
    double[] row = new double[columns];
    for (int j = 0; j < columns; j++) {
      row[j] = Math.scalb(draw.random().nextSign(), draw.between(-3, 3));
    }
    return row;
  }

  /**
   * One entry of any size, or some of at most √limit in all, so that only the former is clipped.
   */
  private static double[] clippable(Draw draw, int columns, int limit) {
    if (draw.coin()) {
      return axis(draw, columns);
    }
    double[] row = new double[columns];
    for (int entries = 0; entries < limit; entries++) {
      row[draw.between(0, columns - 1)] = draw.random().nextSign();
    }
    return row;
  }

  private static double[] axis(Draw draw, int columns) {
    double[] row = new double[columns];
    row[draw.between(0, columns - 1)] = Math.scalb(draw.random().nextSign(), draw.between(-4, 6));
    return row;
  }
}
