package org.noiseproof.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
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

class WrongEstimatorsTest {
  private static final Backend REFERENCE = new ReferenceBackend();

  private static final List<EstimatorSpec> SPECS =
      List.of(
          new Mean(),
          new PerSampleClip(2, 1.5),
          new PerSampleClip(3, Double.POSITIVE_INFINITY),
          new PerSampleClip(49, Double.POSITIVE_INFINITY),
          new PerSampleClip(0, 1.5),
          new TruncatedMean(5, Double.POSITIVE_INFINITY),
          new TruncatedMean(4, 1.5),
          new BatchClip(2),
          new MicroBatchClip(2, 2),
          new Normalize(),
          new PerSampleNormalize(),
          new Sign(),
          new CoordinateClip(2),
          new MedianOfMeans(2),
          new MedianOfMeans(4),
          new GeometricMedian(),
          new Catoni(0.5),
          new QuantileClip(0.5),
          new QuantileClip(0.9),
          new TrimmedMean(1));

  private static final List<Batch> BATCHES =
      List.of(
          Batch.ofRows(new double[][] {{14, 21, 42}}),
          Batch.ofRows(new double[][] {{0, 0}}),
          Batch.ofRows(new double[][] {{1e200, 2e200}}),
          Batch.ofRows(new double[][] {{3, 4}, {-1, 0.1}, {0, 0}, {5, -7}, {0.3, -9}}),
          Batch.ofRows(new double[][] {{1, -1}, {2, -3}, {7, 1}, {-40, 2}, {1.1, 0}, {0.2, -6}}));

  static Stream<Specimen> all() {
    return WrongEstimators.all().stream();
  }

  /** All but the one that is right on all numbers. */
  static Stream<Specimen> wrongOnNumbers() {
    return all().filter(specimen -> !specimen.equals(WrongAverages.NAN_AS_ZERO));
  }

  @ParameterizedTest
  @MethodSource("wrongOnNumbers")
  void is_wrong_on_some_batch(Specimen specimen) {
    assertThat(
            SPECS.stream()
                .filter(specimen.pretends()::isInstance)
                .anyMatch(
                    spec -> BATCHES.stream().anyMatch(batch -> differs(specimen, spec, batch))))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("all")
  void implements_only_what_it_pretends_to(Specimen specimen) {
    assertThat(SPECS)
        .allSatisfy(
            spec ->
                assertThat(specimen.backend().estimator(spec).isPresent())
                    .isEqualTo(specimen.pretends().isInstance(spec)));
    assertThat(specimen.backend().name()).isEqualTo(specimen.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void refuses_a_nan_unless_that_is_what_is_wrong(Specimen specimen) {
    Batch poisoned = Batch.ofRows(new double[][] {{1, Double.NaN}, {1, 1}, {2, 3}, {4, 5}});
    EstimatorSpec spec =
        SPECS.stream().filter(specimen.pretends()::isInstance).findFirst().orElseThrow();
    if (specimen.equals(WrongAverages.NAN_AS_ZERO)) {
      assertThat(estimate(specimen.backend(), spec, poisoned)).doesNotContain(Double.NaN);
    } else {
      assertThatThrownBy(() -> estimate(specimen.backend(), spec, poisoned))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("row 0, column 1");
    }
  }

  @Test
  void names_are_unique_slugs() {
    assertThat(all().map(Specimen::name))
        .doesNotHaveDuplicates()
        .allMatch(s -> s.matches("[a-z0-9-]+"));
    assertThat(all()).hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void the_parts_are_right() {
    for (double scale : new double[] {1, 0x1p700, 0x1p-700}) {
      assertThat(Parts.norm(new double[] {3 * scale, 4 * scale})).isEqualTo(5 * scale);
    }
    assertThat(Parts.clip(new double[] {3, 4}, 5)).containsExactly(3, 4);
    assertThat(Parts.clip(new double[] {30, 40}, 25)).containsExactly(15, 20);
    assertThat(Parts.clip(new double[] {0, 0}, 0)).containsExactly(0, 0);
    assertThat(Parts.mean(List.of(new double[] {1, 2}, new double[] {3, 6}))).containsExactly(2, 4);
  }

  private static boolean differs(Specimen specimen, EstimatorSpec spec, Batch batch) {
    if (spec instanceof MedianOfMeans(int blocks) && blocks > batch.samples()) {
      return false;
    }
    if (spec instanceof TrimmedMean(int trim) && 2 * trim >= batch.samples()) {
      return false;
    }
    double[] wrong = estimate(specimen.backend(), spec, batch);
    double[] right = estimate(REFERENCE, spec, batch);
    double scale = Arrays.stream(right).map(Math::abs).max().orElse(0);
    for (int j = 0; j < right.length; j++) {
      if (!(Math.abs(wrong[j] - right[j]) <= Tolerance.UNIT_ROUNDOFF * scale)) {
        return true;
      }
    }
    return false;
  }

  private static double[] estimate(Backend backend, EstimatorSpec spec, Batch batch) {
    return backend.estimator(spec).orElseThrow().estimate(batch);
  }
}
