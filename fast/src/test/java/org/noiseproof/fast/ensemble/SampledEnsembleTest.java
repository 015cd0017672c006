package org.noiseproof.fast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.PointQuantity.Cut;
import org.noiseproof.ensemble.PointQuantity.Linear;
import org.noiseproof.ensemble.PointQuantity.LogMagnitude;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.ensemble.PointQuantity.Ratio;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.loss.AngleLoss;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.DifferenceOfSquares;
import org.noiseproof.loss.GaussianTeacher;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.ReluNeuron;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
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
  private static final int STEPS = 7;

  private static final List<SampleLoss> LOSSES =
      List.of(
          DeepLinear.of(3, 1),
          DeepLinear.of(1, 1, 1),
          DeepLinear.of(4, 1, 1),
          DeepLinear.of(2, 2, 2),
          DeepLinear.of(2, 3, 1, 4),
          new DiagonalLinear(1, 2),
          new DiagonalLinear(2, 1),
          new DiagonalLinear(3, 2),
          new DifferenceOfSquares(),
          new ReluNeuron(1),
          new ReluNeuron(3),
          new AngleLoss(),
          new SphereLoss(1),
          new SphereLoss(3));

  /** Every oracle on a loss, with how many samples a step its sampling is tried. */
  private static List<SampledGradient> oracles(SampleLoss loss) {
    RandomStream random = Streams.of(9, "population").replicate(loss.parameters());
    Population population =
        new Population(
            Stream.generate(
                    () ->
                        Sample.of(
                            DoubleStream.generate(random::nextNormal)
                                .limit(loss.inputs())
                                .toArray(),
                            DoubleStream.generate(random::nextNormal)
                                .limit(loss.outputs())
                                .toArray()))
                .limit(5)
                .toList());
    List<SampledGradient> oracles = new ArrayList<>();
    for (Sampling sampling : Sampling.values()) {
      oracles.add(new SampledGradient(loss, population, sampling));
    }
    if (loss.outputs() == 1) {
      List<Double> teacher =
          DoubleStream.iterate(0.5, v -> -0.8 * v).limit(loss.inputs()).boxed().toList();
      oracles.add(new SampledGradient(loss, new GaussianTeacher(teacher, 0.3)));
    }
    return oracles;
  }

  /** All kinds of observables on all kinds of quantities. */
  private static List<Observable> observables(int dimension) {
    Quadratic squares = new Quadratic(QuadraticForm.squares(0, dimension));
    Linear last = Linear.coordinate(dimension - 1);
    Quadratic mixed = new Quadratic(QuadraticForm.product(0, dimension - 1));
    List<PointQuantity> quantities =
        List.of(
            last,
            squares,
            new Ratio(mixed, squares),
            new LogMagnitude(new Linear(List.of(-0.7))),
            new LogMagnitude(new Linear(List.of())),
            new Cut(last, -0.4, 0.4));
    List<Observable> all = new ArrayList<>();
    for (PointQuantity quantity : quantities) {
      all.add(new Observable.Average(quantity));
      all.add(new Observable.Average(quantity, 3));
      all.add(new Observable.Largest(quantity));
      all.add(new Observable.At(quantity, 0));
      all.add(new Observable.At(quantity, 4));
      all.add(new Observable.Last(quantity));
    }
    return all;
  }

  private static EnsembleSpec spec(
      SampledGradient oracle, int samples, EstimatorSpec estimator, OptimizerSpec optimizer) {
    double[] start = new double[oracle.dimension()];
    Arrays.setAll(start, j -> 0.9 - 0.4 * (j % 4));
    return EnsembleSpec.of(
        oracle,
        samples,
        estimator,
        optimizer,
        start,
        STEPS,
        observables(start.length).toArray(Observable[]::new));
  }

  private static Ensemble lanes(EnsembleSpec spec, int threads, int block) {
    return LaneEnsemble.of(spec, new ForkJoinPool(threads), block).orElseThrow();
  }

  private static double[][] reference(EnsembleSpec spec, long first, int count) {
    return new ReferenceBackend().ensemble(spec).orElseThrow().run(STREAMS, first, count);
  }

  static Stream<SampledGradient> oracles() {
    return LOSSES.stream().flatMap(loss -> oracles(loss).stream());
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void with_one_or_two_samples_a_step_a_replica_has_the_bits_of_the_reference(
      SampledGradient oracle) {
    for (int samples = 1; samples <= 2; samples++) {
      EnsembleSpec spec = spec(oracle, samples, new Mean(), SGD);
      assertThat(lanes(spec, 1, 64).run(STREAMS, 5, 17)).isDeepEqualTo(reference(spec, 5, 17));
    }
  }

  @ParameterizedTest
  @MethodSource("oracles")
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
