package org.noiseproof.fast.ensemble;

/** Products and sums of products, lane by lane: each operation rounded, none fused. */
final class LaneProducts {
  private LaneProducts() {}

  /** ab. */
  static void plainProduct(double[] a, double[] b, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = a[l] * b[l];
    }
  }

  /** 0 + ab, with which a sum begins: it is never −0. */
  static void product(double[] a, double[] b, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = 0 + a[l] * b[l];
    }
  }

  /** Adds ab. */
  static void addProduct(double[] a, double[] b, double[] sum) {
    for (int l = 0; l < sum.length; l++) {
      sum[l] += a[l] * b[l];
    }
  }

  /** Multiplies by a. */
  static void multiply(double[] product, double[] a) {
    for (int l = 0; l < product.length; l++) {
      product[l] *= a[l];
    }
  }

  /** Adds a. */
  static void add(double[] a, double[] sum) {
    for (int l = 0; l < sum.length; l++) {
      sum[l] += a[l];
    }
  }

  /** a. */
  static void copy(double[] a, double[] into) {
    System.arraycopy(a, 0, into, 0, into.length);
  }

  /** Adds ca. */
  static void addMultiple(double c, double[] a, double[] sum) {
    for (int l = 0; l < sum.length; l++) {
      sum[l] += c * a[l];
    }
  }

  /** Adds (ca)b. */
  static void addMultiple(double c, double[] a, double[] b, double[] sum) {
    for (int l = 0; l < sum.length; l++) {
      sum[l] += c * a[l] * b[l];
    }
  }

  /** a − b. */
  static void difference(double[] a, double[] b, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = a[l] - b[l];
    }
  }
}
