package org.noiseproof.law;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.reference.ExactVector;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/**
 * Laws of a threshold that grows with the sample's index. What sample n adds to the sum, n E_n −
 * (n−1) E_{n−1}, depends on it and on n alone.
 */
final class IndexLaws {
  private IndexLaws() {}

  /** Of clipping. */
  static Check lengthAdded(Estimator estimator) {
    return estimator.law(
        "streaming",
        "sample n adds to the sum a vector of length min(‖g_n‖, α n^{1/β}), whatever came before",
        estimator.cases().where(input -> input.count() > 1),
        Laws.asDefined(
            (subject, input) -> {
              int n = input.count();
              double[][] rows = input.rows();
              PerSampleClip clip = (PerSampleClip) input.spec();
              double gauge = 0;
              for (int k = 0; k < n; k++) {
                gauge +=
                    Math.min(Laws.norm(rows[k]), clip.alpha() * Math.pow(k + 1.0, 1 / clip.beta()));
              }
              double expected =
                  Math.min(Laws.norm(rows[n - 1]), clip.alpha() * Math.pow(n, 1 / clip.beta()));
              double length = Laws.norm(added(subject, input));
              double ratio =
                  Agreement.forEstimates(subject, input).between(expected, length, 2 * gauge);
              return Laws.judged(
                  ratio, () -> "sample %d added %s, expected %s".formatted(n, length, expected));
            },
            estimator.type()));
  }

  /** Of truncation. */
  static Check sampleAdded(Estimator estimator) {
    return estimator.law(
        "streaming",
        "sample n adds itself to the sum, or nothing, whatever came before",
        estimator.cases().where(input -> input.count() > 1),
        (subject, input) -> {
          int n = input.count();
          double[] sample = input.rows()[n - 1];
          double[] added = added(subject, input);
          TestRatio ratio = Agreement.forEstimates(subject, input);
          ExactVector exact = ExactEstimator.estimate((EstimatorSpec) input.spec(), input.batch());
          double itself = 0;
          double nothing = 0;
          for (int j = 0; j < sample.length; j++) {
            double gauge = 2 * n * exact.gauge(j);
            itself = Math.max(itself, ratio.between(sample[j], added[j], gauge));
            nothing = Math.max(nothing, ratio.between(0, added[j], gauge));
          }
          return Laws.judged(
              Math.min(itself, nothing),
              () ->
                  "sample %d is %s and added %s"
                      .formatted(n, Arrays.toString(sample), Arrays.toString(added)));
        });
  }

  private static double[] added(Subject subject, Case input) {
    int n = input.count();
    Case before = input.with(new double[0], Arrays.copyOf(input.rows(), n - 1));
    double[] sum = Probe.estimate(subject, input);
    double[] sumBefore = Probe.estimate(subject, before);
    double[] added = new double[sum.length];
    for (int j = 0; j < added.length; j++) {
      added[j] = n * sum[j] - (n - 1) * sumBefore[j];
    }
    return added;
  }

  /** One case: two samples of norm 8, at right angles. */
  static Check orderMatters(Estimator estimator, String fate, EstimatorSpec spec) {
    Case two = Case.of(spec, new double[][] {{8, 0}, {0, 8}});
    return estimator.law(
        "order-matters",
        "where β is finite and %s, exchanging them changes the estimate".formatted(fate),
        Cases.only(two),
        Laws.asDefined(
            (subject, input) -> {
              double[] estimate = Probe.estimate(subject, input);
              double[] exchanged =
                  Probe.estimate(
                      subject,
                      input.with(
                          new double[0],
                          List.of(input.rows()).reversed().toArray(double[][]::new)));
              return Outcome.require(
                  !Probe.same(estimate, exchanged),
                  "either order gives " + Arrays.toString(estimate));
            },
            estimator.type()));
  }
}
