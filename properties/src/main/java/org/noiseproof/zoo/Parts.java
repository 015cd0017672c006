package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/**
 * The parts of an estimator in plain double arithmetic. All of them are right: a wrong estimator is
 * made from them by getting one thing wrong.
 */
final class Parts {
  private Parts() {}

  /** What becomes of one row under a threshold. */
  interface Clip {
    double[] apply(double[] row, double threshold);
  }

  /** The threshold of sample k, from 1. */
  interface Threshold {
    double of(PerSampleClip spec, int k);
  }

  static List<double[]> rows(Batch gradients) {
    return IntStream.range(0, gradients.samples()).mapToObj(gradients::row).toList();
  }

  /** ‖g‖, scaled so that squares neither overflow nor vanish. */
  static double norm(double[] g) {
    double largest = Arrays.stream(g).map(Math::abs).max().orElse(0);
    if (largest == 0) {
      return 0;
    }
    int exponent = Math.getExponent(largest);
    double squares = Arrays.stream(g).map(x -> Math.scalb(x, -exponent)).map(x -> x * x).sum();
    return Math.scalb(Math.sqrt(squares), exponent);
  }

  static double[] scale(double factor, double[] g) {
    return Arrays.stream(g).map(x -> factor * x).toArray();
  }

  /** clip_t(g), given some norm of g. */
  static double[] clip(double[] g, double threshold, double norm) {
    return norm <= threshold ? g : Arrays.stream(g).map(x -> x / norm * threshold).toArray();
  }

  static double[] clip(double[] g, double threshold) {
    return clip(g, threshold, norm(g));
  }

  /** g/‖g‖, and 0 where g = 0. */
  static double[] normalized(double[] g) {
    double norm = norm(g);
    return Arrays.stream(g).map(x -> norm == 0 ? 0 : x / norm).toArray();
  }

  /** sign(g), coordinate by coordinate. */
  static double[] signs(double[] g) {
    return Arrays.stream(g).map(Math::signum).toArray();
  }

  static double threshold(PerSampleClip spec, int k) {
    return spec.alpha() * StrictMath.pow(k, 1 / spec.beta());
  }

  static double[] sum(List<double[]> rows) {
    double[] sum = new double[rows.getFirst().length];
    for (double[] row : rows) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += row[j];
      }
    }
    return sum;
  }

  static double[] mean(List<double[]> rows) {
    return Arrays.stream(sum(rows)).map(x -> x / rows.size()).toArray();
  }

  /** The clipped rows, before they are averaged. */
  static List<double[]> clipped(
      PerSampleClip spec, Batch gradients, Threshold threshold, Clip clip) {
    return IntStream.range(0, gradients.samples())
        .mapToObj(k -> clip.apply(gradients.row(k), threshold.of(spec, k + 1)))
        .toList();
  }
}
