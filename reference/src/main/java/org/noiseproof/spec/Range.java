package org.noiseproof.spec;

/** Ranges of hyperparameters; each refusal names the hyperparameter, its value and the range. */
final class Range {
  private Range() {}

  static void finite(String name, double value) {
    require(Double.isFinite(value), name, value, "a finite number");
  }

  static void finiteAtLeastZero(String name, double value) {
    require(value >= 0 && Double.isFinite(value), name, value, "0 ≤ " + name + " < ∞");
  }

  static void atLeastZero(String name, double value) {
    require(value >= 0, name, value, "0 ≤ " + name + " ≤ ∞");
  }

  static void positive(String name, double value) {
    require(value > 0, name, value, "0 < " + name + " ≤ ∞");
  }

  static void positiveAtMostOne(String name, double value) {
    require(value > 0 && value <= 1, name, value, "0 < " + name + " ≤ 1");
  }

  static void positiveFinite(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "0 < " + name + " < ∞");
  }

  static void belowOne(String name, double value) {
    require(value >= 0 && value < 1, name, value, "0 ≤ " + name + " < 1");
  }

  static void finiteAbove(String name, double bound, double value) {
    require(value > bound && Double.isFinite(value), name, value, bound + " < " + name + " < ∞");
  }

  static void atLeastZero(String name, long value) {
    require(value >= 0, name, value, name + " ≥ 0");
  }

  static void atLeastOne(String name, long value) {
    require(value >= 1, name, value, name + " ≥ 1");
  }

  private static void require(boolean holds, String name, Number value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " = " + value + " is out of range: " + range);
    }
  }
}
