package org.noiseproof.claim;

import java.util.List;

/**
 * A plot of measured against predicted, as data. The points of a series are joined in order; a
 * curve may turn back.
 *
 * @param plane whether both axes measure the same, so have one scale, and what is measured is a
 *     path whose start and end are marked
 */
public record Plot(
    String title,
    String xLabel,
    String yLabel,
    boolean logX,
    boolean logY,
    boolean plane,
    List<Series> series)
    implements Figure {
  public Plot {
    series = List.copyOf(series);
    if (plane && logX != logY) {
      throw new IllegalArgumentException(
          "logX = %s, logY = %s is out of range: a plane has one scale".formatted(logX, logY));
    }
  }

  /** Quantities against one another. */
  public Plot(
      String title, String xLabel, String yLabel, boolean logX, boolean logY, List<Series> series) {
    this(title, xLabel, yLabel, logX, logY, false, series);
  }

  /** Orbits, equilibria and paths in a plane of two parameters. */
  public static Plot plane(String title, String xLabel, String yLabel, List<Series> series) {
    return new Plot(title, xLabel, yLabel, false, false, true, series);
  }

  /** The part that a series plays. */
  public enum Role {
    MEASURED,
    PREDICTED,
    BOUND,
    CONTROL
  }

  /**
   * One line or cloud of points, with an optional band.
   *
   * @param lower the band's lower ends, empty without a band
   * @param upper the band's upper ends, empty without a band
   */
  public record Series(
      String name,
      Role role,
      List<Double> x,
      List<Double> y,
      List<Double> lower,
      List<Double> upper) {
    public Series {
      x = List.copyOf(x);
      y = List.copyOf(y);
      lower = List.copyOf(lower);
      upper = List.copyOf(upper);
      if (x.size() != y.size()
          || lower.size() != upper.size()
          || (!lower.isEmpty() && lower.size() != x.size())) {
        throw new IllegalArgumentException(
            "series %s: %d x, %d y, %d lower, %d upper"
                .formatted(name, x.size(), y.size(), lower.size(), upper.size()));
      }
    }

    /** A series without a band. */
    public static Series of(String name, Role role, List<Double> x, List<Double> y) {
      return new Series(name, role, x, y, List.of(), List.of());
    }
  }
}
