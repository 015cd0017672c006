package org.noiseproof.fast.gpu;

import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.random.Elementary;

/**
 * Margins, weights and combinations of a {@link MarginProblem} on a device, to its bits and those
 * of {@link Loss}. The samples go to the device once; what comes back unasked are the margin and
 * the logarithms of the loss and of the weights' scale. Matrices are row by row, in doubles.
 */
public final class GpuMargins {
  private static final int BLOCK = 256;
  private static final int WARP = 32;

  private final MarginProblem problem;
  private final GpuMemory memory;
  private final GpuMatrix samples;
  private final GpuArray labels;

  /**
   * The loss at a point, its weights on the device; see {@link Loss.Weights}.
   *
   * @param margin m(W)
   * @param logLoss F itself of LOG_SUM_EXP, log L of CROSS_ENTROPY
   * @param logScale the log of what A p is multiplied by: 0, or log G
   * @param p the weights, N of them
   */
  public record Weights(double margin, double logLoss, double logScale, GpuArray p) {}

  /** A problem, with its samples copied to the device. */
  public GpuMargins(MarginProblem problem, GpuMemory memory) {
    this.problem = problem;
    this.memory = memory;
    int n = problem.samples();
    int d = problem.features();
    double[] x = new double[Math.multiplyExact(n, d)];
    int[] classes = new int[n];
    for (int i = 0; i < n; i++) {
      problem.data().copyInput(i, x, i * d);
      classes[i] = problem.data().label(i);
    }
    samples = GpuMatrix.of(memory.upload(x), n, d);
    labels = memory.upload(classes);
  }

  /**
   * The margin of every pair, from the scores X Wᵀ; see {@link MarginProblem#margins}.
   *
   * @param w k × d
   * @throws IllegalArgumentException where W has not k d entries
   */
  public GpuArray margins(GpuArray w) {
    int k = problem.classes();
    requireLength("entries of W", w, (long) k * problem.features());
    GpuArray scores = doubles((long) problem.samples() * k);
    gemm().multiply(samples, GpuMatrix.of(w, k, problem.features()).transposed(), scores);
    GpuArray margins = doubles(problem.pairs());
    each("margins_of_scores", problem.samples(), scores, labels, problem.samples(), k, margins);
    return margins;
  }

  /**
   * The loss and its weights; see {@link Loss#of}.
   *
   * @param margins N of them, as {@link #margins} returns them
   * @throws IllegalArgumentException where there are not N
   */
  public Weights weights(Loss loss, GpuArray margins) {
    int pairs = problem.pairs();
    int n = problem.samples();
    requireLength("margins", margins, pairs);
    GpuArray least = doubles(1);
    inOneBlock("margins_least", margins, pairs, least);
    GpuArray logits = doubles(pairs);
    return switch (loss) {
      case LOG_SUM_EXP -> {
        each("margins_opposite", pairs, margins, pairs, logits);
        yield new Weights(fetched(least), normalized(logits), 0, logits);
      }
      case CROSS_ENTROPY -> {
        GpuArray logs = doubles(n);
        int wrong = problem.classes() - 1;
        each("margins_of_samples", n, margins, n, wrong, Loss.NEGLIGIBLE, logits, logs);
        double ofSize = Elementary.log(n);
        double logScale = normalized(logits) - ofSize;
        yield new Weights(fetched(least), normalized(logs) - ofSize, logScale, logits);
      }
    };
  }

  /**
   * A p = Qᵀ X, k × d; see {@link MarginProblem#combination}.
   *
   * @throws IllegalArgumentException where there are not N weights
   */
  public GpuArray combination(GpuArray p) {
    requireLength("weights", p, problem.pairs());
    int k = problem.classes();
    int n = problem.samples();
    GpuArray q = doubles((long) n * k);
    each("margins_of_classes", n, p, labels, n, k, q);
    GpuArray combination = doubles((long) k * problem.features());
    gemm().multiply(GpuMatrix.of(q, n, k).transposed(), samples, combination);
    return combination;
  }

  /** Logits to weights; what is returned is the log of the sum of their exponentials. */
  private double normalized(GpuArray logits) {
    GpuArray logSum = doubles(1);
    inOneBlock("margins_normalized", logits, (int) logits.length(), logSum);
    return fetched(logSum);
  }

  private GpuGemm gemm() {
    return new GpuGemm(memory.gpu(), Format.FLOAT64);
  }

  private GpuArray doubles(long length) {
    return memory.allocate(length, Double.BYTES);
  }

  private double fetched(GpuArray one) {
    return memory.doubles(one)[0];
  }

  private void each(String kernel, int n, Object... arguments) {
    int threads = Math.min(BLOCK, Math.ceilDiv(n, WARP) * WARP);
    memory.gpu().launch(Program.MARGINS, kernel, Math.ceilDiv(n, threads), threads, arguments);
  }

  private void inOneBlock(String kernel, Object... arguments) {
    memory.gpu().launch(Program.MARGINS, kernel, 1, BLOCK, arguments);
  }

  private static void requireLength(String what, GpuArray values, long length) {
    if (values.length() != length) {
      throw new IllegalArgumentException(
          "%d %s, expected %d".formatted(values.length(), what, length));
    }
  }
}
