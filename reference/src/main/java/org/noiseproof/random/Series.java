package org.noiseproof.random;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The Taylor series in {@link Elementary}, cut off where the next term is below 2⁻⁵⁵ of the whole;
 * their coefficients are correctly rounded.
 */
public final class Series {
  /** Σ 2/(2j + 5) zʲ, which is (2 atanh(s)/s − 2 − ⅔ z)/z² for z = s² ≤ 0.0295. */
  public static final Series ATANH =
      new Series(
          IntStream.iterate(23, k -> k >= 5, k -> k - 2).mapToDouble(k -> 2.0 / k).toArray());

  /** Σ rʲ/(j + 2)!, which is (eʳ − 1 − r)/r² for |r| ≤ ½ ln 2. */
  public static final Series EXP =
      new Series(
          IntStream.iterate(13, k -> k >= 2, k -> k - 1)
              .mapToDouble(k -> 1.0 / factorial(k))
              .toArray());

  /** (sin(πb)/b − π)/z for z = b² ≤ 1/16: π^{2j+3}/(2j + 3)! with alternating signs. */
  public static final Series SINE =
      new Series(
          0x1.aaec32af93359p-21,
          -0x1.6fadb9f155744p-16,
          0x1.e8f434d018d63p-12,
          -0x1.e3074fde8871fp-8,
          0x1.50783487ee782p-4,
          -0x1.32d2cce62bd86p-1,
          0x1.466bc6775aae2p1,
          -0x1.4abbce625be53p2);

  /** (cos(πb) − 1)/z for z = b² ≤ 1/16: π^{2j+2}/(2j + 2)! with alternating signs. */
  public static final Series COSINE =
      new Series(
          0x1.20c62c2f2d7f5p-18,
          -0x1.b6e24f44b128fp-14,
          0x1.f9d38a3763cc3p-10,
          -0x1.a6d1f2a204a8cp-6,
          0x1.e1f506891babbp-3,
          -0x1.55d3c7e3cbffap0,
          0x1.03c1f081b5ac4p2,
          -0x1.3bd3cc9be45dep2);

  private final double[] coefficients;

  private Series(double... coefficients) {
    this.coefficients = coefficients;
  }

  /** The coefficients, that of the highest power first. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** The sum, by Horner's rule in fused operations. */
  double at(double z) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = Math.fma(sum, z, coefficients[i]);
    }
    return sum;
  }

  private static long factorial(int k) {
    return LongStream.rangeClosed(1, k).reduce(1, (a, b) -> a * b);
  }
}
