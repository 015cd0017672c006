package org.noiseproof.fast.matrix;

import java.util.Arrays;
import org.noiseproof.random.Elementary;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * The positive singular values σ₁ ≥ σ₂ ≥ … of a matrix, and what norms and directions make of them.
 *
 * @param scaled the values over 2ᵉ
 * @param exponent e
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SingularValues(double[] scaled, int exponent) {

  /**
   * Of those computed: what is a rounding error of the largest counts as 0.
   *
   * @param computed largest first
   */
  public static SingularValues of(double[] computed, int rows, int columns, int exponent) {
    double noise = computed.length == 0 ? 0 : Math.max(rows, columns) * Math.ulp(computed[0]);
    double[] positive = Arrays.stream(computed).filter(value -> value > noise).toArray();
    return new SingularValues(positive, exponent);
  }

  /** How many there are. */
  int rank() {
    return scaled.length;
  }

  /**
   * A norm that is one of the singular values; 0 where there are none.
   *
   * @throws IllegalArgumentException where it is one of the entries
   */
  public double norm(NormSpec spec) {
    requireSingular(spec);
    if (scaled.length == 0) {
      return 0;
    }
    return switch (spec) {
      case Spectral _ -> largest();
      case Nuclear _ -> sum(rank(), 1);
      case Schatten(double p) -> unscaled(scaled[0] * Elementary.pow(powers(p), 1 / p));
      case KyFan(int k) -> sum(k, 1);
      case KyFanDual(int k) -> Math.max(largest(), sum(rank(), k));
      case Frobenius _, Max _, L1 _ -> throw new AssertionError(spec);
    };
  }

  /**
   * The weights w of the direction Σ w_i u_i v_iᵀ, those of the largest values; further ones are 0.
   *
   * @throws IllegalArgumentException where the norm is one of the entries
   */
  public double[] weights(NormSpec spec) {
    requireSingular(spec);
    if (scaled.length == 0) {
      return new double[0];
    }
    return switch (spec) {
      case Spectral _ -> equal(rank(), 1);
      case Nuclear _ -> equal(1, 1);
      case KyFanDual(int k) -> equal(Math.min(k, rank()), 1);
      case KyFan(int k) -> leads(k) ? equal(1, 1) : equal(rank(), k);
      case Schatten s -> schatten(s.p(), s.conjugate());
      case Frobenius _, Max _, L1 _ -> throw new AssertionError(spec);
    };
  }

  private static void requireSingular(NormSpec spec) {
    if (spec instanceof Frobenius || spec instanceof Max || spec instanceof L1) {
      throw new IllegalArgumentException(
          "norm = %s, expected one of singular values".formatted(spec.label()));
    }
  }

  private static double[] equal(int count, int divisor) {
    double[] weights = new double[count];
    Arrays.fill(weights, 1.0 / divisor);
    return weights;
  }

  private double largest() {
    return unscaled(scaled[0]);
  }

  /** The sum of the k largest values, over a divisor. */
  private double sum(int k, int divisor) {
    double sum = 0;
    for (int i = 0; i < Math.min(k, scaled.length); i++) {
      sum += scaled[i];
    }
    return unscaled(sum / divisor);
  }

  /** Whether σ₁ ≥ (1/k) Σ σ_i. */
  private boolean leads(int k) {
    return scaled[0] >= Arrays.stream(scaled).sum() / k;
  }

  /** Σ (σ_i/σ₁)ᵖ ≥ 1. */
  private double powers(double p) {
    double sum = 0;
    for (double value : scaled) {
      sum += Elementary.pow(value / scaled[0], p);
    }
    return sum;
  }

  /** σ_i^{q−1} over their norm of p, 1/p + 1/q = 1. */
  private double[] schatten(double p, double q) {
    double whole = Elementary.pow(powers(q), 1 / p);
    double[] weights = new double[scaled.length];
    Arrays.setAll(weights, i -> Elementary.pow(scaled[i] / scaled[0], q - 1) / whole);
    return weights;
  }

  private double unscaled(double value) {
    return Math.scalb(value, exponent);
  }
}
