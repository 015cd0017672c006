package org.noiseproof.fast.bench;

import java.util.Locale;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.random.Streams;

/** The runs that ensembles are measured on. */
public enum Dynamics {
  /** Clipped SGD with one sample a step, of a law of three points. */
  THREE_POINT,
  /** The same, skewed with infinite variance. */
  SHIFTED_PARETO,
  /** The mean of 16 clipped samples a step. */
  PER_SAMPLE_CLIP_16,
  /** Minibatch SGD on uw, one of two labels a step. */
  TWO_LAYER,
  /** On u wᵀx with four features, one of 16 samples a step. */
  FOUR_FEATURES,
  /** On the factorization of a 2 × 2 matrix into two, one of 4 samples a step. */
  FACTORIZATION;

  /** A run twice: as data, and as one would write it without any of this. */
  sealed interface Run permits ClippedRun, MinibatchRun {

    /** n. */
    int samples();

    /** As data. */
    EnsembleSpec spec(long steps);

    /** A loop over replicas, one over steps; the observable of each replica. */
    double[] plain(Streams streams, int replicas, long steps);
  }

  private Run run() {
    return switch (this) {
      case THREE_POINT -> new ClippedRun(new ThreePoint(0.1, 3), 1);
      case SHIFTED_PARETO -> new ClippedRun(new ShiftedPareto(1.5, 1), 1);
      case PER_SAMPLE_CLIP_16 -> new ClippedRun(new ShiftedPareto(1.5, 1), 16);
      case TWO_LAYER -> new MinibatchRun(1, 1, 1);
      case FOUR_FEATURES -> new MinibatchRun(4, 1, 1);
      case FACTORIZATION -> new MinibatchRun(2, 2, 2);
    };
  }

  /** The name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** n, samples of a step. */
  public int samples() {
    return run().samples();
  }

  /** The run as data, of so many steps. */
  public EnsembleSpec spec(long steps) {
    return run().spec(steps);
  }

  double[] plain(Streams streams, int replicas, long steps) {
    return run().plain(streams, replicas, steps);
  }
}
