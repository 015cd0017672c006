package org.noiseproof.fast.margin;

import java.util.Arrays;
import org.noiseproof.data.LabelledData;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;

/**
 * Each feature multiplied by a power of two. A W separates the scaled data where W with its columns
 * multiplied by the same powers separates the data.
 *
 * @param exponents one a feature
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scaling(int[] exponents) {

  static Scaling uniform(int features, int exponent) {
    int[] exponents = new int[features];
    Arrays.fill(exponents, exponent);
    return new Scaling(exponents);
  }

  /** Every feature that is not 0 throughout has a largest |entry| in [1, 2). */
  static Scaling equilibrating(LabelledData data) {
    double[] most = new double[data.features()];
    for (int i = 0; i < data.samples(); i++) {
      double[] x = data.input(i);
      for (int j = 0; j < x.length; j++) {
        most[j] = Math.max(most[j], Math.abs(x[j]));
      }
    }
    return new Scaling(Arrays.stream(most).mapToInt(Scaling::toOne).toArray());
  }

  /** By which power of two a number ≥ 0 comes into [1, 2); 0 for 0. */
  static int toOne(double number) {
    return number == 0 ? 0 : -Dyadic.of(number).binaryExponent();
  }

  /** Between the largest power and the smallest: how uneven the features are, in binary digits. */
  int spread() {
    return Arrays.stream(exponents).max().orElseThrow()
        - Arrays.stream(exponents).min().orElseThrow();
  }

  MarginProblem of(MarginProblem problem) {
    LabelledData data = problem.data();
    int d = data.features();
    double[] inputs = new double[data.samples() * d];
    int[] labels = new int[data.samples()];
    for (int i = 0; i < labels.length; i++) {
      data.copyInput(i, inputs, i * d);
      labels[i] = data.label(i);
    }
    for (int e = 0; e < inputs.length; e++) {
      inputs[e] = Math.scalb(inputs[e], exponents[e % d]);
    }
    return new MarginProblem(new LabelledData(d, data.classes(), inputs, labels));
  }

  /** W for the data, up to a factor, from W for the scaled data. */
  Matrix back(Matrix w) {
    int largest = Arrays.stream(exponents).max().orElseThrow();
    double[] entries = w.entries();
    for (int e = 0; e < entries.length; e++) {
      entries[e] = Math.scalb(entries[e], exponents[e % exponents.length] - largest);
    }
    return Matrix.of(w.rows(), w.columns(), entries);
  }
}
