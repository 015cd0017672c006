package org.noiseproof.fast.gpu;

import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.fast.ensemble.LaneEnsemble;
import org.noiseproof.fast.gpu.ensemble.EnsembleCode;
import org.noiseproof.random.Streams;

/**
 * Ensembles on a device, a thread a replica: the bits of {@link LaneEnsemble}, operation by
 * operation. All steps run in few launches, between which points and buffers stay on the device;
 * what comes back is what was observed. A replica in which a comparison was too close to call is
 * run again in lanes, which decide it exactly.
 */
final class GpuEnsemble implements Ensemble {
  private static final int THREADS = 64;

  /**
   * Random numbers that a thread, and a launch, may take, so that none runs for long: a device that
   * also shows a screen ends what takes seconds.
   */
  private static final long MOST_OF_THREAD = 1L << 18;

  private static final long MOST_OF_LAUNCH = 1L << 31;

  private final EnsembleSpec spec;
  private final EnsembleCode code;
  private final Gpu gpu;
  private final long mostOfThread;

  private GpuEnsemble(EnsembleSpec spec, EnsembleCode code, Gpu gpu, long mostOfThread) {
    this.spec = spec;
    this.code = code;
    this.gpu = gpu;
    this.mostOfThread = mostOfThread;
  }

  /** The ensemble, or empty where there is no kernel for its oracle, estimator or optimizer. */
  static Optional<Ensemble> of(EnsembleSpec spec, Gpu gpu) {
    return of(spec, gpu, MOST_OF_THREAD).map(ensemble -> ensemble);
  }

  /** In launches in which a thread takes about that many random numbers. */
  static Optional<GpuEnsemble> of(EnsembleSpec spec, Gpu gpu, long mostOfThread) {
    return EnsembleCode.of(spec).map(code -> new GpuEnsemble(spec, code, gpu, mostOfThread));
  }

  @Override
  public double[][] run(Streams streams, long first, int count) {
    int shown = spec.observables().size();
    try (GpuMemory memory = gpu.memory()) {
      GpuArray kinds = memory.upload(code.kinds());
      GpuArray numbers = memory.upload(code.numbers());
      GpuArray state = memory.allocate((long) code.stateSize() * count, Double.BYTES);
      GpuArray seen = memory.allocate((long) shown * count, Double.BYTES);
      GpuArray room = memory.allocate((long) code.room() * count, Integer.BYTES);
      GpuArray doubts = memory.zeros(count, Integer.BYTES);
      long stride = stepsOfLaunch(count);
      for (long from = 0; from < spec.steps(); from += stride) {
        long to = Math.min(spec.steps(), from + stride);
        try (GpuMemory schedule = gpu.memory()) {
          gpu.launch(
              Program.ENSEMBLE,
              code.kernel(),
              Math.ceilDiv(count, THREADS),
              THREADS,
              kinds,
              numbers,
              schedule.upload(code.rates(from, to)),
              schedule.upload(code.thresholds(from, to)),
              code.isConstant() ? 1 : 0,
              streams.key(),
              first,
              count,
              from,
              to,
              spec.steps(),
              from * code.drawsOfStep(),
              state,
              seen,
              room,
              doubts);
        }
      }
      double[][] rows = transposed(memory.doubles(seen), count, shown);
      decide(memory.ints(doubts), streams, first, rows);
      return rows;
    }
  }

  private long stepsOfLaunch(int count) {
    long draws = code.drawsOfStep();
    return Math.max(1, Math.min(mostOfThread / draws, MOST_OF_LAUNCH / draws / count));
  }

  private static double[][] transposed(double[] seen, int count, int shown) {
    double[][] rows = new double[count][shown];
    for (int o = 0; o < shown; o++) {
      for (int r = 0; r < count; r++) {
        rows[r][o] = seen[o * count + r];
      }
    }
    return rows;
  }

  /** Runs doubtful replicas again, exactly. */
  private void decide(int[] doubts, Streams streams, long first, double[][] rows) {
    for (int r = 0; r < doubts.length; r++) {
      if (doubts[r] != 0) {
        gpu.fallbacks.incrementAndGet();
        Ensemble lanes = LaneEnsemble.of(spec, ForkJoinPool.commonPool()).orElseThrow();
        rows[r] = lanes.run(streams, first + r, 1)[0];
      }
    }
  }
}
