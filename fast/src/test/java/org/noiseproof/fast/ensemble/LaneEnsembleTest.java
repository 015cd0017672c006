package org.noiseproof.fast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.ensemble.Quantity;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** What the ensemble as a whole promises; the parts have tests of their own. */
class LaneEnsembleTest {
  private static final Streams STREAMS = Streams.of(3, "lanes");
  private static final OptimizerSpec SGD = new Sgd(0.3, 0, 0, false, 0);

  private static final List<Observable> ALL = observables();

  private static List<Observable> observables() {
    List<Observable> all = new ArrayList<>();
    for (Quantity quantity : ProblemQuantity.values()) {
      all.add(new Observable.Average(quantity));
      all.add(new Observable.Average(quantity, 1));
      all.add(new Observable.At(quantity, 1));
      all.add(new Observable.Largest(quantity));
      if (!quantity.needsEstimate()) {
        all.add(new Observable.Last(quantity));
      }
    }
    all.add(new Observable.Largest(PointQuantity.Linear.coordinate(0)));
    return all;
  }

  private static EnsembleSpec spec(
      NoisyGradient oracle, int n, EstimatorSpec estimator, OptimizerSpec optimizer, long steps) {
    double[] start = new double[oracle.problem().dimension()];
    Arrays.setAll(start, j -> 1.5 - j);
    List<Double> boxed = Arrays.stream(start).boxed().toList();
    return new EnsembleSpec(oracle, n, estimator, optimizer, boxed, steps, ALL);
  }

  private static Ensemble lanes(EnsembleSpec spec, int threads, int block) {
    return LaneEnsemble.of(spec, new ForkJoinPool(threads), block).orElseThrow();
  }

  private static double[][] reference(EnsembleSpec spec, long first, int count) {
    return new ReferenceBackend().ensemble(spec).orElseThrow().run(STREAMS, first, count);
  }

  /** One rounding a step, or none: the only ones that the reference makes. */
  static Stream<EnsembleSpec> ofOneRounding() {
    List<EnsembleSpec> specs = new ArrayList<>();
    List<EstimatorSpec> estimators =
        List.of(
            new Mean(),
            new PerSampleClip(0.7, Double.POSITIVE_INFINITY),
            new PerSampleClip(0, 2),
            new BatchClip(0.7),
            new MicroBatchClip(0.7, 3),
            new Normalize(),
            new PerSampleNormalize(),
            new Sign(),
            new CoordinateClip(0.7));
    for (NoiseLaw law : LaneCases.LAWS) {
      for (Problem problem : LaneCases.problems(1)) {
        EstimatorSpec estimator = estimators.get(specs.size() % estimators.size());
        OptimizerSpec optimizer = specs.size() % 2 == 0 ? SGD : new ClippedSgd(0.3, 0.9, 0);
        specs.add(spec(NoisyGradient.along(problem, law, 1), 1, estimator, optimizer, 5));
      }
    }
    for (EstimatorSpec estimator : estimators) {
      NoisyGradient oracle = new NoisyGradient.PerCoordinate(new PseudoHuber(1), new StudentT2());
      specs.add(spec(oracle, 1, estimator, SGD, 5));
    }
    return specs.stream();
  }

  @ParameterizedTest
  @MethodSource("ofOneRounding")
  void with_one_sample_on_a_line_a_replica_has_the_bits_of_the_reference(EnsembleSpec spec) {
    assertThat(lanes(spec, 1, 64).run(STREAMS, 5, 19)).isDeepEqualTo(reference(spec, 5, 19));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void bits_do_not_depend_on_threads_blocks_or_company(int dimension) {
    for (NoiseLaw law : LaneCases.LAWS) {
      NoisyGradient oracle = new NoisyGradient.PerCoordinate(new PseudoHuber(dimension), law);
      EnsembleSpec spec =
          spec(oracle, 3, new PerSampleClip(1, 2), new Sgd(0.1, 0.9, 0, false, 0), 9);
      double[][] whole = lanes(spec, 1, 1024).run(STREAMS, 0, 300);
      assertThat(lanes(spec, 3, 64).run(STREAMS, 0, 300)).isDeepEqualTo(whole);
      assertThat(lanes(spec, 2, 192).run(STREAMS, 0, 300)).isDeepEqualTo(whole);
      assertThat(lanes(spec, 1, 64).run(STREAMS, 141, 1)[0]).isEqualTo(whole[141]);
    }
  }

  @Test
  void a_lane_that_leaves_the_range_of_the_numbers_shows_nan_and_disturbs_no_other() {
    TwoPoint seldom = new TwoPoint(0.05, 1e308);
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), seldom, 2);
    EnsembleSpec spec = spec(oracle, 1, new PerSampleClip(1, 2), SGD, 4);
    double[][] seen = lanes(spec, 1, 64).run(STREAMS, 0, 64);
    assertThat(Arrays.deepEquals(seen, reference(spec, 0, 64))).isTrue();
    assertThat(Stream.of(seen).filter(row -> Double.isNaN(row[0]))).hasSizeBetween(1, 63);
  }

  @Test
  void a_run_that_diverges_shows_nan() {
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), new ThreePoint(0.5, 1), 1);
    EnsembleSpec spec = spec(oracle, 1, new Mean(), new Sgd(1e150, 0, 0, false, 0), 3);
    assertThat(Arrays.deepEquals(lanes(spec, 1, 64).run(STREAMS, 0, 3), reference(spec, 0, 3)))
        .isTrue();
    assertThat(lanes(spec, 1, 64).run(STREAMS, 0, 1)[0]).containsOnly(Double.NaN);
  }

  @Test
  void what_has_no_lanes_is_stepped_through_the_backends_own_parts() {
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), new StudentT2(), 1);
    for (EnsembleSpec spec :
        List.of(
            spec(oracle, 3, new GeometricMedian(), SGD, 2),
            spec(oracle, 3, new PerSampleClip(1e-200, 2), SGD, 2),
            spec(oracle, 3, new Mean(), new Adam(0.1, 0.9, 0.999, 1e-8, 0), 2))) {
      assertThat(LaneEnsemble.of(spec, ForkJoinPool.commonPool())).isEmpty();
      assertThat(new CpuBackend(1).ensemble(spec)).isPresent();
    }
  }

  @Test
  void the_backend_has_lanes() {
    NoisyGradient oracle = NoisyGradient.along(Quadratic.towards(1), new StudentT2(), 1);
    EnsembleSpec spec = spec(oracle, 1, new Mean(), SGD, 2);
    assertThat(new CpuBackend(2).ensemble(spec)).containsInstanceOf(LaneEnsemble.class);
  }
}
