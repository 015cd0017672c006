package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;

/**
 * A law on finitely many numbers, so that expectations are finite sums: of one sample, or of an
 * estimate whose every possible batch was given to the implementation.
 *
 * @param atoms value → probability; they sum to 1 up to rounding
 */
public record FiniteLaw(SortedMap<Double, Double> atoms) {
  public FiniteLaw {
    atoms = Collections.unmodifiableSortedMap(new TreeMap<>(atoms));
  }

  /** {@code high} with probability q, else {@code low}. */
  public static FiniteLaw twoPoint(double low, double high, double q) {
    SortedMap<Double, Double> atoms = new TreeMap<>();
    atoms.put(low, 1 - q);
    atoms.merge(high, q, Double::sum);
    return new FiniteLaw(atoms);
  }

  /**
   * The law of an estimator on n independent samples (d = 1), by giving it every batch there is.
   *
   * @param sample of k atoms; kⁿ batches are run
   */
  public static FiniteLaw ofEstimate(GradientEstimator estimator, FiniteLaw sample, int n) {
    double[] values = sample.values();
    double[] probabilities = sample.probabilities();
    int[] digits = new int[n];
    SortedMap<Double, Double> atoms = new TreeMap<>();
    do {
      double[] rows = new double[n];
      double probability = 1;
      for (int k = 0; k < n; k++) {
        rows[k] = values[digits[k]];
        probability *= probabilities[digits[k]];
      }
      atoms.merge(estimator.estimate(Batch.of(n, 1, rows))[0], probability, Double::sum);
    } while (increment(digits, values.length));
    return new FiniteLaw(atoms);
  }

  /** The next number in this base, least digit first; false after the last. */
  private static boolean increment(int[] digits, int base) {
    for (int k = 0; k < digits.length; k++) {
      if (++digits[k] < base) {
        return true;
      }
      digits[k] = 0;
    }
    return false;
  }

  /** The values, ascending. */
  public double[] values() {
    return atoms.keySet().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Their probabilities, in the values' order. */
  public double[] probabilities() {
    return atoms.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** E f(X). */
  public double expectation(DoubleUnaryOperator f) {
    double sum = 0;
    for (var atom : atoms.entrySet()) {
      sum += atom.getValue() * f.applyAsDouble(atom.getKey());
    }
    return sum;
  }

  public double mean() {
    return expectation(x -> x);
  }

  public double variance() {
    return meanSquaredError(mean());
  }

  /** E (X − target)². */
  public double meanSquaredError(double target) {
    return expectation(x -> (x - target) * (x - target));
  }

  public double probability(DoublePredicate event) {
    return expectation(x -> event.test(x) ? 1 : 0);
  }

  /** The law of f(X). */
  public FiniteLaw map(DoubleUnaryOperator f) {
    SortedMap<Double, Double> image = new TreeMap<>();
    atoms.forEach((x, p) -> image.merge(f.applyAsDouble(x), p, Double::sum));
    return new FiniteLaw(image);
  }

  /** The law of the mean of m independent copies. */
  public FiniteLaw averaged(int m) {
    SortedMap<Double, Double> sums = new TreeMap<>();
    sums.put(0.0, 1.0);
    for (int i = 0; i < m; i++) {
      SortedMap<Double, Double> next = new TreeMap<>();
      sums.forEach((s, p) -> atoms.forEach((x, q) -> next.merge(s + x, p * q, Double::sum)));
      sums = next;
    }
    return new FiniteLaw(sums).map(s -> s / m);
  }

  /** The smallest value x with P(X ≤ x) ≥ level. */
  public double quantile(double level) {
    double cumulated = 0;
    for (var atom : atoms.entrySet()) {
      cumulated += atom.getValue();
      if (cumulated >= level) {
        return atom.getKey();
      }
    }
    return atoms.lastKey();
  }

  @Override
  public String toString() {
    return Arrays.toString(values());
  }
}
