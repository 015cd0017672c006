package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.spec.EstimatorSpec.Catoni;

/** Catoni's estimator against its definition, logarithms and all. */
class CatoniTest {
  /** Of the logarithms: enough for samples that are 2⁻²⁰⁰⁰ apart in units of 1/scale. */
  private static final int BITS = 2600;

  private final SplittableRandom random = new SplittableRandom(20260012);

  @Test
  void the_sum_of_influences_changes_its_sign_within_rounding_of_the_estimate() {
    for (int i = 0; i < 60; i++) {
      Batch batch = i % 3 == 0 ? HardBatches.anyMagnitude(random) : HardBatches.cancelling(random);
      double scale = Math.scalb(1.0, random.nextInt(-30, 30));
      ExactVector estimate = ExactEstimator.estimate(new Catoni(scale), batch);
      for (int j = 0; j < batch.dimension(); j++) {
        assertThat(estimate.gauge(j))
            .isGreaterThanOrEqualTo(Math.abs(estimate.value(j).toDouble()));
        if (estimate.gauge(j) == 0 || Double.isInfinite(estimate.gauge(j))) {
          continue;
        }
        Dyadic margin = Dyadic.of(estimate.gauge(j)).scale(-100);
        assertThat(influence(batch, j, scale, estimate.value(j).minus(margin))).isPositive();
        assertThat(influence(batch, j, scale, estimate.value(j).plus(margin))).isNegative();
      }
    }
  }

  /** The sign of Σ ψ(a (x_k − θ)). */
  private static int influence(Batch batch, int column, double scale, Dyadic theta) {
    Dyadic sum = Dyadic.ZERO;
    for (int k = 0; k < batch.samples(); k++) {
      Dyadic y = Dyadic.of(batch.at(k, column)).minus(theta).times(Dyadic.of(scale));
      Dyadic inside = Dyadic.ONE.plus(y.abs()).plus(y.square().scale(-1));
      Dyadic log = ExactMath.log(inside, BITS);
      sum = sum.plus(y.signum() < 0 ? log.negate() : log);
    }
    return sum.signum();
  }

  @Test
  void the_gauge_bounds_the_rounding_errors_of_a_plain_bisection() {
    double worst = 0;
    for (int i = 0; i < 400; i++) {
      Batch batch = HardBatches.cancelling(random);
      Catoni spec = new Catoni(Math.scalb(1 + random.nextDouble(), random.nextInt(-30, 30)));
      ExactVector exact = ExactEstimator.estimate(spec, batch);
      double[] plain = DoubleDefinitions.estimate(spec, batch);
      double gamma = Tolerance.gamma(batch.samples() + 16, Tolerance.UNIT_ROUNDOFF);
      for (int j = 0; j < plain.length; j++) {
        double error = Dyadic.of(plain[j]).minus(exact.value(j)).abs().toDouble();
        double ratio = error == 0 ? 0 : error / (gamma * exact.gauge(j));
        assertThat(ratio).as("%s on %s", spec, batch).isLessThanOrEqualTo(1);
        worst = Math.max(worst, ratio);
      }
    }
    assertThat(worst).as("the criterion is not idle").isGreaterThan(0.05);
  }
}
