package org.noiseproof.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.check.TestSubject;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.reference.ExactVector;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.OptimizerSpec.Sgd;

final class AgreementTest {
  private static final TestRatio RATIO = new TestRatio(Precision.FLOAT64, 4);
  private static final Case BATCH = Case.of(new Mean(), new double[][] {{1, 2, 3}, {3, 4, 9}});
  private static final Case RUN =
      Case.of(new Sgd(1, 0, 0, false, 0), new double[] {1, 10}, new double[][] {{1, 2}, {3, 4}});
  private static final Subject REFERENCE = Subject.of(Backends.named("reference"));
  private static final Subject FREE =
      TestSubject.optimizing(spec -> Optional.of(parameters -> gradient -> gradient));

  private static ExactVector exact() {
    return ExactEstimator.estimate(new Mean(), BATCH.batch());
  }

  @Test
  void the_worst_coordinate_decides_and_is_named() {
    Outcome outcome =
        Agreement.withExact(RATIO, exact(), new double[] {2 + 0x1p-40, 3 - 0x1p-30, 6});
    assertThat(outcome.holds()).isFalse();
    assertThat(outcome.ratio()).isEqualTo(RATIO.of(3 - 0x1p-30, Dyadic.of(3.0), exact().gauge(1)));
    assertThat(outcome.observed()).isEqualTo("coordinate 1: expected 3.0, got 2.9999999990686774");
  }

  @Test
  void a_rounding_error_within_the_depth_passes_and_is_kept() {
    Outcome outcome = Agreement.withExact(RATIO, exact(), new double[] {2, 3, 6 + 0x1p-50});
    assertThat(outcome.holds()).isTrue();
    assertThat(outcome.ratio()).isEqualTo(RATIO.of(6 + 0x1p-50, Dyadic.of(6.0), exact().gauge(2)));
    assertThat(outcome.observed()).isEmpty();
  }

  @Test
  void a_nan_and_a_missing_coordinate_are_found() {
    assertThat(Agreement.withExact(RATIO, exact(), new double[] {2, Double.NaN, 6}).holds())
        .isFalse();
    assertThat(Agreement.withExact(RATIO, exact(), new double[] {2, 3}).observed())
        .isEqualTo("expected 3 coordinates, got 2");
  }

  @Test
  void an_estimate_is_judged_at_its_declared_depth() {
    double error = 20 * 0x1p-52;
    assertThat(Agreement.ofEstimate(offBy(error, 400), BATCH).holds()).isTrue();
    assertThat(Agreement.ofEstimate(offBy(error, 4), BATCH).holds()).isFalse();
  }

  @Test
  void an_estimate_may_be_judged_by_another_definition() {
    Subject mean = offBy(0, 1);
    assertThat(Agreement.ofEstimate(mean, BATCH, new BatchClip(100)).holds()).isTrue();
    assertThat(Agreement.ofEstimate(mean, BATCH, new BatchClip(1)).holds()).isFalse();
  }

  @Test
  void a_direction_that_rounding_may_have_lost_is_not_judged() {
    double large = 2.2471164185778946E307;
    double[][] rows = {{1, 0}, {-large, 0}, {large, 2.0E-308}};
    for (EstimatorSpec spec : List.of(new Normalize(), new BatchClip(0.125))) {
      Case lost = Case.of(spec, rows);
      assertThat(Agreement.ofEstimate(Subject.of(Backends.named("cpu")), lost).holds()).isTrue();
      assertThat(Agreement.ofEstimate(REFERENCE, lost).holds()).isTrue();
    }
  }

  @Test
  void two_estimates_are_judged_on_the_gauge_of_the_case() {
    Subject subject = offBy(0, 1);
    double[] expected = {2, 3, 6};
    assertThat(Agreement.ofEstimates(subject, BATCH, expected, new double[] {2, 3, 6}).ratio())
        .isZero();
    Outcome near =
        Agreement.ofEstimates(subject, BATCH, expected, new double[] {2, 3 + 0x1p-51, 6});
    assertThat(near.holds()).isTrue();
    assertThat(near.ratio())
        .isEqualTo(new TestRatio(Precision.FLOAT64, 9).between(3, 3 + 0x1p-51, exact().gauge(1)));
    Outcome far = Agreement.ofEstimates(subject, BATCH, expected, new double[] {2, 3.5, 6});
    assertThat(far.observed())
        .isEqualTo("expected [2.0, 3.0, 6.0] up to rounding, got [2.0, 3.5, 6.0]");
  }

  @Test
  void the_ratios_have_a_few_roundings_of_their_own() {
    assertThat(Agreement.forEstimates(offBy(0, 5), BATCH).depth()).isEqualTo(13);
    assertThat(Agreement.afterSteps(REFERENCE, RUN, 3).depth()).isEqualTo(27);
    assertThat(Agreement.afterSteps(REFERENCE, RUN, 3).precision()).isEqualTo(Precision.FLOAT64);
  }

  @Test
  void the_reference_runs_from_its_own_rounded_states() {
    assertThat(Agreement.reference(RUN)).isDeepEqualTo(new double[][] {{1, 10}, {0, 8}, {-3, 4}});
    assertThat(Agreement.withReference(REFERENCE, RUN)).isEqualTo(Outcome.EXACT);
  }

  @Test
  void the_first_step_that_is_off_is_reported() {
    double[][] expected = Agreement.reference(RUN);
    double[][] actual = {{1, 10}, {0, 8.5}, {7, 7}};
    Outcome outcome = Agreement.ofRuns(FREE, RUN, expected, actual);
    assertThat(outcome.ratio()).isGreaterThan(1);
    assertThat(outcome.observed())
        .isEqualTo("after step 1 expected [0.0, 8.0] up to rounding, got [0.0, 8.5]");
  }

  @Test
  void later_steps_may_be_off_by_more_and_the_largest_ratio_is_kept() {
    double[][] expected = Agreement.reference(RUN);
    double[][] actual = {{1, 10}, {0, 8 + 0x1p-49}, {-3, 4 + 0x1p-50}};
    Outcome outcome = Agreement.ofRuns(FREE, RUN, expected, actual);
    double[][] gauges = OptimizerGauge.ofRun(FREE, RUN);
    double first = Agreement.afterSteps(FREE, RUN, 1).between(8, 8 + 0x1p-49, gauges[1][1]);
    double second = Agreement.afterSteps(FREE, RUN, 2).between(4, 4 + 0x1p-50, gauges[2][1]);
    assertThat(first).isGreaterThan(second);
    assertThat(outcome).isEqualTo(Outcome.within(first));
  }

  @Test
  void a_run_that_goes_far_is_judged_on_the_way_it_went() {
    Case still = RUN.mapRows(x -> 0);
    double[][] expected = {{0, 0}, {0x1p60, 0}, {0, 0}};
    double[][] actual = {{0, 0}, {0x1p60, 0}, {1, 0}};
    assertThat(Agreement.ofRuns(FREE, still, expected, actual).holds()).isTrue();
    double[][] near = {{0, 0}, {0, 0}, {1, 0}};
    assertThat(Agreement.ofRuns(FREE, still, near, near).ratio()).isZero();
    assertThat(Agreement.ofRuns(FREE, still, new double[][] {{0, 0}, {0, 0}, {0, 0}}, near).holds())
        .isFalse();
  }

  private static Subject offBy(double relative, int depth) {
    return TestSubject.estimating(
        new GradientEstimator() {
          @Override
          public double[] estimate(Batch gradients) {
            double[] mean = ExactEstimator.estimate(new Mean(), gradients).rounded();
            for (int j = 0; j < mean.length; j++) {
              mean[j] *= 1 + relative;
            }
            return mean;
          }

          @Override
          public int depth(int samples, int dimension) {
            return depth;
          }
        });
  }
}
