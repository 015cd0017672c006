package org.noiseproof.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.ensemble.Box;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/** An ensemble is the run of its replicas, each alone. */
class SteppedEnsembleTest {
  private static final Streams STREAMS = Streams.of(1, "ensemble");
  private static final OptimizerSpec HALF = new OptimizerSpec.Sgd(0.5, 0, 0, false, 0);
  private static final List<Observable> ALL =
      List.of(
          new Observable.Average(ProblemQuantity.SQUARED_GRADIENT),
          new Observable.Largest(ProblemQuantity.ERROR_NORM),
          new Observable.Last(ProblemQuantity.COORDINATE));

  private static double[][] run(EnsembleSpec spec, long first, int count) {
    return new ReferenceBackend().ensemble(spec).orElseThrow().run(STREAMS, first, count);
  }

  private static EnsembleSpec of(NoisyGradient oracle, int samples, long steps) {
    return new EnsembleSpec(
        oracle, samples, new EstimatorSpec.Mean(), HALF, List.of(4.0), steps, ALL);
  }

  @Test
  void without_noise_a_run_is_gradient_descent() {
    NoisyGradient exact = NoisyGradient.along(Quadratic.towards(0), new TwoPoint(0, 1), 1);
    assertThat(run(of(exact, 2, 3), 0, 2))
        .isDeepEqualTo(new double[][] {{(16 + 4 + 1) / 3.0, 0, 0.5}, {(16 + 4 + 1) / 3.0, 0, 0.5}});
  }

  @Test
  void a_replica_steps_with_the_noise_of_its_own_stream() {
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(0), new StudentT2(), 1);
    RandomStream random = STREAMS.replicate(7);
    double x = 4;
    double largest = 0;
    for (int t = 0; t < 3; t++) {
      double g = new StudentT2().sample(random) + x;
      largest = Math.max(largest, Math.abs(g - x));
      x = Math.fma(-0.5, g, x);
    }
    double[] seen = run(of(oracle, 1, 3), 7, 1)[0];
    assertThat(seen[1]).isEqualTo(largest);
    assertThat(seen[2]).isEqualTo(x);
  }

  @Test
  void what_a_replica_shows_does_not_depend_on_its_company() {
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), new StudentT2(), 1);
    double[][] together = run(of(oracle, 3, 5), 2, 4);
    for (int r = 0; r < 4; r++) {
      assertThat(run(of(oracle, 3, 5), 2 + r, 1)[0]).containsExactly(together[r]);
    }
    assertThat(together[0]).isNotEqualTo(together[1]);
  }

  @Test
  void points_outside_the_domain_are_projected_onto_it_and_buffers_are_not() {
    NoisyGradient exact = NoisyGradient.along(Quadratic.towards(0), new TwoPoint(0, 1), 1);
    OptimizerSpec heavy = new OptimizerSpec.Sgd(0.5, 0.5, 0, false, 0);
    EnsembleSpec spec =
        new EnsembleSpec(exact, 1, new EstimatorSpec.Mean(), heavy, List.of(4.0), 2, ALL)
            .within(new Box(3, 5));
    // b = 4, x = 2 and then 3; b = 4/2 + 3, x = 3 − 5/2 and then 3
    assertThat(run(spec, 0, 1)[0]).containsExactly((16 + 9) / 2.0, 0, 3);
    assertThat(run(spec.within(new Box(0, 5)), 0, 1)[0]).containsExactly((16 + 4) / 2.0, 0, 0);
    assertThatThrownBy(() -> spec.within(new Box(0, 1))).hasMessageContaining("start = [4.0]");
    assertThatThrownBy(() -> new Box(1, 1)).hasMessageContaining("lower = 1.0, upper = 1.0");
  }

  @Test
  void points_are_looked_at_when_they_are_to_be() {
    NoisyGradient exact = NoisyGradient.along(Quadratic.towards(0), new TwoPoint(0, 1), 1);
    PointQuantity x = PointQuantity.Linear.coordinate(0); // 8, 4, 2, 1
    PointQuantity squared = new PointQuantity.Quadratic(QuadraticForm.product(0, 0));
    double[] seen =
        run(
            EnsembleSpec.of(
                exact,
                1,
                new EstimatorSpec.Mean(),
                HALF,
                new double[] {8},
                3,
                new Observable.At(x, 0),
                new Observable.At(x, 2),
                new Observable.Last(squared),
                new Observable.Average(squared, 1),
                new Observable.Average(ProblemQuantity.VALUE, 2),
                new Observable.Largest(new PointQuantity.Ratio(squared, x)),
                new Observable.Last(new PointQuantity.LogMagnitude(x)),
                new Observable.At(new PointQuantity.Cut(x, 3, 5), 2)),
            0,
            1)[0];
    assertThat(seen).containsExactly(8, 2, 1, (16 + 4) / 2.0, 2, 8, 0, 3);
  }

  @Test
  void a_cut_keeps_what_is_inside_and_nan_counts_as_its_upper_end() {
    PointQuantity zeroOverZero =
        new PointQuantity.Ratio(
            PointQuantity.Linear.coordinate(0), PointQuantity.Linear.coordinate(0));
    assertThat(new PointQuantity.Cut(zeroOverZero, 2, 3).of(new double[1])).isEqualTo(3);
    assertThat(new PointQuantity.Cut(zeroOverZero, 0, 3).of(new double[] {7})).isEqualTo(1);
    assertThat(new PointQuantity.LogMagnitude(zeroOverZero).of(new double[1])).isNaN();
  }

  @Test
  void a_run_that_leaves_the_range_of_the_numbers_shows_nan() {
    NoisyGradient far = NoisyGradient.along(Quadratic.towards(0), new TwoPoint(1, 1e308), 2);
    assertThat(run(of(far, 1, 3), 0, 1)[0]).containsOnly(Double.NaN);
  }

  @Test
  void an_ensemble_without_steps_or_of_another_dimension_is_refused() {
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), new StudentT2(), 1);
    assertThatThrownBy(() -> of(oracle, 0, 1)).hasMessageContaining("samples = 0");
    assertThatThrownBy(() -> of(oracle, 1, 0)).hasMessageContaining("steps = 0");
    assertThatThrownBy(
            () ->
                EnsembleSpec.of(
                    oracle, 1, new EstimatorSpec.Mean(), HALF, new double[2], 1, ALL.getFirst()))
        .hasMessageContaining("start = [0.0, 0.0]");
    assertThatThrownBy(() -> new Observable.Last(ProblemQuantity.ERROR_NORM))
        .hasMessageContaining("the last point has none");
  }
}
