package org.noiseproof.fast.matrix;

import java.util.Arrays;
import org.noiseproof.fast.LaneElementary;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.Loss.Weights;
import org.noiseproof.random.Elementary;

/**
 * {@link Loss#of} with its exponentials and logarithms in lanes: the same operations in the same
 * order, hence the same bits. Keeps its arrays, so one thread at a time may use it.
 */
final class LaneLoss {
  /** Arrays are filled up to multiples of this, the widest vector in doubles. */
  private static final int LANES = 8;

  private final int samples;
  private final int wrong;
  private final double[] terms;
  private final double[] least;
  private final double[] logs;
  private final double[] losses;
  private final LaneElementary ofPairs;
  private final LaneElementary ofSamples;

  /**
   * For so many samples.
   *
   * @param wrong k − 1, the margins of a sample
   */
  LaneLoss(int samples, int wrong) {
    this.samples = samples;
    this.wrong = wrong;
    terms = new double[filledUp(Math.multiplyExact(samples, wrong))];
    least = new double[filledUp(samples)];
    logs = new double[filledUp(samples)];
    losses = new double[filledUp(samples)];
    ofPairs = new LaneElementary(terms.length);
    ofSamples = new LaneElementary(logs.length);
  }

  private static int filledUp(int count) {
    return Math.ceilDiv(count, LANES) * LANES;
  }

  Weights of(Loss loss, double[] margins) {
    double margin = Double.POSITIVE_INFINITY;
    for (double one : margins) {
      margin = Math.min(margin, one);
    }
    return switch (loss) {
      case LOG_SUM_EXP -> {
        for (int j = 0; j < margins.length; j++) {
          terms[j] = -margins[j];
        }
        double value = normalize(ofPairs, terms, margins.length);
        yield new Weights(margin, value, 0, Arrays.copyOf(terms, margins.length));
      }
      case CROSS_ENTROPY -> {
        logSums(margins);
        sampleLosses();
        for (int i = 0, j = 0; i < samples; i++) {
          for (int end = j + wrong; j < end; j++) {
            terms[j] = -margins[j] - losses[i];
          }
        }
        logsOfLosses();
        double ofSize = Elementary.log(samples);
        double logScale = normalize(ofPairs, terms, margins.length) - ofSize;
        double logLoss = normalize(ofSamples, logs, samples) - ofSize;
        yield new Weights(margin, logLoss, logScale, Arrays.copyOf(terms, margins.length));
      }
    };
  }

  /** logs ← log Σ_c e^{−m_ic}. */
  private void logSums(double[] margins) {
    for (int i = 0; i < samples; i++) {
      double smallest = Double.POSITIVE_INFINITY;
      for (int j = i * wrong; j < (i + 1) * wrong; j++) {
        smallest = Math.min(smallest, margins[j]);
      }
      least[i] = smallest;
      for (int j = i * wrong; j < (i + 1) * wrong; j++) {
        terms[j] = smallest - margins[j];
      }
    }
    ofPairs.exp(terms, terms);
    for (int i = 0; i < samples; i++) {
      double sum = 0;
      for (int j = i * wrong; j < (i + 1) * wrong; j++) {
        sum += terms[j];
      }
      logs[i] = sum;
    }
    Arrays.fill(logs, samples, logs.length, 1);
    ofSamples.log(logs, logs);
    for (int i = 0; i < samples; i++) {
      logs[i] -= least[i];
    }
  }

  /** losses ← log(1 + e^s) for the s in logs. */
  private void sampleLosses() {
    for (int i = 0; i < logs.length; i++) {
      losses[i] = -Math.abs(logs[i]);
    }
    ofSamples.exp(losses, losses);
    ofSamples.log1p(losses, losses);
    for (int i = 0; i < samples; i++) {
      losses[i] = Math.max(logs[i], 0) + losses[i];
    }
  }

  /** logs ← log l for the l in losses, which belong to the s in logs. */
  private void logsOfLosses() {
    ofSamples.log(losses, losses);
    for (int i = 0; i < samples; i++) {
      logs[i] = logs[i] < Loss.NEGLIGIBLE ? logs[i] : losses[i];
    }
  }

  /** As {@code Loss} normalizes. */
  private static double normalize(LaneElementary elementary, double[] logits, int count) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      largest = Math.max(largest, logits[j]);
    }
    for (int j = 0; j < count; j++) {
      logits[j] -= largest;
    }
    elementary.exp(logits, logits);
    double sum = Loss.sum(logits, count);
    for (int j = 0; j < count; j++) {
      logits[j] /= sum;
    }
    return largest + Elementary.log(sum);
  }
}
