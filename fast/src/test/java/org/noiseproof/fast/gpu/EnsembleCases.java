package org.noiseproof.fast.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.ensemble.Box;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.fast.ensemble.LaneCases;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.spec.ScheduleSpec.Power;

/** Ensembles that kernels run: every law with every estimator, all else drawn. */
final class EnsembleCases {
  private EnsembleCases() {}

  static final OptimizerSpec SGD = new Sgd(0.3, 0, 0, false, 0);

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static final List<EstimatorSpec> ESTIMATORS =
      List.of(
          new Mean(),
          new PerSampleClip(0.7, INFINITE),
          new PerSampleClip(0, 2),
          new PerSampleClip(1.3, 1.5),
          new PerSampleClip(INFINITE, 2),
          new BatchClip(0.7),
          new MicroBatchClip(0.7, 2),
          new Normalize(),
          new PerSampleNormalize(),
          new Sign(),
          new CoordinateClip(0.7),
          new TruncatedMean(2, 2),
          new TruncatedMean(4, INFINITE));

  private static final List<OptimizerSpec> OPTIMIZERS =
      List.of(
          SGD,
          new Sgd(0.3, 0.9, 0.1, false, 0.01),
          new Sgd(0.3, 0.9, 0, true, 0),
          new ClippedSgd(0.3, 0.9, 0),
          new ClippedSgd(0.3, 0.9, 0.5),
          new ClippedSgd(0.3, 0.9, 0.5, true),
          new NormalizedSgd(0.3, 0.5, false),
          new NormalizedSgd(0.3, 0.5, true),
          new SignSgd(0.1, 0),
          new Scheduled(new Sgd(0.3, 0.5, 0, false, 0), new InverseSqrt(2, 1), new Constant()),
          new Scheduled(new ClippedSgd(0.3, 1, 0.2), new Power(-0.5, 1), new Power(0.25, 0)));

  /** Every way to look at everything. */
  static List<Observable> observables() {
    List<Observable> all = new ArrayList<>();
    for (ProblemQuantity quantity : ProblemQuantity.values()) {
      all.add(new Observable.Average(quantity));
      all.add(new Observable.Average(quantity, 3));
      all.add(new Observable.At(quantity, 4));
      all.add(new Observable.Largest(quantity));
      if (!quantity.needsEstimate()) {
        all.add(new Observable.Last(quantity));
      }
    }
    all.add(new Observable.Largest(PointQuantity.Linear.coordinate(0)));
    return all;
  }

  /** Seen by all observables from a start with coordinates of both signs. */
  static EnsembleSpec spec(
      NoisyGradient oracle, int n, EstimatorSpec estimator, OptimizerSpec optimizer, long steps) {
    List<Double> start =
        DoubleStream.iterate(1.5, c -> -0.8 * c).limit(oracle.dimension()).boxed().toList();
    return new EnsembleSpec(oracle, n, estimator, optimizer, start, steps, observables());
  }

  /** Runs in d dimensions. */
  static Stream<EnsembleSpec> drawn(int dimension) {
    return IntStream.range(0, LaneCases.LAWS.size() * ESTIMATORS.size())
        .mapToObj(
            i -> {
              RandomStream random = Streams.of(17, "drawn runs/" + dimension).replicate(i);
              NoiseLaw law = LaneCases.LAWS.get(i / ESTIMATORS.size());
              EnsembleSpec spec =
                  spec(
                      oracle(LaneCases.problems(dimension).get(random.nextInt(4)), law, random),
                      1 + random.nextInt(5),
                      ESTIMATORS.get(i % ESTIMATORS.size()),
                      OPTIMIZERS.get(random.nextInt(OPTIMIZERS.size())),
                      5 + random.nextInt(5));
              return random.nextInt(4) == 0 ? spec.within(new Box(-9, 1.75)) : spec;
            });
  }

  private static NoisyGradient oracle(Problem problem, NoiseLaw law, RandomStream random) {
    double[] direction = new double[problem.dimension()];
    Arrays.setAll(direction, j -> 0.6 - 0.3 * j);
    return random.nextInt(2) == 0
        ? NoisyGradient.along(problem, law, direction)
        : new NoisyGradient.PerCoordinate(problem, law);
  }
}
