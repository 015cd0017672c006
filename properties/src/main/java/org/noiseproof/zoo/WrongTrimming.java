package org.noiseproof.zoo;

import static org.noiseproof.zoo.Parts.rows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;

/** Wrong trimmed means. */
public final class WrongTrimming {
  private WrongTrimming() {}

  /** One tail. */
  public static final Specimen ONE_TAIL =
      specimen(
          "one-tail",
          "only the largest values are trimmed",
          (sorted, trim) -> mean(sorted, 0, sorted.length - trim));

  /** A mean of all. */
  public static final Specimen TRIMMED_SUM_OVER_N =
      specimen(
          "trimmed-sum-over-n",
          "divides by n, not by the number of values that are left",
          (sorted, trim) -> {
            int left = sorted.length - 2 * trim;
            return mean(sorted, trim, sorted.length - trim) * left / sorted.length;
          });

  /** The trim of both tails, taken for that of each. */
  public static final Specimen TWICE_THE_TRIM =
      specimen(
          "twice-the-trim",
          "trims twice as many values from each tail, as long as one is left",
          (sorted, trim) -> {
            int twice = Math.min(2 * trim, (sorted.length - 1) / 2);
            return mean(sorted, twice, sorted.length - twice);
          });

  /** Winsorized, not trimmed. */
  public static final Specimen WINSORIZED =
      specimen(
          "winsorized",
          "trimmed values are replaced by the nearest that is left, not dropped",
          (sorted, trim) -> {
            double[] replaced = sorted.clone();
            int last = sorted.length - 1 - trim;
            Arrays.fill(replaced, 0, trim, sorted[trim]);
            Arrays.fill(replaced, last + 1, sorted.length, sorted[last]);
            return mean(replaced, 0, sorted.length);
          });

  /** Rows for values. */
  public static final Specimen TRIMMED_BY_NORM =
      WrongEstimator.specimen(
          "trimmed-by-norm",
          "the rows of the 2 trim largest norms are dropped, not values of each coordinate",
          TrimmedMean.class,
          (spec, gradients) -> {
            refuseIfNothingIsLeft(spec.trim(), gradients.samples());
            List<double[]> sorted =
                rows(gradients).stream().sorted(Comparator.comparingDouble(Parts::norm)).toList();
            return Parts.mean(sorted.subList(0, sorted.size() - 2 * spec.trim()));
          });

  /** All of them. */
  static List<Specimen> all() {
    return List.of(ONE_TAIL, TRIMMED_SUM_OVER_N, TWICE_THE_TRIM, WINSORIZED, TRIMMED_BY_NORM);
  }

  private interface Column {
    double estimate(double[] sorted, int trim);
  }

  private static Specimen specimen(String name, String wrong, Column rule) {
    return WrongEstimator.specimen(
        name,
        wrong,
        TrimmedMean.class,
        (spec, gradients) -> {
          refuseIfNothingIsLeft(spec.trim(), gradients.samples());
          return IntStream.range(0, gradients.dimension())
              .mapToDouble(
                  j ->
                      rule.estimate(
                          IntStream.range(0, gradients.samples())
                              .mapToDouble(k -> gradients.at(k, j))
                              .sorted()
                              .toArray(),
                          spec.trim()))
              .toArray();
        });
  }

  private static void refuseIfNothingIsLeft(int trim, int samples) {
    if (2 * trim >= samples) {
      throw new IllegalArgumentException("trim = %d for %d samples".formatted(trim, samples));
    }
  }

  /** From both ends inwards, so that the negated samples have the negated mean. */
  private static double mean(double[] sorted, int from, int to) {
    double sum = 0;
    int low = from;
    int high = to - 1;
    for (; low < high; low++, high--) {
      sum += sorted[low] + sorted[high];
    }
    return (low == high ? sum + sorted[low] : sum) / (to - from);
  }
}
