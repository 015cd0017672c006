package org.noiseproof.zoo;

import static org.noiseproof.zoo.Parts.clip;
import static org.noiseproof.zoo.Parts.mean;
import static org.noiseproof.zoo.Parts.norm;
import static org.noiseproof.zoo.Parts.rows;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.spec.EstimatorSpec.QuantileClip;

/** Clipping at a wrong quantile of the norms, or wrongly at the right one. */
public final class WrongQuantiles {
  private WrongQuantiles() {}

  /** A quantile between two norms. */
  public static final Specimen INTERPOLATED_QUANTILE =
      specimen(
          "interpolated-quantile",
          "the quantile is interpolated between two norms, as numpy does",
          (norms, spec) -> {
            double position = spec.quantile() * (norms.length - 1);
            int below = (int) position;
            int above = Math.min(below + 1, norms.length - 1);
            return norms[below] + (position - below) * (norms[above] - norms[below]);
          });

  /** A rank that is rounded down. */
  public static final Specimen RANK_ROUNDED_DOWN =
      specimen(
          "rank-rounded-down",
          "the ⌊q n⌋-th smallest norm, or the smallest",
          (norms, spec) -> norms[Math.max(1, (int) (spec.quantile() * norms.length)) - 1]);

  /** The quantile from the other end. */
  public static final Specimen UPPER_QUANTILE =
      specimen(
          "upper-quantile",
          "the ⌈q n⌉-th largest norm",
          (norms, spec) -> norms[norms.length - spec.rank(norms.length)]);

  /** No quantile at all. */
  public static final Specimen MEAN_NORM =
      specimen(
          "mean-norm",
          "the mean of the norms for their quantile",
          (norms, spec) -> Arrays.stream(norms).map(norm -> norm / norms.length).sum());

  /** Truncation at the quantile. */
  public static final Specimen DROPPED_BEYOND_THE_QUANTILE =
      WrongEstimator.specimen(
          "dropped-beyond-the-quantile",
          "rows beyond the quantile are dropped, not clipped",
          QuantileClip.class,
          (spec, gradients) -> {
            List<double[]> rows = rows(gradients);
            double threshold = norms(rows)[spec.rank(rows.size()) - 1];
            return mean(
                rows.stream().map(g -> norm(g) <= threshold ? g : new double[g.length]).toList());
          });

  /** All of them. */
  static List<Specimen> all() {
    return List.of(
        INTERPOLATED_QUANTILE,
        RANK_ROUNDED_DOWN,
        UPPER_QUANTILE,
        MEAN_NORM,
        DROPPED_BEYOND_THE_QUANTILE);
  }

  private interface Threshold {
    double of(double[] sortedNorms, QuantileClip spec);
  }

  private static Specimen specimen(String name, String wrong, Threshold threshold) {
    return WrongEstimator.specimen(
        name,
        wrong,
        QuantileClip.class,
        (spec, gradients) -> {
          List<double[]> rows = rows(gradients);
          double t = threshold.of(norms(rows), spec);
          return mean(rows.stream().map(g -> clip(g, t)).toList());
        });
  }

  private static double[] norms(List<double[]> rows) {
    return rows.stream().mapToDouble(Parts::norm).sorted().toArray();
  }
}
