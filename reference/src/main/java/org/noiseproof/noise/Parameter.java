package org.noiseproof.noise;

/** Ranges of a law's parameters; each refusal names the parameter, its value and the range. */
final class Parameter {
  private Parameter() {}

  static void positive(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "0 < " + name + " < ∞");
  }

  static void aboveOne(String name, double value) {
    require(value > 1 && Double.isFinite(value), name, value, "1 < " + name + " < ∞");
  }

  static void probability(double value) {
    require(value >= 0 && value <= 1, "probability", value, "0 ≤ probability ≤ 1");
  }

  static void rawOrder(double p) {
    positive("p", p);
  }

  static void centralOrder(double p) {
    require(p >= 1 && Double.isFinite(p), "p", p, "1 ≤ p < ∞");
  }

  static void require(boolean holds, String name, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " = " + value + " is out of range: " + range);
    }
  }
}
