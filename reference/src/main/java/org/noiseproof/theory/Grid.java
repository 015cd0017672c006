package org.noiseproof.theory;

/**
 * Equidistant nodes z_0 … z_N of a coordinate z of the line: x itself, or ln x.
 *
 * @param logarithmic whether z = ln x
 * @param first z_0, finite
 * @param last z_N &gt; z_0, finite
 * @param cells N ≥ 1
 */
public record Grid(boolean logarithmic, double first, double last, int cells) {
  public Grid {
    Argument.require(Double.isFinite(first), "first", first, "finite");
    Argument.require(
        last > first && Double.isFinite(last - first), "last", last, first + " < last < ∞");
    Argument.require(cells >= 1, "cells", cells, "cells ≥ 1");
  }

  /** In x itself, from lower to upper. */
  public static Grid linear(double lower, double upper, int cells) {
    return new Grid(false, lower, upper, cells);
  }

  /** In ln x, from x = lower &gt; 0 to upper. */
  public static Grid logarithmic(double lower, double upper, int cells) {
    Argument.positive("lower", lower);
    Argument.positive("upper", upper);
    return new Grid(true, StrictMath.log(lower), StrictMath.log(upper), cells);
  }

  /** The distance h of two nodes, in z. */
  public double spacing() {
    return (last - first) / cells;
  }

  /** x at node j. */
  public double point(int j) {
    double z = j == cells ? last : first + j * spacing();
    return logarithmic ? StrictMath.exp(z) : z;
  }

  /** Whether x lies between the first node and the last. */
  public boolean contains(double x) {
    double z = coordinate(x);
    return first <= z && z <= last;
  }

  /**
   * Where x lies, counted in nodes: 0 at the first, N at the last, beyond them nowhere else.
   *
   * @throws IllegalArgumentException where x has no z: NaN, or x &lt; 0 in ln x
   */
  public double position(double x) {
    double z = coordinate(x);
    Argument.require(!Double.isNaN(z), "x", x, logarithmic ? "x ≥ 0" : "a number");
    return Math.clamp((z - first) / spacing(), 0, cells);
  }

  private double coordinate(double x) {
    return logarithmic ? StrictMath.log(x) : x;
  }
}
