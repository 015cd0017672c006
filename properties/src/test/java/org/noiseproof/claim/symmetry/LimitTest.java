package org.noiseproof.claim.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable.Last;
import org.noiseproof.ensemble.PointQuantity.Linear;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sampling;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Verdict;

/**
 * On an expansion that is known: SGD of rate η on ½(w − y)², y = 1 ± 1, has E(w − 1)²/η = 1/(2 − η)
 * at rest, which goes to ½.
 */
class LimitTest {
  private static final double RATE = 1 / 16.0;
  private static final Limit SPREAD = new Limit("E(w − 1)²/η", "SGD", seen -> seen[0]);

  private static double spread(double rate) {
    return 1 / (2 - rate);
  }

  /** How much less the extrapolation is off where all rates are half as large. */
  private static double gain(double... weights) {
    return Math.abs(extrapolated(RATE, weights) - 0.5)
        / Math.abs(extrapolated(RATE / 2, weights) - 0.5);
  }

  private static double extrapolated(double rate, double... weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * spread(Math.scalb(rate, -i));
    }
    return sum;
  }

  @Test
  void one_two_and_three_rates_leave_terms_of_as_many_orders() {
    for (int rates = 1; rates <= 3; rates++) {
      double order = Math.scalb(1.0, rates);
      assertThat(gain(Limit.weights(rates))).isBetween(0.9 * order, 1.1 * order);
    }
  }

  @Test
  void wrong_weights_leave_terms_of_lower_order() {
    assertThat(gain(2, -1)).isLessThan(2.5); // of the rates in the wrong order
    assertThat(gain(-1 / 3.0, 4 / 3.0)).isLessThan(2.5); // for an expansion in η²
    assertThat(gain(8 / 3.0, -2, 1 / 3.0)).isLessThan(2.5);
    assertThat(gain(0, -1, 2)).isLessThan(4.5); // without the first rate
  }

  @Test
  void the_extrapolated_mean_is_what_is_tested() {
    for (List<Double> rates : List.of(List.of(RATE), List.of(RATE, RATE / 2))) {
      Finding finding = test(new KnownSpread(), rates, 0.5);
      assertThat(finding.decision().orElseThrow().estimate())
          .isEqualTo(
              extrapolated(RATE, Limit.weights(rates.size())), within(Tolerance.CLOSED_FORM));
    }
  }

  @Test
  void the_limit_holds_where_a_finite_rate_does_not() {
    List<Double> one = List.of(0.5);
    List<Double> two = List.of(0.5, 0.25);
    List<Double> three = List.of(0.5, 0.25, 0.125);
    assertThat(test(new KnownSpread(), three, 0.5).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(test(new KnownSpread(), three, spread(0.5)).verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(test(new KnownSpread(), two, 0.5).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(test(new KnownSpread(), one, 0.5).verdict()).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void runs_that_leave_the_range_of_the_numbers_count_as_the_upper_end() {
    Limit lost = new Limit("nothing", "no runs", seen -> Double.NaN);
    Finding finding =
        lost.is(
            trial(new KnownSpread()),
            new Approach(List.of(RATE), 0, 1, 0, 0.05),
            LimitTest::runs,
            0.5);
    assertThat(finding.decision().orElseThrow().estimate()).isEqualTo(1);
    assertThat(finding.verdict()).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void no_more_than_three_rates_are_known_to_extrapolate() {
    assertThatThrownBy(() -> Limit.weights(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rates = 4");
  }

  private static Finding test(Backend backend, List<Double> rates, double value) {
    return SPREAD.is(trial(backend), new Approach(rates, 0, 1, 0.03, 0.05), LimitTest::runs, value);
  }

  private static Trial trial(Backend backend) {
    return new Trial(backend, Streams.of(1, "limit"), Scale.SHORT, new ErrorBudget(1e-8, 1e-5));
  }

  private static List<EnsembleSpec> runs(double rate) {
    return List.of(
        EnsembleSpec.of(
            new SampledGradient(
                DeepLinear.of(1, 1), Populations.labels(1, 0, 2), Sampling.WITH_REPLACEMENT),
            1,
            new Mean(),
            new Sgd(rate, 0, 0, false, 0),
            new double[] {1},
            1,
            new Last(new Linear(List.of(1.0)))));
  }

  /** Shows the expectation itself, whatever is asked. */
  private record KnownSpread() implements Backend {
    @Override
    public String name() {
      return "known";
    }

    @Override
    public Description describe() {
      return new ReferenceBackend().describe();
    }

    @Override
    public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
      return Optional.empty();
    }

    @Override
    public Optional<Optimizer> optimizer(OptimizerSpec spec) {
      return Optional.empty();
    }

    @Override
    public Optional<Ensemble> ensemble(EnsembleSpec spec) {
      double seen = spread(((Sgd) spec.optimizer()).learningRate());
      return Optional.of(
          (streams, first, count) -> {
            double[][] rows = new double[count][];
            Arrays.setAll(rows, r -> new double[] {seen});
            return rows;
          });
    }
  }
}
