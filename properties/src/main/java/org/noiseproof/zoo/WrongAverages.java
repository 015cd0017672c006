package org.noiseproof.zoo;

import static org.noiseproof.zoo.Parts.clip;
import static org.noiseproof.zoo.Parts.clipped;
import static org.noiseproof.zoo.Parts.mean;
import static org.noiseproof.zoo.Parts.norm;
import static org.noiseproof.zoo.Parts.rows;
import static org.noiseproof.zoo.Parts.scale;
import static org.noiseproof.zoo.Parts.sum;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/** Clipping estimators that average wrongly, or at the wrong time. */
public final class WrongAverages {
  private WrongAverages() {}

  /** Batch clipping under the name of per-sample clipping. */
  public static final Specimen CLIP_AFTER_AVERAGING =
      perSample(
          "clip-after-averaging",
          "the mean is clipped, not each sample",
          (spec, gradients) -> clip(mean(rows(gradients)), spec.alpha()));

  /** A forgotten 1/n. */
  public static final Specimen SUM =
      perSample(
          "sum-of-clipped",
          "the clipped rows are summed, not averaged",
          (spec, gradients) -> sum(clipped(spec, gradients, Parts::threshold, Parts::clip)));

  /** A denominator that depends on the data. */
  public static final Specimen MEAN_OVER_UNCLIPPED =
      perSample(
          "mean-over-unclipped",
          "divides by the number of rows that were not clipped",
          (spec, gradients) -> {
            long unclipped =
                IntStream.range(0, gradients.samples())
                    .filter(k -> norm(gradients.row(k)) <= Parts.threshold(spec, k + 1))
                    .count();
            return scale(
                1.0 / Math.max(1, unclipped),
                sum(clipped(spec, gradients, Parts::threshold, Parts::clip)));
          });

  /** Bessel's correction where it does not belong. */
  public static final Specimen N_MINUS_ONE =
      perSample(
          "n-minus-one",
          "divides by n − 1 where n > 1",
          (spec, gradients) ->
              scale(
                  1.0 / Math.max(1, gradients.samples() - 1),
                  sum(clipped(spec, gradients, Parts::threshold, Parts::clip))));

  /** A tail that the loop forgets. */
  public static final Specimen LAST_ROW_IGNORED =
      perSample(
          "last-row-ignored",
          "leaves out the last row of a batch of more than one",
          (spec, gradients) -> {
            List<double[]> all = clipped(spec, gradients, Parts::threshold, Parts::clip);
            return scale(1.0 / all.size(), sum(all.subList(0, Math.max(1, all.size() - 1))));
          });

  /** Sums in single precision. */
  public static final Specimen FLOAT32_SUM =
      perSample(
          "float32-sum",
          "the clipped rows are summed in float32",
          (spec, gradients) -> {
            float[] sum = new float[gradients.dimension()];
            for (double[] row : clipped(spec, gradients, Parts::threshold, Parts::clip)) {
              for (int j = 0; j < sum.length; j++) {
                sum[j] += (float) row[j];
              }
            }
            return IntStream.range(0, sum.length)
                .mapToDouble(j -> sum[j] / (double) gradients.samples())
                .toArray();
          });

  /** A robust estimator that hides what it was given. */
  public static final Specimen NAN_AS_ZERO =
      new Specimen(
          "nan-as-zero",
          "a NaN is taken for 0 in silence",
          PerSampleClip.class,
          new WrongEstimator<>(
              "nan-as-zero",
              PerSampleClip.class,
              (spec, gradients) -> {
                double[] values =
                    Arrays.stream(gradients.values()).map(x -> Double.isNaN(x) ? 0 : x).toArray();
                Batch hidden = Batch.of(gradients.samples(), gradients.dimension(), values);
                return mean(clipped(spec, hidden, Parts::threshold, Parts::clip));
              }));

  /** Per-sample clipping under the name of batch clipping. */
  public static final Specimen CLIP_BEFORE_AVERAGING =
      WrongEstimator.specimen(
          "clip-before-averaging",
          "each sample is clipped, not the mean",
          BatchClip.class,
          (spec, gradients) ->
              mean(rows(gradients).stream().map(g -> clip(g, spec.threshold())).toList()));

  /** Clipping once, after the accumulation. */
  public static final Specimen CLIP_AFTER_ACCUMULATION =
      microBatches(
          "clip-after-accumulation",
          "the micro-batches are accumulated first and clipped once",
          (spec, gradients) -> clip(mean(rows(gradients)), spec.threshold()));

  /** Micro-batches of unequal size, equal weight. */
  public static final Specimen UNWEIGHTED_MICRO_BATCHES =
      microBatches(
          "unweighted-micro-batches",
          "the last, smaller micro-batch counts as much as a full one",
          (spec, gradients) -> mean(clippedMeans(spec, rows(gradients))));

  /** The rest of a division, lost. */
  public static final Specimen REMAINDER_DROPPED =
      microBatches(
          "remainder-dropped",
          "rows that do not fill a micro-batch are left out",
          (spec, gradients) -> {
            List<double[]> all = rows(gradients);
            int whole = all.size() - all.size() % spec.microBatchSize();
            return mean(clippedMeans(spec, whole == 0 ? all : all.subList(0, whole)));
          });

  /** Micro-batches by stride. */
  public static final Specimen INTERLEAVED_MICRO_BATCHES =
      microBatches(
          "interleaved-micro-batches",
          "a micro-batch takes every m-th row where B divides n, not B consecutive ones",
          (spec, gradients) -> {
            List<double[]> all = rows(gradients);
            int size = spec.microBatchSize();
            int groups = Math.max(1, all.size() / size);
            List<double[]> interleaved =
                IntStream.range(0, groups)
                    .boxed()
                    .flatMap(
                        group ->
                            IntStream.range(0, all.size())
                                .filter(k -> k % groups == group)
                                .mapToObj(all::get))
                    .toList();
            List<double[]> means = clippedMeans(spec, interleaved);
            double[] sum = new double[gradients.dimension()];
            for (int m = 0; m < means.size(); m++) {
              double weight = (double) Math.min(size, all.size() - m * size) / all.size();
              sum = sum(List.of(sum, scale(weight, means.get(m))));
            }
            return sum;
          });

  /** A mean that is no mean. */
  public static final Specimen SUM_FOR_MEAN =
      WrongEstimator.specimen(
          "sum-for-mean", "the sum, not the mean", Mean.class, (spec, g) -> sum(rows(g)));

  /** All of them. */
  static List<Specimen> all() {
    return List.of(
        CLIP_AFTER_AVERAGING,
        SUM,
        MEAN_OVER_UNCLIPPED,
        N_MINUS_ONE,
        LAST_ROW_IGNORED,
        FLOAT32_SUM,
        NAN_AS_ZERO,
        CLIP_BEFORE_AVERAGING,
        CLIP_AFTER_ACCUMULATION,
        UNWEIGHTED_MICRO_BATCHES,
        REMAINDER_DROPPED,
        INTERLEAVED_MICRO_BATCHES,
        SUM_FOR_MEAN);
  }

  private static List<double[]> clippedMeans(MicroBatchClip spec, List<double[]> rows) {
    int size = spec.microBatchSize();
    return IntStream.rangeClosed(0, (rows.size() - 1) / size)
        .mapToObj(m -> rows.subList(m * size, Math.min(rows.size(), (m + 1) * size)))
        .map(group -> clip(mean(group), spec.threshold()))
        .toList();
  }

  private static Specimen perSample(
      String name, String wrong, WrongEstimator.Rule<PerSampleClip> rule) {
    return WrongEstimator.specimen(name, wrong, PerSampleClip.class, rule);
  }

  private static Specimen microBatches(
      String name, String wrong, WrongEstimator.Rule<MicroBatchClip> rule) {
    return WrongEstimator.specimen(name, wrong, MicroBatchClip.class, rule);
  }
}
