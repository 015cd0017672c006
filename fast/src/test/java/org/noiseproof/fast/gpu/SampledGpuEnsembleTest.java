package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.PointQuantity.Cut;
import org.noiseproof.ensemble.PointQuantity.Linear;
import org.noiseproof.ensemble.PointQuantity.LogMagnitude;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.ensemble.PointQuantity.Ratio;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.fast.ensemble.SampledCases;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Minibatch SGD on the emulated device against lanes, bit by bit. */
class SampledGpuEnsembleTest {
  private static final Streams STREAMS = Streams.of(5, "sampled threads");
  private static final OptimizerSpec SGD = new Sgd(0.05, 0, 0, false, 0);

  /** More than a block of threads, and not a whole number of them. */
  private static final int REPLICAS = 70;

  private final Gpu gpu = Emulated.gpu();

  private double[][] threads(EnsembleSpec spec) {
    return GpuEnsemble.of(spec, gpu).orElseThrow().run(STREAMS, 5, REPLICAS);
  }

  private static double[][] lanes(EnsembleSpec spec) {
    return new CpuBackend(1).ensemble(spec).orElseThrow().run(STREAMS, 5, REPLICAS);
  }

  @ParameterizedTest
  @MethodSource("org.noiseproof.fast.ensemble.SampledCases#oracles")
  void whatever_the_loss_the_draw_and_the_batch_a_replica_has_the_bits_of_lanes(
      SampledGradient oracle) {
    for (int samples = 1; samples <= 5; samples++) {
      EnsembleSpec spec = SampledCases.spec(oracle, samples, new Mean(), SGD);
      assertThat(threads(spec)).isDeepEqualTo(lanes(spec));
    }
  }

  @ParameterizedTest
  @MethodSource("org.noiseproof.fast.ensemble.SampledCases#oracles")
  void bits_do_not_depend_on_launches_or_company(SampledGradient oracle) {
    OptimizerSpec momentum = new Sgd(0.05, 0.9, 0, false, 0.01);
    EnsembleSpec spec = SampledCases.spec(oracle, 3, new PerSampleClip(1, 2), momentum);
    double[][] whole = threads(spec);
    assertThat(whole).isDeepEqualTo(lanes(spec));
    GpuEnsemble stepwise = GpuEnsemble.of(spec, gpu, 1).orElseThrow();
    assertThat(stepwise.run(STREAMS, 5, REPLICAS)).isDeepEqualTo(whole);
    assertThat(stepwise.run(STREAMS, 5 + 66, 1)[0]).isEqualTo(whole[66]);
  }

  @ParameterizedTest
  @MethodSource("org.noiseproof.fast.ensemble.SampledCases#oracles")
  void another_target_of_one_sample_is_seen(SampledGradient oracle) {
    boolean constant = oracle.loss().equals(new SphereLoss(1));
    if (!constant && oracle.law() instanceof Population population) {
      List<Sample> samples = new ArrayList<>(population.samples());
      Sample z = samples.getFirst();
      List<Double> y = new ArrayList<>(z.y());
      y.set(0, 1 + y.getFirst());
      samples.set(0, new Sample(z.x(), y));
      SampledGradient other =
          new SampledGradient(oracle.loss(), new Population(samples), oracle.sampling());
      assertThat(threads(SampledCases.spec(other, 3, new Mean(), SGD)))
          .isNotEqualTo(lanes(SampledCases.spec(oracle, 3, new Mean(), SGD)));
    }
  }

  /** Nets of drawn widths, batches of drawn sizes without replacement, drawn quantities. */
  static Stream<EnsembleSpec> drawn() {
    return IntStream.range(0, 24)
        .mapToObj(
            i -> {
              RandomStream random = Streams.of(11, "drawn nets").replicate(i);
              Integer[] widths = new Integer[2 + random.nextInt(3)];
              Arrays.setAll(widths, _ -> 1 + random.nextInt(3));
              DeepLinear net = DeepLinear.of(widths);
              int population = 1 + random.nextInt(40);
              SampledGradient oracle =
                  new SampledGradient(
                      net,
                      population(net, population, random),
                      random.nextInt(2) == 0
                          ? Sampling.WITH_REPLACEMENT
                          : Sampling.WITHOUT_REPLACEMENT);
              double[] start = normals(net.parameters(), random);
              return EnsembleSpec.of(
                  oracle,
                  1 + random.nextInt(population),
                  new Mean(),
                  SGD,
                  start,
                  1 + random.nextInt(20),
                  new Observable.Average(quantity(start.length, 4, random)),
                  new Observable.Largest(quantity(start.length, 4, random)),
                  new Observable.Last(quantity(start.length, 4, random)));
            });
  }

  private static Population population(DeepLinear net, int size, RandomStream random) {
    return new Population(
        Stream.generate(
                () -> Sample.of(normals(net.inputs(), random), normals(net.outputs(), random)))
            .limit(size)
            .toList());
  }

  private static double[] normals(int length, RandomStream random) {
    return DoubleStream.generate(random::nextNormal).limit(length).toArray();
  }

  private static PointQuantity quantity(int dimension, int depth, RandomStream random) {
    return switch (depth == 0 ? random.nextInt(2) : random.nextInt(5)) {
      case 0 -> new Linear(Arrays.stream(normals(dimension, random)).boxed().toList());
      case 1 ->
          new Quadratic(
              new QuadraticForm(
                  IntStream.range(0, dimension)
                      .mapToObj(j -> new QuadraticForm.Term(j / 2, j, random.nextNormal()))
                      .toList()));
      case 2 ->
          new Ratio(quantity(dimension, depth - 1, random), quantity(dimension, depth - 1, random));
      case 3 -> new LogMagnitude(quantity(dimension, depth - 1, random));
      default -> new Cut(quantity(dimension, depth - 1, random), -1, 2);
    };
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void a_drawn_net_with_drawn_quantities_has_the_bits_of_lanes(EnsembleSpec spec) {
    assertThat(threads(spec)).isDeepEqualTo(lanes(spec));
  }

  @Test
  void a_replica_that_leaves_the_range_of_the_numbers_shows_nan_and_disturbs_no_other() {
    Population seldom =
        Population.of(
            Sample.of(1, 1),
            Sample.of(1, -1),
            Sample.of(1, 0),
            Sample.of(2, 1),
            Sample.of(1e300, 1e300));
    SampledGradient oracle = new SampledGradient(DeepLinear.of(1, 1, 1), seldom);
    EnsembleSpec spec = SampledCases.spec(oracle, 1, new Mean(), SGD);
    double[][] seen = threads(spec);
    assertThat(Stream.of(seen).filter(row -> Double.isNaN(row[0]))).hasSizeBetween(1, REPLICAS - 1);
    assertThat(Arrays.deepEquals(seen, lanes(spec))).isTrue();
  }

  @Test
  void what_no_thread_has_room_for_is_left_to_the_backends_own_parts() {
    Population one = Population.of(Sample.of(new double[33], 1));
    assertThat(GpuEnsemble.of(spec(DeepLinear.of(33, 1), one, Linear.coordinate(0)), gpu))
        .isEmpty();
    Population small = Population.of(Sample.of(1, 1));
    PointQuantity ratio = Linear.coordinate(0);
    for (int depth = 1; depth <= 8; depth++) {
      assertThat(GpuEnsemble.of(spec(DeepLinear.of(1, 1), small, ratio), gpu)).isPresent();
      ratio = new Ratio(Linear.coordinate(0), ratio);
    }
    assertThat(GpuEnsemble.of(spec(DeepLinear.of(1, 1), small, ratio), gpu)).isEmpty();
  }

  private static EnsembleSpec spec(DeepLinear net, Population samples, PointQuantity quantity) {
    return EnsembleSpec.of(
        new SampledGradient(net, samples),
        1,
        new Mean(),
        SGD,
        new double[net.parameters()],
        1,
        new Observable.Last(quantity));
  }
}
