package org.noiseproof.fast.ensemble;

import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.random.Streams;

/**
 * An ensemble in blocks of replicas, spread over threads.
 *
 * <p>Against the reference's: the streams and the stochastic gradients are its bits at equal
 * points, and so are the observables. The reference rounds an estimate once, and a step once; lanes
 * have its bits from the first step of a replica to the last where they round no more often (and a
 * sum of two does not overflow, nor its half underflow):
 *
 * <ul>
 *   <li>the mean of one or two samples a step, in any dimension; on a line and with one sample, any
 *       estimator that only clips, signs or passes on;
 *   <li>sgd without momentum and weight decay, clipped_sgd without momentum on a line.
 * </ul>
 *
 * <p>Otherwise each step is within rounding errors of the exact one from the same point: coupled
 * decay is rounded before the step is, the buffer of momentum before it is used.
 */
public final class LaneEnsemble implements Ensemble {
  /** Lanes of a block, at most: a few such arrays fit the first-level cache. */
  private static final int BLOCK = 512;

  /**
   * Lanes of a block are a multiple of this, whatever the width of the vectors. The compiler's
   * loops take 64 lanes in less time than 32, of which most are left to the loop behind the loop.
   */
  private static final int UNIT = 64;

  private final EnsembleSpec spec;
  private final ForkJoinPool pool;
  private final int block;

  private LaneEnsemble(EnsembleSpec spec, ForkJoinPool pool, int block) {
    this.spec = spec;
    this.pool = pool;
    this.block = block;
  }

  /**
   * The ensemble, or empty where its oracle, estimator or optimizer has no lanes.
   *
   * @param pool runs the blocks
   */
  public static Optional<Ensemble> of(EnsembleSpec spec, ForkJoinPool pool) {
    return of(spec, pool, BLOCK).map(ensemble -> ensemble);
  }

  /** In blocks of at most that many lanes. */
  static Optional<LaneEnsemble> of(EnsembleSpec spec, ForkJoinPool pool, int block) {
    int dimension = spec.oracle().dimension();
    boolean possible =
        LaneOracle.isPossible(spec.oracle())
            && LaneEstimator.of(spec.estimator(), spec.samples(), dimension, 0).isPresent()
            && LaneOptimizer.of(spec.optimizer(), spec.steps(), dimension, 0).isPresent();
    return possible ? Optional.of(new LaneEnsemble(spec, pool, block)) : Optional.empty();
  }

  @Override
  public double[][] run(Streams streams, long first, int count) {
    int share = Math.ceilDiv(count, pool.getParallelism());
    int lanes = UNIT * Math.clamp(Math.ceilDiv(share, UNIT), 1, Math.max(1, block / UNIT));
    double[][] seen = new double[count][spec.observables().size()];
    pool.submit(
            () ->
                IntStream.range(0, Math.ceilDiv(count, lanes))
                    .parallel()
                    .forEach(b -> runBlock(streams, first, b * lanes, lanes, seen)))
        .join();
    return seen;
  }

  private void runBlock(Streams streams, long first, int from, int lanes, double[][] seen) {
    LaneRun run = new LaneRun(spec, streams, first + from, lanes);
    run.run();
    for (int l = 0; l < lanes && from + l < seen.length; l++) {
      run.show(l, seen[from + l]);
    }
  }
}
