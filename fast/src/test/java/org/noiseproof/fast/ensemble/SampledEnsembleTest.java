package org.noiseproof.fast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.fast.ensemble.SampledCases.spec;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Minibatch SGD in lanes against the reference. */
class SampledEnsembleTest {
  private static final Streams STREAMS = Streams.of(5, "sampled lanes");
  private static final OptimizerSpec SGD = new Sgd(0.05, 0, 0, false, 0);

  private static Ensemble lanes(EnsembleSpec spec, int threads, int block) {
    return LaneEnsemble.of(spec, new ForkJoinPool(threads), block).orElseThrow();
  }

  private static double[][] reference(EnsembleSpec spec, long first, int count) {
    return new ReferenceBackend().ensemble(spec).orElseThrow().run(STREAMS, first, count);
  }

  @ParameterizedTest
  @MethodSource("org.noiseproof.fast.ensemble.SampledCases#oracles")
  void with_one_or_two_samples_a_step_a_replica_has_the_bits_of_the_reference(
      SampledGradient oracle) {
    for (int samples = 1; samples <= 2; samples++) {
      EnsembleSpec spec = spec(oracle, samples, new Mean(), SGD);
      assertThat(lanes(spec, 1, 64).run(STREAMS, 5, 17)).isDeepEqualTo(reference(spec, 5, 17));
    }
  }

  @ParameterizedTest
  @MethodSource("org.noiseproof.fast.ensemble.SampledCases#oracles")
  void bits_do_not_depend_on_threads_blocks_or_company(SampledGradient oracle) {
    EnsembleSpec spec = spec(oracle, 3, new Mean(), new Sgd(0.05, 0.9, 0, false, 0.01));
    double[][] whole = lanes(spec, 1, 1024).run(STREAMS, 0, 300);
    assertThat(lanes(spec, 3, 64).run(STREAMS, 0, 300)).isDeepEqualTo(whole);
    assertThat(lanes(spec, 2, 192).run(STREAMS, 0, 300)).isDeepEqualTo(whole);
    assertThat(lanes(spec, 1, 64).run(STREAMS, 141, 1)[0]).isEqualTo(whole[141]);
  }

  @Test
  void a_lane_that_leaves_the_range_of_the_numbers_shows_nan_and_disturbs_no_other() {
    Population seldom =
        Population.of(
            Sample.of(1, 1),
            Sample.of(1, -1),
            Sample.of(1, 0),
            Sample.of(2, 1),
            Sample.of(1e300, 1e300));
    SampledGradient oracle = new SampledGradient(DeepLinear.of(1, 1, 1), seldom);
    for (EstimatorSpec estimator : List.of(new Mean(), new PerSampleClip(1, 2))) {
      EnsembleSpec spec = spec(oracle, 1, estimator, SGD);
      double[][] seen = lanes(spec, 1, 64).run(STREAMS, 0, 64);
      double[][] exact = reference(spec, 0, 64);
      for (int r = 0; r < seen.length; r++) {
        assertThat(Double.isNaN(seen[r][0])).isEqualTo(Double.isNaN(exact[r][0]));
      }
      assertThat(Stream.of(seen).filter(row -> Double.isNaN(row[0]))).hasSizeBetween(1, 63);
      if (estimator instanceof Mean) {
        assertThat(Arrays.deepEquals(seen, exact)).isTrue();
      }
    }
  }

  @Test
  void a_loss_of_ones_own_is_stepped_through_the_backends_own_parts() {
    SampleLoss own =
        new SampleLoss() {
          private final SampleLoss loss = DeepLinear.of(1, 1, 1);

          @Override
          public int parameters() {
            return loss.parameters();
          }

          @Override
          public int inputs() {
            return loss.inputs();
          }

          @Override
          public int outputs() {
            return loss.outputs();
          }

          @Override
          public double value(double[] theta, Sample z) {
            return loss.value(theta, z);
          }

          @Override
          public double[] gradient(double[] theta, Sample z) {
            return loss.gradient(theta, z);
          }
        };
    SampledGradient oracle = new SampledGradient(own, Population.of(Sample.of(1, 1)));
    EnsembleSpec spec = spec(oracle, 1, new Mean(), SGD);
    assertThat(LaneEnsemble.of(spec, ForkJoinPool.commonPool())).isEmpty();
    assertThat(new CpuBackend(1).ensemble(spec).orElseThrow().run(STREAMS, 0, 2))
        .isDeepEqualTo(reference(spec, 0, 2));
  }
}
