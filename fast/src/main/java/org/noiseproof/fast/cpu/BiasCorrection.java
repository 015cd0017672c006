package org.noiseproof.fast.cpu;

/**
 * 1 − βᵗ within an ulp or two, t ≥ 1: βᵗ by repeated squaring in double-double arithmetic (Dekker
 * 1971; products by fma), so that the difference loses nothing. {@code 1 - Math.pow(beta, t)} can
 * be off by a hundred ulps at β = 0.999, t = 2, where the difference is 0.002 but the power's ulp
 * is almost that of 1.
 */
final class BiasCorrection {
  private BiasCorrection() {}

  static double of(double beta, long t) {
    double high = 1;
    double low = 0;
    double squareHigh = beta;
    double squareLow = 0;
    for (long rest = t; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        double product = high * squareHigh;
        double error = productError(high, low, squareHigh, squareLow, product);
        high = product + error;
        low = error - (high - product);
      }
      double square = squareHigh * squareHigh;
      double error = productError(squareHigh, squareLow, squareHigh, squareLow, square);
      squareHigh = square + error;
      squareLow = error - (squareHigh - square);
    }
    return (1 - high) - low;
  }

  private static double productError(double a, double aLow, double b, double bLow, double product) {
    return Math.fma(a, b, -product) + (a * bLow + aLow * b);
  }
}
