package org.noiseproof.fast.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.PointQuantity.Cut;
import org.noiseproof.ensemble.PointQuantity.Linear;
import org.noiseproof.ensemble.PointQuantity.LogMagnitude;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.ensemble.PointQuantity.Ratio;
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
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/** Runs on losses of samples, for the tests of ensembles on any backend. */
public final class SampledCases {
  private static final int STEPS = 7;

  private SampledCases() {}

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
            new LogMagnitude(new Ratio(last, new Linear(List.of()))),
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

  /** A run with all observables. */
  public static EnsembleSpec spec(
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

  /** Every oracle. */
  public static Stream<SampledGradient> oracles() {
    return LOSSES.stream().flatMap(loss -> oracles(loss).stream());
  }
}
