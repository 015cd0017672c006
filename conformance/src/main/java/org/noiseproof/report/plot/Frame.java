package org.noiseproof.report.plot;

import java.util.Locale;

/** Where values lie in a figure, in its pixels: the two axes between four edges. */
record Frame(Axis x, Axis y, double left, double right, double top, double bottom) {

  /** Of an x. */
  double across(double value) {
    return horizontal(x.position(value));
  }

  /** Of a y. */
  double down(double value) {
    return vertical(y.position(value));
  }

  double horizontal(double position) {
    return left + position * (right - left);
  }

  double vertical(double position) {
    return bottom - position * (bottom - top);
  }

  boolean shows(double xValue, double yValue) {
    return x.shows(xValue) && y.shows(yValue);
  }

  /** A coordinate, to a tenth of a pixel. */
  static String at(double coordinate) {
    double bounded = Math.clamp(coordinate, -1e5, 1e5);
    return String.format(Locale.ROOT, "%.1f", bounded).replaceFirst("\\.0$", "");
  }
}
