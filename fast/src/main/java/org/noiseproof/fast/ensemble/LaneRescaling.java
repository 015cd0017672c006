package org.noiseproof.fast.ensemble;

/**
 * Vectors of all lanes made shorter than τ, min(1, τ/‖v‖) v, or of length 1, v/‖v‖, and added to a
 * sum; a zero vector stays.
 *
 * <p>On a line there is no norm, and nothing is rounded. Elsewhere the factor is that of a norm
 * whose squares are added first to last by fused multiply and add. The few lanes whose squares
 * leave the range in which that is accurate are scaled by a power of two first.
 */
final class LaneRescaling {
  /** Between these no square that matters was lost to underflow, and none overflowed. */
  private static final double LEAST = 0x1p-900;

  private static final double LARGEST = 0x1p1000;

  private final double[] factor;

  LaneRescaling(int lanes) {
    factor = new double[lanes];
  }

  /** sum ← sum + min(1, τ/‖v‖) v. May change v. */
  void addClipped(double[][] v, double threshold, double[][] sum) {
    if (threshold == Double.POSITIVE_INFINITY) {
      add(v, sum);
    } else if (v.length == 1) {
      addClamped(v, threshold, sum);
    } else {
      boolean accurate = squares(v);
      for (int l = 0; l < factor.length; l++) {
        // A zero vector stays, for τ = 0 too.
        double norm = Math.max(Math.sqrt(factor[l]), Double.MIN_VALUE);
        factor[l] = Math.min(1, threshold / norm);
      }
      if (!accurate) {
        rescaleFar(v, threshold, false);
      }
      addScaled(v, factor, sum);
    }
  }

  /** sum ← sum + v/‖v‖, 0 for v = 0. May change v. */
  void addNormalized(double[][] v, double[][] sum) {
    if (v.length == 1) {
      addSigns(v, sum);
      return;
    }
    boolean accurate = squares(v);
    for (int l = 0; l < factor.length; l++) {
      factor[l] = 1 / Math.max(Math.sqrt(factor[l]), Double.MIN_NORMAL);
    }
    if (!accurate) {
      rescaleFar(v, 1, true);
    }
    addScaled(v, factor, sum);
  }

  /** sum ← sum + clamp(v, −τ, τ), coordinate by coordinate. */
  static void addClamped(double[][] v, double threshold, double[][] sum) {
    double bottom = -threshold;
    for (int j = 0; j < v.length; j++) {
      double[] vj = v[j];
      double[] sj = sum[j];
      for (int l = 0; l < sj.length; l++) {
        sj[l] += Math.max(bottom, Math.min(threshold, vj[l]));
      }
    }
  }

  /** sum ← sum + v. */
  static void add(double[][] v, double[][] sum) {
    for (int j = 0; j < v.length; j++) {
      double[] vj = v[j];
      double[] sj = sum[j];
      for (int l = 0; l < sj.length; l++) {
        sj[l] += vj[l];
      }
    }
  }

  /** sum ← sum + sign(v), coordinate by coordinate. */
  static void addSigns(double[][] v, double[][] sum) {
    for (int j = 0; j < v.length; j++) {
      double[] vj = v[j];
      double[] sj = sum[j];
      for (int l = 0; l < sj.length; l++) {
        sj[l] += Math.signum(vj[l]);
      }
    }
  }

  /** sum ← sum + f v, a factor for each lane. */
  static void addScaled(double[][] v, double[] factor, double[][] sum) {
    for (int j = 0; j < v.length; j++) {
      double[] vj = v[j];
      double[] sj = sum[j];
      for (int l = 0; l < sj.length; l++) {
        sj[l] = Math.fma(factor[l], vj[l], sj[l]);
      }
    }
  }

  /** ‖v‖² into the factors; whether they are accurate in every lane. */
  private boolean squares(double[][] v) {
    double[] v0 = v[0];
    for (int l = 0; l < factor.length; l++) {
      factor[l] = v0[l] * v0[l];
    }
    for (int j = 1; j < v.length; j++) {
      double[] vj = v[j];
      for (int l = 0; l < factor.length; l++) {
        factor[l] = Math.fma(vj[l], vj[l], factor[l]);
      }
    }
    double least = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int l = 0; l < factor.length; l++) {
      least = Math.min(least, factor[l]);
      largest = Math.max(largest, factor[l]);
    }
    return least >= LEAST && largest <= LARGEST;
  }

  /**
   * Replaces v by v 2⁻ᵉ and its factor by τ/‖v 2⁻ᵉ‖ in the lanes of inaccurate squares. Where they
   * are small, clipping leaves v as it is, and its factor is right already.
   */
  private void rescaleFar(double[][] v, double threshold, boolean stretches) {
    for (int l = 0; l < factor.length; l++) {
      double squares = 0;
      double largest = 0;
      for (double[] vj : v) {
        squares = Math.fma(vj[l], vj[l], squares);
        largest = Math.max(largest, Math.abs(vj[l]));
      }
      boolean far = squares > LARGEST || (stretches && squares < LEAST);
      if (!far || largest == 0 || !Double.isFinite(largest)) {
        continue;
      }
      int exponent = Math.getExponent(largest);
      squares = 0;
      for (double[] vj : v) {
        vj[l] = Math.scalb(vj[l], -exponent);
        squares = Math.fma(vj[l], vj[l], squares);
      }
      factor[l] = threshold / Math.sqrt(squares);
    }
  }
}
