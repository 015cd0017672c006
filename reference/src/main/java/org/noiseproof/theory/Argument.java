package org.noiseproof.theory;

/** Ranges of a formula's arguments; each refusal names the argument, its value and the range. */
final class Argument {
  private Argument() {}

  /** p in [1, 2]; at p = 1 every formula has its limit, and nothing vanishes with n. */
  static void order(double p) {
    require(p >= 1 && p <= 2, "p", p, "1 ≤ p ≤ 2");
  }

  static void positive(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "0 < " + name + " < ∞");
  }

  static void samples(int n) {
    require(n >= 1, "n", n, "n ≥ 1");
  }

  static void probability(String name, double value) {
    require(value > 0 && value < 1, name, value, "0 < " + name + " < 1");
  }

  static void require(boolean holds, String name, Number value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " = " + value + " is out of range: " + range);
    }
  }
}
