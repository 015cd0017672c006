package org.noiseproof.margin;

import java.util.Arrays;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.Elementary;

/**
 * A loss of margins, as a function of W; its gradient is a negative multiple of A p for weights p
 * on the pairs. Everything is kept in the log domain, so that weights never vanish together,
 * however large the margins: e^{−m} underflows at 745.
 *
 * <p>The order of every operation is fixed, so that kernels can have the same bits: a sample's
 * terms are added one by one, those of all pairs or of all samples as {@link #sum} does.
 */
public enum Loss {
  /** F = log Σ_ic e^{−m_ic}; p = softmax(−m); ∇F = −A p. */
  LOG_SUM_EXP,
  /**
   * L = (1/n) Σ_i l_i, l_i = log(1 + Σ_c e^{−m_ic}); s_ic = e^{−m_ic − l_i}, G = (1/n) Σ s_ic; p =
   * s/(nG); ∇L = −G · A p.
   */
  CROSS_ENTROPY;

  /** Below this s, log(1 + e^s) is e^s to the last place, and its logarithm s. */
  public static final double NEGLIGIBLE = -40;

  private static final int PARTIAL_SUMS = 8;

  /**
   * The loss at a point.
   *
   * @param margin m(W)
   * @param logLoss F itself of LOG_SUM_EXP, log L of CROSS_ENTROPY
   * @param logScale the log of what A p is multiplied by: 0, or log G
   * @param p the weights, N of them, their sum 1 up to rounding
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Weights(double margin, double logLoss, double logScale, double[] p) {}

  /** The loss and its weights at W. */
  public Weights at(MarginProblem problem, Matrix w) {
    return of(problem.margins(w), problem.classes() - 1);
  }

  /**
   * The loss and its weights, of margins.
   *
   * @param wrong k − 1, the number of successive margins that belong to a sample
   */
  public Weights of(double[] margins, int wrong) {
    double margin = Arrays.stream(margins).min().orElseThrow();
    double[] logits = new double[margins.length];
    return switch (this) {
      case LOG_SUM_EXP -> {
        Arrays.setAll(logits, j -> -margins[j]);
        double loss = normalize(logits);
        yield new Weights(margin, loss, 0, logits);
      }
      case CROSS_ENTROPY -> {
        int n = margins.length / wrong;
        double[] logs = new double[n];
        for (int i = 0; i < n; i++) {
          double log = logSum(margins, i * wrong, wrong);
          double sampleLoss = log1pExp(log);
          logs[i] = logOfLog1pExp(log, sampleLoss);
          for (int j = i * wrong; j < (i + 1) * wrong; j++) {
            logits[j] = -margins[j] - sampleLoss;
          }
        }
        double logScale = normalize(logits) - Elementary.log(n);
        yield new Weights(margin, normalize(logs) - Elementary.log(n), logScale, logits);
      }
    };
  }

  /** log(1 + e^s). */
  private static double log1pExp(double s) {
    return Math.max(s, 0) + Elementary.log1p(Elementary.exp(-Math.abs(s)));
  }

  /** log l for l = log(1 + e^s), which is s where e^s is negligible beside 1. */
  private static double logOfLog1pExp(double s, double l) {
    return s < NEGLIGIBLE ? s : Elementary.log(l);
  }

  /** log Σ e^{−m}. */
  private static double logSum(double[] margins, int from, int count) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = from; j < from + count; j++) {
      least = Math.min(least, margins[j]);
    }
    double sum = 0;
    for (int j = from; j < from + count; j++) {
      sum += Elementary.exp(least - margins[j]);
    }
    return Elementary.log(sum) - least;
  }

  /** Logits to weights of sum 1; what is returned is the log of the sum of their exponentials. */
  private static double normalize(double[] logits) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    for (int j = 0; j < logits.length; j++) {
      logits[j] = Elementary.exp(logits[j] - largest);
    }
    double sum = sum(logits, logits.length);
    for (int j = 0; j < logits.length; j++) {
      logits[j] /= sum;
    }
    return largest + Elementary.log(sum);
  }

  /** The sum of the first so many terms: term j to partial sum j mod 8, these in halves. */
  public static double sum(double[] terms, int count) {
    double[] partial = new double[PARTIAL_SUMS];
    for (int j = 0; j < count; j++) {
      partial[j % PARTIAL_SUMS] += terms[j];
    }
    for (int half = PARTIAL_SUMS / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        partial[l] += partial[l + half];
      }
    }
    return partial[0];
  }
}
