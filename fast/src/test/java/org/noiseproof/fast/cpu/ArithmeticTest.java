package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;
import org.apache.commons.math3.dfp.DfpMath;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/** The few numbers that are computed once a row or once a step, against 50 and more digits. */
class ArithmeticTest {
  private static final MathContext DIGITS = new MathContext(80);

  @Test
  void thresholds_are_within_their_ulps_of_the_real_ones() {
    DfpField field = new DfpField(60);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 300; i++) {
      double alpha = Math.scalb(random.nextDouble() + 1, random.nextInt(-20, 20));
      double beta = i % 5 == 0 ? 1 + i % 2 : random.nextDouble(0.05, 3);
      int k = 1 + random.nextInt(i % 2 == 0 ? 100 : 10_000_000);
      Dfp power = DfpMath.exp(DfpMath.log(field.newDfp(k)).divide(field.newDfp(exact(beta))));
      BigDecimal real = new BigDecimal(power.multiply(field.newDfp(exact(alpha))).toString());
      double computed = new Thresholds(alpha, beta).at(k);
      assertThat(ulps(computed, real)).as("%s, %s, %d", alpha, beta, k).isLessThan(Thresholds.ULPS);
    }
  }

  private static String exact(double x) {
    return new BigDecimal(x).toString();
  }

  private static double ulps(double computed, BigDecimal real) {
    return new BigDecimal(computed)
        .subtract(real)
        .abs()
        .divide(new BigDecimal(Math.ulp(real.doubleValue())), DIGITS)
        .doubleValue();
  }

  @Test
  void thresholds_reach_into_the_range_from_powers_beyond_it() {
    assertThat(new Thresholds(Double.MIN_VALUE, 0x1p-10).at(2))
        .isEqualTo(Math.scalb(1.0, 1024 - 1074));
    assertThat(new Thresholds(1, 0x1p-10).at(2)).isInfinite();
    assertThat(new Thresholds(0, 0x1p-10).at(2)).isZero();
    assertThat(new Thresholds(Double.POSITIVE_INFINITY, 2).at(9)).isInfinite();
    assertThat(new Thresholds(3, Double.POSITIVE_INFINITY).at(1000)).isEqualTo(3);
    assertThat(new Thresholds(3, 2).at(49)).isEqualTo(21);
  }

  @Test
  void bias_corrections_are_within_two_ulps() {
    double[] betas = {0, 0.5, 0.9, 0.999, 1 - 0x1p-30, 1 - 0x1p-53, 0x1p-40};
    for (double beta : betas) {
      for (long t : new long[] {1, 2, 3, 10, 1000, 12_345}) {
        BigDecimal real =
            BigDecimal.ONE.subtract(new BigDecimal(beta).pow((int) t, new MathContext(400)));
        assertThat(ulps(BiasCorrection.of(beta, t), real))
            .as("β = %s, t = %d", beta, t)
            .isLessThan(2);
      }
    }
  }

  @Test
  void the_naive_bias_correction_is_not() {
    double beta = 0.999;
    BigDecimal real = BigDecimal.ONE.subtract(new BigDecimal(beta).pow(2));
    assertThat(ulps(1 - Math.pow(beta, 2), real)).isGreaterThan(10);
  }

  @Test
  void depths_follow_the_chains() {
    GradientEstimator mean = estimator(new Mean());
    assertThat(mean.depth(1, 1000)).isEqualTo(2);
    assertThat(mean.depth(64, 1 << 20)).isEqualTo(65);
    // 8192 rows a chunk, 4 chunks: two levels of the tree.
    assertThat(mean.depth(4 * 8192, 1)).isEqualTo(8192 + 2 + 1);
    GradientEstimator clip = estimator(new PerSampleClip(1, 2));
    int clipped = clip.depth(10, 32 * 100) - mean.depth(10, 32 * 100);
    assertThat(clipped).isBetween(50, 70);
  }

  private static GradientEstimator estimator(EstimatorSpec spec) {
    return new CpuBackend(1).estimator(spec).orElseThrow();
  }
}
