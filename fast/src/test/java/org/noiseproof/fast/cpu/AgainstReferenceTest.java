package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Precision;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;

class AgainstReferenceTest {
  private static final Backend CPU = new CpuBackend(2);
  private static final Backend FLOAT32 = new CpuFloat32Backend(2);

  static Stream<EstimatorSpec> estimators() {
    return Cases.ESTIMATORS.stream();
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void the_test_ratio_of_every_estimator_is_at_most_one(EstimatorSpec spec) {
    for (long seed = 0; seed < 25; seed++) {
      int n = 1 + (int) (seed * 7 % 19);
      int d = 1 + (int) (seed * 11 % 70);
      Batch batch = Cases.batch(n, d, seed, false);
      assertWithin(CPU, spec, batch, seed);
    }
  }

  /** But the geometric median's, which at such entries is the reference's own. */
  static Stream<EstimatorSpec> estimatorsAtTheEnds() {
    return estimators().filter(spec -> !(spec instanceof GeometricMedian));
  }

  @ParameterizedTest
  @MethodSource("estimatorsAtTheEnds")
  void the_test_ratio_is_at_most_one_at_the_ends_of_the_range(EstimatorSpec spec) {
    for (long seed = 0; seed < 25; seed++) {
      int n = 1 + (int) (seed * 7 % 19);
      int d = 1 + (int) (seed * 11 % 70);
      assertWithin(CPU, spec, Cases.batch(n, d, seed, true), seed);
    }
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void the_test_ratio_of_float32_is_at_most_one(EstimatorSpec spec) {
    for (long seed = 0; seed < 15; seed++) {
      int n = 1 + (int) (seed * 7 % 19);
      int d = 1 + (int) (seed * 11 % 140);
      Batch batch = Cases.batch(n, d, seed, false);
      for (int i = 0; i < n * d; i++) {
        batch.values()[i] = (float) batch.values()[i];
      }
      assertWithin(FLOAT32, spec, batch, seed);
    }
  }

  private static void assertWithin(Backend backend, EstimatorSpec spec, Batch batch, long seed) {
    GradientEstimator estimator = backend.estimator(spec).orElseThrow();
    Precision precision = backend.describe().precision();
    double ratio =
        TestRatio.of(
            estimator.estimate(batch),
            ExactEstimator.estimate(spec, batch),
            estimator.depth(batch.samples(), batch.dimension()),
            precision);
    assertThat(ratio)
        .as("%s %s, seed %d, %d × %d", precision, spec, seed, batch.samples(), batch.dimension())
        .isLessThanOrEqualTo(1);
  }
}
