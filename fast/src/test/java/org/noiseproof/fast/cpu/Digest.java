package org.noiseproof.fast.cpu;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.GaussianTeacher;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.SymmetricStable;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * The bits of many results as one line a spec; also a program of its own, for another lane width
 * needs another JVM.
 */
final class Digest {
  private static final List<OptimizerSpec> OPTIMIZERS =
      List.of(
          new Sgd(0.1, 0.9, 0, true, 0.01),
          new ClippedSgd(0.1, 1, 0.9),
          new ClippedSgd(0.1, 1, 0.9, true),
          new NormalizedSgd(0.1, 0.9, false),
          new SignSgd(0.1, 0.9),
          new Adam(1e-3, 0.9, 0.999, 1e-8, 0.01),
          new Rmsprop(1e-2, 0.99, 1e-8),
          new Adagrad(1e-2, 0.1, 1e-10),
          new Adadelta(1, 0.9, 1e-6),
          new Adamax(1e-3, 0.9, 0.999, 1e-8),
          new Nadam(1e-3, 0.9, 0.999, 1e-8),
          new Amsgrad(1e-3, 0.9, 0.999, 1e-8),
          new Adabelief(1e-3, 0.9, 0.999, 1e-16),
          new Lion(1e-3, 0.9, 0.99, 0.1));

  private Digest() {}

  /** Prints the digests with as many threads as the argument says. */
  public static void main(String[] arguments) {
    of(Integer.parseInt(arguments[0]))
        .forEach((spec, bits) -> System.out.println(spec + "\t" + bits));
  }

  /** A digest by precision and spec. */
  static Map<String, String> of(int threads) {
    Map<String, String> digests = new TreeMap<>();
    for (Backend backend : List.of(new CpuBackend(threads), new CpuFloat32Backend(threads))) {
      for (EstimatorSpec spec : Cases.ESTIMATORS) {
        digests.put(backend.name() + " " + spec, estimates(backend, spec));
      }
      for (OptimizerSpec spec : OPTIMIZERS) {
        digests.put(backend.name() + " " + spec, steps(backend, spec));
      }
      for (MatrixOptimizerSpec spec : MatrixCases.OPTIMIZERS) {
        digests.put(backend.name() + " " + spec, matrixSteps(backend, spec));
      }
      for (EstimatorSpec spec : Cases.ESTIMATORS) {
        digests.put(backend.name() + " ensemble of " + spec, ensembles(backend, spec));
      }
      digests.put(backend.name() + " ensembles of minibatch SGD", minibatches(backend));
    }
    return digests;
  }

  private static String estimates(Backend backend, EstimatorSpec spec) {
    boolean slow = spec instanceof EstimatorSpec.GeometricMedian;
    MessageDigest digest = sha256();
    // Every remainder of the logical lanes; then several chunks.
    for (int d = 1; d <= (slow ? 20 : 4 * 64 + 3); d++) {
      add(digest, backend, spec, Cases.batch(1 + d % 9, d, d, false));
    }
    if (!slow) {
      add(digest, backend, spec, Cases.batch(700, 257, 1, false));
      add(digest, backend, spec, Cases.batch(20_000, 17, 2, false));
    }
    return hex(digest);
  }

  private static String steps(Backend backend, OptimizerSpec spec) {
    MessageDigest digest = sha256();
    Optimizer optimizer = backend.optimizer(spec).orElseThrow();
    for (int d = 1; d <= 4 * 64 + 3; d += 3) {
      Batch draws = Cases.batch(3, d, d, false);
      OptimizerState state = optimizer.start(draws.row(0));
      state = optimizer.step(optimizer.step(state, draws.row(1)), draws.row(2));
      add(digest, state.parameters());
    }
    return hex(digest);
  }

  private static String matrixSteps(Backend backend, MatrixOptimizerSpec spec) {
    MessageDigest digest = sha256();
    Optimizer optimizer = backend.optimizer(spec).orElseThrow();
    for (int[] shape : new int[][] {{1, 9}, {4, 5}, {33, 7}, {21, 40}}) {
      OptimizerState state = optimizer.start(MatrixCases.matrix(shape[0], shape[1], 1, 0));
      for (int t = 2; t < 4; t++) {
        double[] gradient = MatrixCases.matrix(shape[0], shape[1], t, 0).entries();
        state = optimizer.step(state, gradient);
      }
      add(digest, state.parameters());
    }
    return hex(digest);
  }

  private static String ensembles(Backend backend, EstimatorSpec spec) {
    MessageDigest digest = sha256();
    List<NoiseLaw> laws =
        List.of(new ThreePoint(0.4, 3), new ShiftedPareto(1.5, 1), new SymmetricStable(1.2, 1));
    for (NoiseLaw law : laws) {
      for (int d : new int[] {1, 3}) {
        NoisyGradient oracle = new NoisyGradient.PerCoordinate(new PseudoHuber(d), law);
        EnsembleSpec ensemble =
            EnsembleSpec.of(
                oracle,
                2,
                spec,
                new ClippedSgd(0.1, 1, 0.9),
                new double[d],
                2,
                new Observable.Last(ProblemQuantity.VALUE));
        double[][] seen =
            backend.ensemble(ensemble).orElseThrow().run(Streams.of(1, "digest"), 0, 20);
        for (double[] replica : seen) {
          add(digest, replica);
        }
      }
    }
    return hex(digest);
  }

  private static String minibatches(Backend backend) {
    MessageDigest digest = sha256();
    SampleLoss loss = DeepLinear.of(2, 2, 1);
    Population population =
        Population.of(
            Sample.of(new double[] {1, -0.4}, 0.3),
            Sample.of(new double[] {0.2, 1}, -0.7),
            Sample.of(new double[] {-1.1, 0.9}, 1.5));
    for (SampledGradient oracle :
        List.of(
            new SampledGradient(loss, population),
            new SampledGradient(loss, population, Sampling.WITHOUT_REPLACEMENT),
            new SampledGradient(loss, new GaussianTeacher(List.of(0.5, -0.3), 0.2)))) {
      EnsembleSpec ensemble =
          EnsembleSpec.of(
              oracle,
              2,
              new EstimatorSpec.Mean(),
              new Sgd(0.1, 0.9, 0, false, 0.01),
              new double[] {0.1, 0.9, -0.4, 0.2, 0.5, 0.7},
              5,
              new Observable.Average(
                  new PointQuantity.LogMagnitude(PointQuantity.Linear.coordinate(3))));
      for (double[] seen :
          backend.ensemble(ensemble).orElseThrow().run(Streams.of(1, "digest"), 0, 70)) {
        add(digest, seen);
      }
    }
    return hex(digest);
  }

  private static void add(MessageDigest digest, Backend backend, EstimatorSpec spec, Batch batch) {
    add(digest, backend.estimator(spec).orElseThrow().estimate(batch));
  }

  private static void add(MessageDigest digest, double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
    for (double value : values) {
      bytes.putDouble(value);
    }
    digest.update(bytes.array());
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
