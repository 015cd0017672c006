package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Precision;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.fast.cpu.TestRatio;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/** The kernels for bfloat16, against the exact value of the numbers as they were rounded. */
final class Bfloat16RowsTest {
  private static final int[][] SIZES = {{1, 1}, {7, 33}, {40, 5}, {9, 300}, {2, 4097}};

  private static short[] numbers(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    short[] numbers = new short[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Bfloat16Rows.rounded((float) random.nextGaussian());
    }
    return numbers;
  }

  private static Batch batch(short[] x, int n, int d) {
    double[] values = new double[x.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Bfloat16Rows.value(x[i]);
    }
    return Batch.of(n, d, values);
  }

  private static double ratio(
      EstimatorSpec spec, short[] x, int n, int d, float[] estimate, int depth) {
    double[] computed = new double[d];
    for (int j = 0; j < d; j++) {
      computed[j] = estimate[j];
    }
    return TestRatio.of(
        computed, ExactEstimator.estimate(spec, batch(x, n, d)), depth, Precision.FLOAT32);
  }

  @Test
  void estimates_are_within_their_roundings_in_float32() {
    Bfloat16Rows rows = new Bfloat16Rows(StandIn.emulation());
    for (int[] size : SIZES) {
      int n = size[0];
      int d = size[1];
      short[] x = numbers(n * d, d);
      assertThat(ratio(new Mean(), x, n, d, rows.mean(x, n, d), rows.meanDepth(n, d)))
          .as("mean of %d × %d", n, d)
          .isLessThanOrEqualTo(1);
      EstimatorSpec clip = new PerSampleClip(1, 2);
      float[] clipped = rows.perSampleClip(x, n, d, 1, 2);
      int depth = rows.perSampleClipDepth(n, d);
      assertThat(ratio(clip, x, n, d, clipped, depth))
          .as("per-sample clip of %d × %d", n, d)
          .isLessThanOrEqualTo(1);
      clipped[0] += (depth + 1) * Math.ulp(8f * n);
      assertThat(ratio(clip, x, n, d, clipped, depth)).isGreaterThan(1);
    }
  }

  @Test
  void norms_and_dot_products_are_within_two_roundings() {
    Bfloat16Rows rows = new Bfloat16Rows(StandIn.emulation());
    double allowed = Tolerance.gamma(rows.depth(), Precision.FLOAT32.unitRoundoff());
    for (int length : new int[] {1, 9, 255, 4097, 20_000}) {
      short[] x = numbers(length, 1);
      short[] y = numbers(length, 2);
      ExactSum squares = new ExactSum();
      ExactSum products = new ExactSum();
      double gauge = 0;
      for (int i = 0; i < length; i++) {
        double a = Bfloat16Rows.value(x[i]);
        double b = Bfloat16Rows.value(y[i]);
        squares.addProduct(a, a);
        products.addProduct(a, b);
        gauge += Math.abs(a * b);
      }
      double norm = squares.value().sqrt(Double.SIZE).toDouble();
      assertThat(Math.abs(rows.norm(x) - norm)).isLessThanOrEqualTo(allowed * norm);
      double error = Dyadic.of(rows.dot(x, y)).minus(products.value()).abs().toDouble();
      assertThat(error).isLessThanOrEqualTo(allowed * gauge);
    }
  }

  @Test
  void every_bfloat16_is_the_nearest_to_itself_and_ties_go_to_even() {
    for (int bits = 0; bits < 1 << Short.SIZE; bits++) {
      float value = Bfloat16Rows.value((short) bits);
      if (Float.isNaN(value)) {
        assertThat(Bfloat16Rows.value(Bfloat16Rows.rounded(value))).isNaN();
      } else {
        assertThat(Bfloat16Rows.rounded(value)).isEqualTo((short) bits);
      }
    }
    assertThat(Bfloat16Rows.value(Bfloat16Rows.rounded(1 + 0x1p-8f))).isEqualTo(1);
    assertThat(Bfloat16Rows.value(Bfloat16Rows.rounded(1 + 0x3p-8f))).isEqualTo(1 + 0x1p-6f);
    assertThat(Bfloat16Rows.value(Bfloat16Rows.rounded(Float.MAX_VALUE))).isInfinite();
  }

  @Test
  void what_is_not_finite_or_does_not_fit_is_refused() {
    Bfloat16Rows rows = new Bfloat16Rows(StandIn.emulation());
    short[] x = numbers(6, 3);
    x[4] = Bfloat16Rows.rounded(Float.NaN);
    String message = "gradients: row 1, column 1 is NaN, expected a finite number";
    assertThatIllegalArgumentException().isThrownBy(() -> rows.mean(x, 2, 3)).withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rows.perSampleClip(x, 2, 3, 1, 2))
        .withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(() -> rows.norm(x));
    assertThatIllegalArgumentException().isThrownBy(() -> rows.dot(numbers(6, 1), x));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rows.mean(x, 2, 2))
        .withMessage("6 numbers for 2 × 2");
    assertThatIllegalArgumentException().isThrownBy(() -> rows.norm(new short[0]));
  }
}
