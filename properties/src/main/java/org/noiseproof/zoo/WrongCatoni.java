package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec.Catoni;

/** Wrong estimators under Catoni's name. */
public final class WrongCatoni {
  private static final double LOG_TWO = Math.log(2);

  private WrongCatoni() {}

  /** An influence that grows like the logarithm of |y|, not of y². */
  public static final Specimen NO_QUADRATIC_TERM =
      specimen(
          "no-quadratic-term",
          "ψ(y) = ln(1 + y) for y ≥ 0, and odd",
          (column, scale) -> root(column, scale, Math::log1p));

  /** The narrowest influence that Catoni's proof allows, for the widest. */
  public static final Specimen NARROWEST_INFLUENCE =
      specimen(
          "narrowest-influence",
          "ψ(y) = −ln(1 − y + y²/2) for 0 ≤ y ≤ 1, ln 2 beyond, and odd",
          (column, scale) ->
              root(column, scale, y -> y < 1 ? -Math.log1p(y * (y / 2 - 1)) : LOG_TWO));

  /** The scale where its square belongs. */
  public static final Specimen SQUARED_SCALE =
      specimen(
          "squared-scale",
          "a² for a",
          (column, scale) -> root(column, scale * scale, WrongCatoni::psi));

  /** An iteration that stops at once. */
  public static final Specimen ONE_NEWTON_STEP =
      specimen(
          "one-newton-step",
          "one step of Newton's method from the mean",
          (column, scale) -> {
            double mean = Arrays.stream(column).map(x -> x / column.length).sum();
            double slope =
                Arrays.stream(column)
                    .map(x -> Math.abs(scale * (x - mean)))
                    .map(y -> (1 + y) / (1 + y * (1 + y / 2)))
                    .sum();
            return mean + sum(column, scale, mean, WrongCatoni::psi) / (scale * slope);
          });

  /** A correction of the mean in its place. */
  public static final Specimen INFLUENCE_AT_ZERO =
      specimen(
          "influence-at-zero",
          "(1/(n a)) Σ ψ(a x): the first step of the iteration from 0, which no translation follows",
          (column, scale) -> sum(column, scale, 0, WrongCatoni::psi) / (scale * column.length));

  /** All of them. */
  static List<Specimen> all() {
    return List.of(
        NO_QUADRATIC_TERM, NARROWEST_INFLUENCE, SQUARED_SCALE, ONE_NEWTON_STEP, INFLUENCE_AT_ZERO);
  }

  private interface Column {
    double estimate(double[] column, double scale);
  }

  private static Specimen specimen(String name, String wrong, Column rule) {
    return WrongEstimator.specimen(
        name,
        wrong,
        Catoni.class,
        (spec, gradients) ->
            IntStream.range(0, gradients.dimension())
                .mapToDouble(j -> rule.estimate(column(gradients, j), spec.scale()))
                .toArray());
  }

  private static double[] column(Batch gradients, int j) {
    return IntStream.range(0, gradients.samples()).mapToDouble(k -> gradients.at(k, j)).toArray();
  }

  private static double psi(double y) {
    return Math.log1p(y * (1 + y / 2));
  }

  private static double sum(double[] column, double scale, double theta, DoubleUnaryOperator psi) {
    double sum = 0;
    for (double x : column) {
      double y = scale * (x - theta);
      sum += Math.copySign(psi.applyAsDouble(Math.abs(y)), y);
    }
    return sum;
  }

  /** By bisection, until there is no double between. */
  private static double root(double[] column, double scale, DoubleUnaryOperator psi) {
    double low = Arrays.stream(column).min().orElse(0);
    double high = Arrays.stream(column).max().orElse(0);
    double middle = low / 2 + high / 2;
    while (low < middle && middle < high) {
      double sum = sum(column, scale, middle, psi);
      low = sum < 0 ? low : middle;
      high = sum > 0 ? high : middle;
      middle = low / 2 + high / 2;
    }
    return middle;
  }
}
