package org.noiseproof.criteria;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.EstimatorDraws;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;

/**
 * Criterion D: zeros of either sign, subnormal numbers, and numbers next to overflow, alone and
 * side by side, are estimated as real numbers, within the same test ratio. (What is not finite is
 * refused: that is a law of every estimator. The geometric median, which compares distances, meets
 * one scale at a time.) So are the gradients that an optimizer squares.
 */
final class Specials {
  private Specials() {}

  private static final List<Double> FLOAT64 =
      List.of(
          0.0,
          Double.MIN_VALUE,
          3 * Double.MIN_VALUE,
          Double.MIN_NORMAL,
          0x1p-600,
          0x1p-511,
          1.0,
          0x1p511,
          0x1p600,
          Double.MAX_VALUE / 8);

  private static final List<Double> FLOAT32 =
      List.of(
          0.0,
          (double) Float.MIN_VALUE,
          3.0 * Float.MIN_VALUE,
          (double) Float.MIN_NORMAL,
          0x1p-80,
          0x1p-63,
          1.0,
          0x1p63,
          0x1p80,
          (double) Float.MAX_VALUE / 8);

  static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    EstimatorDraws.types()
        .forEach(
            (type, spec) ->
                checks.add(
                    new Check(
                        "criterion/D/" + type,
                        "zeros, subnormal numbers and numbers next to overflow are taken for what"
                            + " they are",
                        type,
                        true,
                        Cases.drawn(draw -> batch(spec, draw)).where(EstimatorDraws::fits),
                        Agreement::ofEstimate)));
    Coordinatewise.draws()
        .forEach(
            (type, run) ->
                checks.add(
                    new Check(
                        "criterion/D/" + type,
                        "gradients that are zero or subnormal, or whose squares are next to"
                            + " overflow, are taken for what they are",
                        type,
                        true,
                        Cases.drawn(draw -> run.apply(draw).mapRows(_ -> squarable(draw))),
                        Agreement::withReference)));
    return checks;
  }

  private static Case batch(Class<? extends EstimatorSpec> spec, Draw draw) {
    double[][] rows = new double[draw.size(6)][draw.size(6)];
    double scale = special(draw);
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] =
            spec == GeometricMedian.class
                ? draw.between(-3, 3) * scale
                : draw.random().nextSign() * special(draw);
      }
    }
    return Case.of(EstimatorDraws.spec(spec, draw, rows.length), rows);
  }

  /** A special number whose square is a number of the precision, too. */
  private static double squarable(Draw draw) {
    double special = special(draw);
    double most = Math.sqrt(draw.precision().largest()) / 8;
    return draw.random().nextSign() * (special > most ? 1 / special : special);
  }

  /**
   * Up to an eighth of the largest number: sums that overflow where the mean does not are not
   * drawn.
   */
  private static double special(Draw draw) {
    return draw.oneOf(
        switch (draw.precision()) {
          case FLOAT64 -> FLOAT64;
          case FLOAT32 -> FLOAT32;
        });
  }
}
