package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.claim.Trial;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/**
 * A batch for the per-sample clipped mean, its hyperparameters and a random unit vector. Cases run
 * through numbers of rows, dimensions and growths of the threshold; some rows are zero, some far
 * out.
 */
final class PerSampleCase {
  private static final int[] SAMPLES = {1, 2, 3, 5, 8, 17};
  private static final int[] DIMENSIONS = {1, 2, 5};
  private static final double[] BETAS = {0.5, 1, 1.25, 1.5, 2, Double.POSITIVE_INFINITY};
  private static final int COMBINATIONS = SAMPLES.length * DIMENSIONS.length * BETAS.length;

  private final List<double[]> rows;
  private final PerSampleClip spec;
  private final double[] unit;
  private final int number;

  private PerSampleCase(int number, List<double[]> rows, PerSampleClip spec, double[] unit) {
    this.number = number;
    this.rows = rows;
    this.spec = spec;
    this.unit = unit;
  }

  /** A law that the estimator obeys; it offers what it compares. */
  interface Law {
    void check(Estimators estimators, PerSampleCase input, Tightest found);
  }

  /** The cases of a trial: each combination twice, or fifty times in a deep run. */
  static Stream<PerSampleCase> of(Trial trial) {
    int rounds = trial.scale() == Trial.Scale.DEEP ? 50 : 2;
    return IntStream.range(0, rounds * COMBINATIONS)
        .mapToObj(i -> of(trial.streams().replicate(i), i));
  }

  private static PerSampleCase of(RandomStream random, int i) {
    int n = SAMPLES[i % SAMPLES.length];
    int d = DIMENSIONS[i / SAMPLES.length % DIMENSIONS.length];
    double beta = BETAS[i / SAMPLES.length / DIMENSIONS.length % BETAS.length];
    double alpha = Math.scalb(1.0, random.nextInt(21) - 10);
    List<double[]> rows =
        IntStream.range(0, n).mapToObj(k -> Vectors.times(alpha, row(d, random))).toList();
    double[] direction = Vectors.gaussian(d, 1, random);
    double[] unit = Vectors.times(1 / Vectors.norm(direction), direction);
    return new PerSampleCase(i, rows, new PerSampleClip(alpha, beta), unit);
  }

  /** In units of α: zero, near the thresholds, or far beyond them. */
  private static double[] row(int d, RandomStream random) {
    return switch (random.nextInt(8)) {
      case 0 -> new double[d];
      case 1 -> Vectors.times(Math.scalb(1.0, 30), Vectors.gaussian(d, 1, random));
      default -> Vectors.times(4 / random.nextUniform() / d, Vectors.gaussian(d, 1, random));
    };
  }

  List<double[]> rows() {
    return rows;
  }

  PerSampleClip spec() {
    return spec;
  }

  double[] unit() {
    return unit;
  }

  int dimension() {
    return unit.length;
  }

  /** The same rows under other hyperparameters. */
  PerSampleCase with(double alpha, double beta) {
    return new PerSampleCase(number, rows, new PerSampleClip(alpha, beta), unit);
  }

  /** α k^{1/β}. */
  double threshold(int k) {
    return spec.alpha() * StrictMath.pow(k, 1 / spec.beta());
  }

  /** The rounding granted: γ times the gauge (1/n) Σ ‖clip(g_k)‖. */
  double slack(Estimators estimators) {
    double gauge =
        IntStream.rangeClosed(1, rows.size())
            .mapToDouble(k -> Math.min(Vectors.norm(rows.get(k - 1)), threshold(k)))
            .average()
            .orElseThrow();
    return estimators.roundoff(spec, rows.size(), unit.length) * gauge;
  }

  @Override
  public String toString() {
    return "case %d: α = %s, β = %s, %s"
        .formatted(
            number,
            spec.alpha(),
            spec.beta(),
            rows.size() * dimension() <= 5
                ? "rows " + rows.stream().map(Arrays::toString).toList()
                : "%d rows of %d".formatted(rows.size(), dimension()));
  }
}
