package org.noiseproof.zoo;

import static org.noiseproof.zoo.Parts.mean;
import static org.noiseproof.zoo.Parts.norm;
import static org.noiseproof.zoo.Parts.rows;
import static org.noiseproof.zoo.Parts.scale;
import static org.noiseproof.zoo.Parts.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;

/** Wrong medians of means, and wrong geometric medians. */
public final class WrongMedians {
  private WrongMedians() {}

  /** Blocks of like rows. */
  public static final Specimen SORTED_BLOCKS =
      medianOfMeans(
          "sorted-blocks",
          "the rows are sorted by norm before they are cut into blocks",
          (rows, blocks) ->
              consecutive(
                  rows.stream().sorted(Comparator.comparingDouble(Parts::norm)).toList(), blocks),
          WrongMedians::midpoint);

  /** Blocks by stride. */
  public static final Specimen INTERLEAVED_BLOCKS =
      medianOfMeans(
          "interleaved-blocks",
          "block b takes every blocks-th row, not consecutive ones",
          (rows, blocks) ->
              IntStream.range(0, blocks)
                  .mapToObj(
                      b ->
                          IntStream.range(0, rows.size())
                              .filter(k -> k % blocks == b)
                              .mapToObj(rows::get)
                              .toList())
                  .toList(),
          WrongMedians::midpoint);

  /** Larger blocks last. */
  public static final Specimen LARGER_BLOCKS_LAST =
      medianOfMeans(
          "larger-blocks-last",
          "where the blocks differ in size, the smaller ones come first",
          (rows, blocks) -> consecutive(rows.reversed(), blocks),
          WrongMedians::midpoint);

  /** No midpoint. */
  public static final Specimen LOWER_MIDDLE =
      medianOfMeans(
          "lower-middle",
          "an even number of blocks takes the lower middle value, not the midpoint",
          WrongMedians::consecutive,
          sorted -> sorted[(sorted.length - 1) / 2]);

  /** Medians of coordinates. */
  public static final Specimen COORDINATE_MEDIAN =
      WrongEstimator.specimen(
          "coordinate-median",
          "the median of each coordinate",
          GeometricMedian.class,
          (spec, gradients) -> median(rows(gradients), WrongMedians::midpoint));

  /** Weiszfeld's iteration, stopped too soon. */
  public static final Specimen TEN_STEPS_OF_WEISZFELD =
      WrongEstimator.specimen(
          "ten-steps-of-weiszfeld",
          "ten steps of Weiszfeld's iteration from the mean, converged or not",
          GeometricMedian.class,
          (spec, gradients) -> {
            double[] x = mean(rows(gradients));
            for (int step = 0; step < 10; step++) {
              x = weiszfeld(rows(gradients), x);
            }
            return x;
          });

  /** All of them. */
  static List<Specimen> all() {
    return List.of(
        SORTED_BLOCKS,
        INTERLEAVED_BLOCKS,
        LARGER_BLOCKS_LAST,
        LOWER_MIDDLE,
        COORDINATE_MEDIAN,
        TEN_STEPS_OF_WEISZFELD);
  }

  private interface Blocks {
    List<List<double[]>> cut(List<double[]> rows, int blocks);
  }

  private static Specimen medianOfMeans(
      String name, String wrong, Blocks blocks, ToDoubleFunction<double[]> middle) {
    return WrongEstimator.specimen(
        name,
        wrong,
        MedianOfMeans.class,
        (spec, gradients) -> {
          if (spec.blocks() > gradients.samples()) {
            throw new IllegalArgumentException(
                "blocks = %d for %d samples".formatted(spec.blocks(), gradients.samples()));
          }
          List<double[]> means =
              blocks.cut(rows(gradients), spec.blocks()).stream().map(Parts::mean).toList();
          return median(means, middle);
        });
  }

  /** Consecutive blocks whose sizes differ by at most one, larger ones first. */
  private static List<List<double[]>> consecutive(List<double[]> rows, int blocks) {
    List<List<double[]>> cut = new ArrayList<>();
    int from = 0;
    for (int b = 0; b < blocks; b++) {
      int to = from + rows.size() / blocks + (b < rows.size() % blocks ? 1 : 0);
      cut.add(rows.subList(from, to));
      from = to;
    }
    return cut;
  }

  private static double[] median(List<double[]> rows, ToDoubleFunction<double[]> middle) {
    return IntStream.range(0, rows.getFirst().length)
        .mapToDouble(
            j -> middle.applyAsDouble(rows.stream().mapToDouble(row -> row[j]).sorted().toArray()))
        .toArray();
  }

  private static double midpoint(double[] sorted) {
    int n = sorted.length;
    return sorted[(n - 1) / 2] / 2 + sorted[n / 2] / 2;
  }

  private static double[] weiszfeld(List<double[]> rows, double[] x) {
    double[] sum = new double[x.length];
    double weights = 0;
    for (double[] row : rows) {
      double distance = norm(sum(List.of(row, scale(-1, x))));
      if (distance == 0) {
        return x;
      }
      sum = sum(List.of(sum, scale(1 / distance, row)));
      weights += 1 / distance;
    }
    return scale(1 / weights, sum);
  }
}
