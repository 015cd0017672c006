package org.noiseproof.report.plot;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.report.text.Numbers;

/**
 * An axis: where values lie on it, from 0 at its low end to 1 at its high end, and its ticks.
 *
 * @param low end, in the axis' own scale: the decimal logarithm where it is logarithmic
 * @param high end
 */
record Axis(boolean logarithmic, double low, double high) {

  /** A tick; a minor one has no label. */
  record Tick(double position, String label) {
    boolean major() {
      return !label.isEmpty();
    }
  }

  /** The axis that holds these values with a little room; those it cannot show do not count. */
  static Axis around(List<Double> values, boolean logarithmic) {
    List<Double> shown =
        values.stream()
            .filter(v -> isShown(v, logarithmic))
            .map(v -> scaled(v, logarithmic))
            .toList();
    if (shown.isEmpty()) {
      return new Axis(logarithmic, 0, 1);
    }
    double low = shown.stream().mapToDouble(v -> v).min().orElseThrow();
    double high = shown.stream().mapToDouble(v -> v).max().orElseThrow();
    double room = high > low ? 0.05 * (high - low) : room(low, logarithmic);
    boolean fromZero = !logarithmic && low >= 0 && low < 0.4 * high;
    return new Axis(logarithmic, fromZero ? 0 : low - room, high + room);
  }

  private static double room(double only, boolean logarithmic) {
    return logarithmic || only == 0 ? 0.5 : 0.1 * Math.abs(only);
  }

  private static boolean isShown(double value, boolean logarithmic) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }

  private static double scaled(double value, boolean logarithmic) {
    return logarithmic ? Math.log10(value) : value;
  }

  boolean shows(double value) {
    return isShown(value, logarithmic);
  }

  double position(double value) {
    return (scaled(value, logarithmic) - low) / (high - low);
  }

  double length() {
    return high - low;
  }

  /** The axis of this length about the same middle. */
  Axis widened(double length) {
    double room = (length - length()) / 2;
    return new Axis(logarithmic, low - room, high + room);
  }

  /** About so many labelled ticks, and unlabelled ones between decades. */
  List<Tick> ticks(int about) {
    return logarithmic && high - low >= 1 ? decades(about) : even(about);
  }

  private List<Tick> decades(int about) {
    List<Tick> ticks = new ArrayList<>();
    int first = (int) Math.floor(low);
    int last = (int) Math.ceil(high);
    int step = Math.max(1, (int) Math.ceil((high - low) / about));
    boolean between = high - low < 2.5;
    for (int decade = first; decade <= last; decade++) {
      for (int digit = 1; digit <= (step == 1 ? 9 : 1); digit++) {
        double scaled = decade + Math.log10(digit);
        if (scaled < low || scaled > high) {
          continue;
        }
        boolean labelled =
            digit == 1 ? Math.floorMod(decade, step) == 0 : between && (digit == 2 || digit == 5);
        ticks.add(
            new Tick((scaled - low) / (high - low), labelled ? decadeLabel(digit, decade) : ""));
      }
    }
    return ticks;
  }

  /** Plain numbers where all are short, powers of ten where one is not. */
  private String decadeLabel(int digit, int decade) {
    boolean plain = low > -3 && high < 4;
    if (plain || decade == 0 || decade == 1) {
      return Numbers.pretty(digit * Math.pow(10, decade), 2);
    }
    return (digit == 1 ? "" : digit + " × ") + Numbers.powerOfTen(decade);
  }

  /**
   * Ticks at multiples of 1, 2 or 5 times a power of ten; on less than a decade of logarithms too.
   */
  private List<Tick> even(int about) {
    double from = logarithmic ? Math.pow(10, low) : low;
    double to = logarithmic ? Math.pow(10, high) : high;
    double rough = (to - from) / about;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
    int digits = (int) Math.ceil(Math.log10(Math.max(Math.abs(from), Math.abs(to)) / step)) + 1;
    List<Tick> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(from / step); k * step <= to; k++) {
      double value = k * step;
      ticks.add(new Tick(position(value), Numbers.pretty(value, Math.clamp(digits, 6, 15))));
    }
    return ticks;
  }
}
