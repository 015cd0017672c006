package org.noiseproof.fast.gpu;

import java.util.Arrays;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.reference.Threshold;

/**
 * What a row is multiplied by, a function of its norm alone: min(1, τ/‖x‖), 1{‖x‖ ≤ τ}, 1/‖x‖; 1
 * for a zero row. The numbers are those of {@code rescale.h}.
 */
sealed interface RowFactor {
  /** To how many bits an exact factor is taken. */
  int BITS = 64;

  /** min(1, α k^{1/β}/‖x_k‖). */
  record Clip(double alpha, double beta) implements RowFactor {}

  /** 1{‖x_k‖ ≤ α k^{1/β}}. */
  record Keep(double alpha, double beta) implements RowFactor {}

  /** 1/‖x‖. */
  record Normalize() implements RowFactor {}

  /** min(1, b τ/‖x‖) for the sums of groups of b rows, the last of them of {@code rest}. */
  record ClipSums(double threshold, int size, int rest, int groups) implements RowFactor {}

  /** min(1, τ/‖x‖), τ² on the device. */
  record ClipAtRoot(GpuArray square) implements RowFactor {}

  default int kind() {
    return switch (this) {
      case Clip _, ClipSums _ -> 0;
      case Keep _ -> 1;
      case Normalize _ -> 2;
      case ClipAtRoot _ -> 3;
    };
  }

  /** Whether no row of finite entries is changed by it. */
  default boolean leavesAll() {
    return switch (this) {
      case Clip(double alpha, double _) -> alpha == Double.POSITIVE_INFINITY;
      case Keep(double alpha, double _) -> alpha == Double.POSITIVE_INFINITY;
      case ClipSums(double threshold, int _, int _, int _) -> threshold == Double.POSITIVE_INFINITY;
      case Normalize _, ClipAtRoot _ -> false;
    };
  }

  /** Whether each row has a threshold of its own. */
  default boolean growing() {
    return switch (this) {
      case Clip(double alpha, double beta) -> grows(alpha, beta);
      case Keep(double alpha, double beta) -> grows(alpha, beta);
      case ClipSums(double _, int size, int rest, int _) -> size != rest;
      case Normalize _, ClipAtRoot _ -> false;
    };
  }

  /** The thresholds on the device: one, or one a row. */
  default GpuArray thresholds(GpuMemory memory, int n) {
    return switch (this) {
      case Clip(double alpha, double beta) -> thresholds(memory, n, alpha, beta);
      case Keep(double alpha, double beta) -> thresholds(memory, n, alpha, beta);
      case ClipSums(double threshold, int size, int rest, int groups) -> {
        double[] lengths = new double[growing() ? groups : 1];
        Arrays.fill(lengths, threshold * size);
        lengths[lengths.length - 1] = threshold * rest;
        yield memory.upload(lengths);
      }
      case Normalize _ -> memory.upload(new double[1]);
      case ClipAtRoot(GpuArray square) -> square;
    };
  }

  /** The factor of row k, from 1, whose squared norm is known, to so many bits. */
  default Dyadic exactly(int k, Dyadic square) {
    if (square.signum() == 0) {
      return Dyadic.ONE;
    }
    return switch (this) {
      case Clip(double alpha, double beta) -> clipped(Threshold.growing(alpha, beta, k), square);
      case Keep(double alpha, double beta) ->
          Threshold.growing(alpha, beta, k).leaves(square) ? Dyadic.ONE : Dyadic.ZERO;
      case Normalize _ -> Dyadic.ONE.divide(square.sqrt(BITS), BITS);
      case ClipSums(double threshold, int size, int rest, int groups) ->
          clipped(
              new Threshold(
                  Dyadic.of(threshold).times(Dyadic.of((long) (k == groups ? rest : size))), true),
              square);
      case ClipAtRoot _ -> throw new IllegalStateException("its threshold is not known exactly");
    };
  }

  private static Dyadic clipped(Threshold threshold, Dyadic square) {
    return threshold.leaves(square)
        ? Dyadic.ONE
        : threshold.value().divide(square.sqrt(BITS), BITS);
  }

  private static boolean grows(double alpha, double beta) {
    return alpha > 0 && alpha < Double.POSITIVE_INFINITY && beta < Double.POSITIVE_INFINITY;
  }

  private static GpuArray thresholds(GpuMemory memory, int n, double alpha, double beta) {
    if (!grows(alpha, beta)) {
      return memory.upload(new double[] {alpha});
    }
    int threads = 256;
    GpuArray thresholds = memory.allocate(n, Double.BYTES);
    int blocks = Math.ceilDiv(n, threads);
    memory
        .gpu()
        .launch(Program.ROWS, "rows_thresholds", blocks, threads, n, alpha, beta, thresholds);
    return thresholds;
  }
}
