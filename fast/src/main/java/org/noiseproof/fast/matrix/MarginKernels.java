package org.noiseproof.fast.matrix;

import java.util.Optional;
import org.noiseproof.fast.LaneChoice;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.Loss.Weights;
import org.noiseproof.margin.MarginProblem;

/**
 * What a search for a maximum margin does at every step, on plain arrays and one thread: margins,
 * weights and combinations of a {@link MarginProblem}, to its bits and those of {@link Loss}.
 * Matrices are row by row. Keeps arrays of its own, so one thread at a time may use it; what it
 * returns is the caller's.
 */
public final class MarginKernels {
  private final MarginProblem problem;
  private final MatrixView samples;
  private final double[] scores;
  private final Optional<LaneLoss> lanes;

  /** The kernels of a problem. */
  public MarginKernels(MarginProblem problem) {
    this.problem = problem;
    int n = problem.samples();
    int d = problem.features();
    int k = problem.classes();
    double[] x = new double[Math.multiplyExact(n, d)];
    for (int i = 0; i < n; i++) {
      problem.data().copyInput(i, x, i * d);
    }
    samples = MatrixView.of(x, n, d);
    scores = new double[Math.multiplyExact(n, k)];
    lanes =
        LaneChoice.ofThisMachine().bits() == 0
            ? Optional.empty()
            : Optional.of(new LaneLoss(n, k - 1));
  }

  /**
   * The margin of every pair, from the scores X Wᵀ; see {@link MarginProblem#margins}.
   *
   * @param w k × d
   * @throws IllegalArgumentException where W has not k d entries
   */
  public double[] margins(double[] w) {
    int k = problem.classes();
    requireLength("entries of W", w, k * problem.features());
    Gemm.multiply(samples, MatrixView.of(w, k, problem.features()).transposed(), scores);
    double[] margins = new double[problem.pairs()];
    for (int i = 0, j = 0; i < problem.samples(); i++) {
      int right = problem.data().label(i);
      double best = scores[i * k + right];
      for (int c = 0; c < k; c++) {
        if (c != right) {
          margins[j++] = best - scores[i * k + c];
        }
      }
    }
    return margins;
  }

  /**
   * The loss and its weights; see {@link Loss#of}.
   *
   * @param margins N of them, as {@link #margins} returns them
   * @throws IllegalArgumentException where there are not N
   */
  public Weights weights(Loss loss, double[] margins) {
    requireLength("margins", margins, problem.pairs());
    return lanes
        .map(inLanes -> inLanes.of(loss, margins))
        .orElseGet(() -> loss.of(margins, problem.classes() - 1));
  }

  /**
   * A p = Qᵀ X, k × d; see {@link MarginProblem#combination}.
   *
   * @throws IllegalArgumentException where there are not N weights
   */
  public double[] combination(double[] p) {
    requireLength("weights", p, problem.pairs());
    int k = problem.classes();
    int n = problem.samples();
    double[] q = new double[n * k];
    for (int i = 0, j = 0; i < n; i++) {
      int right = problem.data().label(i);
      double whole = 0;
      for (int c = 0; c < k; c++) {
        if (c != right) {
          whole += p[j];
          q[i * k + c] = -p[j++];
        }
      }
      q[i * k + right] = whole;
    }
    return Gemm.product(MatrixView.of(q, n, k).transposed(), samples);
  }

  private static void requireLength(String what, double[] values, int length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          "%d %s, expected %d".formatted(values.length, what, length));
    }
  }
}
