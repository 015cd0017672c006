package org.noiseproof.fast.matrix;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.noiseproof.data.LabelledData;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.Loss.Weights;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;

/**
 * Compares the kernels of margins with the definitions; also a program of its own, for another lane
 * width needs another JVM.
 */
final class MarginBits {
  private MarginBits() {}

  /** Prints the number of problems compared. */
  public static void main(String[] arguments) {
    System.out.println(compare());
  }

  /**
   * The number of comparisons, all equal.
   *
   * @throws AssertionError where a bit differs
   */
  static int compare() {
    int compared = 0;
    for (int n = 1; n < 40; n += 1 + n / 8) {
      for (int k = 2; k <= 5; k++) {
        // Losses of every size, up to far beyond where e^{−m} is 0 or ∞.
        for (double size : new double[] {0, 1, 30, 2000}) {
          compare(problem(n, k, 1 + n % 7, 10L * n + k), size);
          compared++;
        }
      }
    }
    compare(problem(750, 15, 25, 1), 1);
    return compared + 1;
  }

  static MarginProblem problem(int n, int k, int d, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] inputs = new double[n * d];
    Arrays.setAll(inputs, i -> random.nextGaussian());
    int[] labels = random.ints(n, 0, k).toArray();
    return new MarginProblem(new LabelledData(d, k, inputs, labels));
  }

  private static void compare(MarginProblem problem, double size) {
    SplittableRandom random = new SplittableRandom(problem.pairs());
    double[] w = new double[problem.classes() * problem.features()];
    Arrays.setAll(w, i -> size * random.nextGaussian());
    MarginKernels kernels = new MarginKernels(problem);
    for (int again = 0; again < 2; again++) {
      double[] margins = problem.margins(Matrix.of(problem.classes(), problem.features(), w));
      require(Arrays.equals(kernels.margins(w), margins), "margins", problem);
      for (Loss loss : Loss.values()) {
        Weights expected = loss.of(margins, problem.classes() - 1);
        Weights weights = kernels.weights(loss, margins);
        require(Arrays.equals(weights.p(), expected.p()), "weights", problem);
        require(weights.margin() == expected.margin(), "margin", problem);
        require(weights.logLoss() == expected.logLoss(), "loss", problem);
        require(weights.logScale() == expected.logScale(), "scale", problem);
        double[] combination = problem.combination(weights.p()).entries();
        require(Arrays.equals(kernels.combination(weights.p()), combination), "A p", problem);
      }
    }
  }

  private static void require(boolean holds, String what, MarginProblem problem) {
    if (!holds) {
      throw new AssertionError(
          "%s of %d samples, %d classes, %d features"
              .formatted(what, problem.samples(), problem.classes(), problem.features()));
    }
  }
}
