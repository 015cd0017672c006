package org.noiseproof.fast.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.matrix.Matrix;

/**
 * What calls are timed on, the same in every process: standard normal numbers, several batches of
 * them in turn, so that an answer that is remembered from the call before is wrong.
 */
public final class TimedInputs {
  /** Batches that take turns. */
  public static final int TURNS = 2;

  private static final int STEPS_BEFORE = 2;

  private TimedInputs() {}

  /** The entries of each batch, or the gradients, in a precision. */
  public static List<double[]> entries(int count, Precision precision) {
    return LongStream.rangeClosed(1, TURNS)
        .mapToObj(seed -> drawn(seed, count, precision))
        .toList();
  }

  private static double[] drawn(long seed, int count, Precision precision) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] entries = new double[count];
    for (int i = 0; i < count; i++) {
      entries[i] = precision.round(random.nextGaussian());
    }
    return entries;
  }

  /**
   * The state that steps are timed from, one whose buffers are no longer 0.
   *
   * @param columns 1 where parameters are a vector
   */
  public static OptimizerState state(
      Optimizer optimizer, int rows, int columns, double[] gradient) {
    OptimizerState state =
        columns == 1
            ? optimizer.start(new double[rows])
            : optimizer.start(Matrix.zero(rows, columns));
    for (int t = 0; t < STEPS_BEFORE; t++) {
      state = optimizer.step(state, gradient);
    }
    return state;
  }
}
