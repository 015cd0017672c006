package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;

/** What CLIP-11 says of every batch. */
final class Clip11Blocks {
  private Clip11Blocks() {}

  private static final int MOST_BLOCKS = 9;
  private static final int LARGEST_BLOCK = 7;

  /** The estimate is the median of the means of its blocks, whatever their number and sizes. */
  static Finding median(Trial trial) {
    return Subject.of(
        trial,
        new MedianOfMeans(1),
        any -> {
          Tightest tightest = new Tightest();
          for (int i = 0; i < batches(trial); i++) {
            RandomStream random = trial.streams().replicate(i);
            int blocks = 1 + i % MOST_BLOCKS;
            int n = blocks * (1 + random.nextInt(LARGEST_BLOCK)) + random.nextInt(blocks);
            double[] rows = IntStream.range(0, n).mapToDouble(k -> heavy(random)).toArray();
            double gauge = Arrays.stream(rows).map(Math::abs).max().orElseThrow();
            Subject subject = subject(trial, blocks);
            tightest.offer(
                Comparison.equal(
                    "median of the block means",
                    subject.estimate(rows),
                    median(rows, blocks),
                    subject.slack(n, 1, gauge)),
                "%d rows in %d blocks".formatted(n, blocks));
          }
          return Finding.of(tightest.comparisons());
        });
  }

  /**
   * The estimate is within R of z as soon as fewer than half of the block means are not; the others
   * are anywhere. R = 1.
   *
   * @param more bad blocks than there may be: 0 for what is claimed
   */
  static Finding minority(Trial trial, int more) {
    return Subject.of(
        trial,
        new MedianOfMeans(1),
        any -> {
          Tightest tightest = new Tightest();
          for (int i = 0; i < batches(trial); i++) {
            RandomStream random = trial.streams().replicate(i);
            int blocks = 1 + i % MOST_BLOCKS;
            int size = 1 + random.nextInt(LARGEST_BLOCK);
            int bad = Math.min(blocks, (blocks + 1) / 2 - 1 + more);
            double z = heavy(random);
            double[] rows = new double[blocks * size];
            int first = random.nextInt(blocks);
            for (int b = 0; b < blocks; b++) {
              boolean isBad = (b - first + blocks) % blocks < bad;
              double mean = z + (isBad ? far(i, random) : 2 * random.nextUniform() - 1);
              block(mean, rows, b * size, size, random);
            }
            double gauge = Arrays.stream(rows).map(Math::abs).max().orElseThrow();
            Subject subject = subject(trial, blocks);
            tightest.offer(
                Comparison.atMost(
                    "|estimate − z| over R",
                    Math.abs(subject.estimate(rows) - z),
                    1,
                    subject.slack(blocks * size, 1, size * gauge)),
                "%d of %d blocks of %d bad".formatted(bad, blocks, size));
          }
          return Finding.of(tightest.comparisons());
        });
  }

  /** Numbers with this mean, in pairs that miss it by as much on either side, and far at that. */
  private static void block(double mean, double[] rows, int from, int size, RandomStream random) {
    for (int i = 0; i + 1 < size; i += 2) {
      double off = heavy(random);
      rows[from + i] = mean + off;
      rows[from + i + 1] = mean - off;
    }
    if (size % 2 == 1) {
      rows[from + size - 1] = mean;
    }
  }

  /** All on one side in every other batch, on either side in the rest. */
  private static double far(int batch, RandomStream random) {
    double distance = 100 + Math.abs(heavy(random));
    return batch / MOST_BLOCKS % 2 == 0 ? distance : random.nextSign() * distance;
  }

  /** Without a mean. */
  private static double heavy(RandomStream random) {
    return random.nextSign() / random.nextUniform();
  }

  private static int batches(Trial trial) {
    return MOST_BLOCKS * (trial.scale() == Scale.DEEP ? 2000 : 50);
  }

  private static Subject subject(Trial trial, int blocks) {
    return Subject.find(trial, new MedianOfMeans(blocks)).orElseThrow();
  }

  /** By exact sums of consecutive blocks, the first n mod k of them larger by one. */
  private static double median(double[] rows, int blocks) {
    double[] means = new double[blocks];
    int from = 0;
    for (int b = 0; b < blocks; b++) {
      int to = from + rows.length / blocks + (b < rows.length % blocks ? 1 : 0);
      ExactSum sum = new ExactSum();
      for (int k = from; k < to; k++) {
        sum.add(rows[k]);
      }
      means[b] = sum.round() / (to - from);
      from = to;
    }
    Arrays.sort(means);
    return means[(blocks - 1) / 2] / 2 + means[blocks / 2] / 2;
  }
}
