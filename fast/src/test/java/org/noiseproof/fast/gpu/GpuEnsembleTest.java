package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.fast.gpu.EnsembleCases.SGD;
import static org.noiseproof.fast.gpu.EnsembleCases.spec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.SteppedEnsemble;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.fast.ensemble.LaneCases;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.SymmetricStable;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Replicas of the emulated device against lanes, bit by bit. */
class GpuEnsembleTest {
  private static final Streams STREAMS = Streams.of(3, "threads");

  /** More than a block of threads, and not a whole number of them. */
  private static final int REPLICAS = 70;

  private static Gpu gpu;

  @BeforeAll
  static void open() {
    gpu = Emulated.gpu();
  }

  private static double[][] threads(EnsembleSpec spec, long first, int count) {
    return GpuEnsemble.of(spec, gpu).orElseThrow().run(STREAMS, first, count);
  }

  private static double[][] lanes(EnsembleSpec spec, long first, int count) {
    return new CpuBackend(1).ensemble(spec).orElseThrow().run(STREAMS, first, count);
  }

  /** All NaNs are one. */
  private static void assertSameBits(double[][] actual, double[][] expected) {
    assertThat(bits(actual)).isDeepEqualTo(bits(expected));
  }

  private static long[][] bits(double[][] rows) {
    return Stream.of(rows)
        .map(row -> Arrays.stream(row).mapToLong(Double::doubleToLongBits).toArray())
        .toArray(long[][]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void replicas_have_the_bits_of_lanes(int dimension) {
    assertThat(EnsembleCases.drawn(dimension))
        .allSatisfy(spec -> assertSameBits(threads(spec, 5, REPLICAS), lanes(spec, 5, REPLICAS)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void bits_do_not_depend_on_launches_or_company(int dimension) {
    for (NoiseLaw law : LaneCases.LAWS) {
      NoisyGradient oracle = new NoisyGradient.PerCoordinate(new PseudoHuber(dimension), law);
      EnsembleSpec spec =
          spec(oracle, 3, new PerSampleClip(1, 2), new Sgd(0.1, 0.9, 0, false, 0), 9);
      double[][] whole = threads(spec, 5, REPLICAS);
      for (long mostOfThread : new long[] {1, 30}) {
        GpuEnsemble pieces = GpuEnsemble.of(spec, gpu, mostOfThread).orElseThrow();
        assertSameBits(pieces.run(STREAMS, 5, REPLICAS), whole);
        assertThat(pieces.run(STREAMS, 5 + 66, 1)[0]).isEqualTo(whole[66]);
      }
    }
  }

  @Test
  void far_replicates_are_others() {
    NoisyGradient oracle = NoisyGradient.along(new PseudoHuber(1), new StudentT2(), 1);
    EnsembleSpec spec = spec(oracle, 1, new Mean(), SGD, 5);
    long far = (1L << 40) + 5;
    assertSameBits(threads(spec, far, 3), lanes(spec, far, 3));
    assertThat(threads(spec, far, 3)).isNotEqualTo(lanes(spec, 5, 3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-320, 1e-300, 1e-170, 1e170, 1e300})
  void gradients_of_any_length_are_clipped_and_normalized(double height) {
    NoisyGradient oracle =
        new NoisyGradient.PerCoordinate(
            Quadratic.towards(1.5, -0.8 * 1.5), new ThreePoint(0.5, height));
    for (EstimatorSpec estimator :
        List.of(
            new PerSampleClip(1, 2), new BatchClip(2), new Normalize(), new PerSampleNormalize())) {
      EnsembleSpec spec = spec(oracle, 2, estimator, new Sgd(0.25, 0, 0, false, 0), 6);
      double[][] expected = lanes(spec, 0, REPLICAS);
      assertSameBits(threads(spec, 0, REPLICAS), expected);
      assertThat(expected[0]).doesNotContain(Double.NaN);
    }
  }

  @Test
  void a_replica_that_leaves_the_range_of_the_numbers_shows_nan_and_disturbs_no_other() {
    TwoPoint seldom = new TwoPoint(0.05, 1e308);
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), seldom, 2);
    EnsembleSpec spec = spec(oracle, 1, new PerSampleClip(1, 2), SGD, 6);
    double[][] seen = threads(spec, 0, REPLICAS);
    assertSameBits(seen, lanes(spec, 0, REPLICAS));
    assertThat(Stream.of(seen).filter(row -> Double.isNaN(row[0]))).hasSizeBetween(1, 69);
    GpuEnsemble stepwise = GpuEnsemble.of(spec, gpu, 1).orElseThrow();
    assertSameBits(stepwise.run(STREAMS, 0, REPLICAS), seen);
  }

  @Test
  void a_run_that_diverges_shows_nan() {
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), new ThreePoint(0.5, 1), 1);
    EnsembleSpec spec = spec(oracle, 1, new Mean(), new Sgd(1e150, 0, 0, false, 0), 5);
    assertThat(threads(spec, 0, 1)[0]).containsOnly(Double.NaN);
  }

  /** Rows of norm 5, but for their rounding, are kept up to 5. */
  @Test
  void what_is_too_close_to_call_is_decided_exactly() {
    NoisyGradient oracle =
        NoisyGradient.along(Quadratic.towards(1.5, -0.8 * 1.5), new ThreePoint(0.5, 5), 0.6, 0.8);
    EnsembleSpec spec = spec(oracle, 2, new TruncatedMean(5, Double.POSITIVE_INFINITY), SGD, 5);
    long before = gpu.traffic().fallbacks();
    double[][] seen = threads(spec, 0, REPLICAS);
    assertThat(gpu.traffic().fallbacks() - before).isBetween(1L, 70L);
    assertSameBits(seen, lanes(spec, 0, REPLICAS));
    double[][] exact =
        new ReferenceBackend().ensemble(spec).orElseThrow().run(STREAMS, 0, REPLICAS);
    assertSameBits(seen, exact);
  }

  @Test
  void another_last_bit_of_a_parameter_is_seen() {
    for (double index : new double[] {1.5, Math.nextUp(1.5)}) {
      NoisyGradient oracle =
          NoisyGradient.along(new PseudoHuber(1), new SymmetricStable(index, 1), 1);
      EnsembleSpec spec = spec(oracle, 1, new Mean(), SGD, 5);
      NoisyGradient other = NoisyGradient.along(new PseudoHuber(1), new SymmetricStable(1.5, 1), 1);
      boolean same =
          Arrays.deepEquals(
              threads(spec, 0, REPLICAS), lanes(spec(other, 1, new Mean(), SGD, 5), 0, REPLICAS));
      assertThat(same).isEqualTo(index == 1.5);
    }
  }

  @Test
  void what_has_no_code_is_stepped_through_the_backends_own_parts() {
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), new StudentT2(), 1);
    NoisyGradient wide = new NoisyGradient.PerCoordinate(new PseudoHuber(17), new StudentT2());
    for (EnsembleSpec spec :
        List.of(
            spec(oracle, 3, new GeometricMedian(), SGD, 5),
            spec(oracle, 3, new PerSampleClip(1e-200, 2), SGD, 5),
            spec(oracle, 3, new Mean(), new Adam(0.1, 0.9, 0.999, 1e-8, 0), 5),
            spec(oracle, 3, new Mean(), SGD, 1L << 32),
            spec(wide, 3, new Mean(), SGD, 5))) {
      assertThat(GpuEnsemble.of(spec, gpu)).isEmpty();
      assertThat(new GpuEmulatedBackend().ensemble(spec)).containsInstanceOf(SteppedEnsemble.class);
    }
  }

  @Test
  void all_that_a_run_held_is_freed() {
    long before = gpu.traffic().bytesHeld();
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), new StudentT2(), 1);
    threads(spec(oracle, 1, new Mean(), SGD, 5), 0, REPLICAS);
    assertThat(gpu.traffic().bytesHeld()).isEqualTo(before);
  }
}
