package org.noiseproof.report.plot;

import static org.noiseproof.report.plot.Frame.at;

import java.util.List;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.report.text.Markup;

/**
 * How a series is drawn: measured values as dots on a line, predictions as broad lines, bounds
 * dashed, controls as crosses; of many points the line alone, and a path from a ring to a dot.
 *
 * @param style the classes of its colour
 * @param path whether its points are places in the order of time
 */
record SvgSeries(Series series, String style, boolean path) {
  /** Beyond so many points a line says more than dots. */
  private static final int MOST_DOTS = 24;

  /** Points closer than this, in pixels, to the last one drawn cannot be told from it. */
  private static final double CLOSE = 0.4;

  /**
   * In its plot.
   *
   * @param plane whether the plot is one, or has another curve that turns back
   */
  static SvgSeries of(Series series, String style, boolean plane) {
    return new SvgSeries(series, style, plane && series.x().size() > 1 && isSeen(series.role()));
  }

  /** Whether a run has drawn a curve that can be no function of x. */
  static boolean turnsBack(Series series) {
    return isSeen(series.role()) && !areFew(series) && turnsBack(series.x());
  }

  private static boolean areFew(Series series) {
    return series.x().size() <= MOST_DOTS;
  }

  private static boolean isSeen(Role role) {
    return role == Role.MEASURED || role == Role.CONTROL;
  }

  /** Whether a run has drawn it. */
  boolean isSeen() {
    return isSeen(series.role());
  }

  private static boolean turnsBack(List<Double> values) {
    boolean rises = false;
    boolean falls = false;
    for (int i = 1; i < values.size(); i++) {
      rises |= values.get(i) > values.get(i - 1);
      falls |= values.get(i) < values.get(i - 1);
    }
    return rises && falls;
  }

  boolean hasDots() {
    return !path
        && switch (series.role()) {
          case MEASURED, CONTROL -> areFew(series);
          case PREDICTED, BOUND -> series.x().size() == 1;
        };
  }

  private boolean hasLine() {
    return series.x().size() > 1;
  }

  void draw(Markup out, Frame frame) {
    band(out, frame);
    if (hasLine()) {
      out.empty("path", "d", line(frame), "class", "line " + style);
    }
    for (int i = 0; hasDots() && i < series.x().size(); i++) {
      if (shown(i, frame)) {
        dot(out, frame.across(series.x().get(i)), frame.down(series.y().get(i)));
      }
    }
    if (path) {
      ends(out, frame);
    }
  }

  /** The sample of it in a legend of 28 × 12 pixels. */
  void key(Markup out) {
    if (hasLine()) {
      out.empty("line", "x1", "1", "y1", "6", "x2", "27", "y2", "6", "class", "line " + style);
    }
    if (hasDots()) {
      dot(out, 14, 6);
    }
    if (path) {
      ring(out, 4, 6, 3);
      circle(out, 24, 6);
    }
  }

  /** The last point that is shown; −1 where none is. */
  int last(Frame frame) {
    int i = series.x().size() - 1;
    while (i >= 0 && !shown(i, frame)) {
      i--;
    }
    return i;
  }

  private boolean shown(int i, Frame frame) {
    return frame.shows(series.x().get(i), series.y().get(i));
  }

  private void ends(Markup out, Frame frame) {
    int first = 0;
    int last = last(frame);
    while (first < last && !shown(first, frame)) {
      first++;
    }
    if (last >= 0) {
      ring(out, frame.across(series.x().get(first)), frame.down(series.y().get(first)), 4);
      circle(out, frame.across(series.x().get(last)), frame.down(series.y().get(last)));
    }
  }

  /** A control is a cross, a predicted point a ring around what is measured there. */
  private void dot(Markup out, double cx, double cy) {
    switch (series.role()) {
      case MEASURED -> circle(out, cx, cy);
      case CONTROL ->
          out.empty(
              "path",
              "d",
              "M%s %sl8 8m0 -8l-8 8".formatted(at(cx - 4), at(cy - 4)),
              "class",
              "cross " + style);
      case PREDICTED, BOUND -> ring(out, cx, cy, 5.5);
    }
  }

  private void circle(Markup out, double cx, double cy) {
    out.empty("circle", "cx", at(cx), "cy", at(cy), "r", "3.6", "class", "dot " + style);
  }

  private void ring(Markup out, double cx, double cy, double radius) {
    out.empty("circle", "cx", at(cx), "cy", at(cy), "r", at(radius), "class", "ring " + style);
  }

  /** A shaded area where the band is wide enough to see one, whiskers at each point besides. */
  private void band(Markup out, Frame frame) {
    if (series.lower().isEmpty()) {
      return;
    }
    StringBuilder forth = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (int i = 0; i < series.x().size(); i++) {
      if (!frame.shows(series.x().get(i), series.upper().get(i))) {
        continue;
      }
      String across = at(frame.across(series.x().get(i)));
      String up = at(frame.down(series.upper().get(i)));
      double low = series.lower().get(i);
      String down = at(frame.y().shows(low) ? frame.down(low) : frame.bottom());
      forth.append(forth.isEmpty() ? 'M' : 'L').append(across).append(' ').append(up);
      back.insert(0, "L" + across + " " + down);
      if (hasDots()) {
        out.empty(
            "line", "x1", across, "y1", up, "x2", across, "y2", down, "class", "whisker " + style);
      }
    }
    if (!forth.isEmpty()) {
      out.empty("path", "d", forth.append(back).append('Z').toString(), "class", "band " + style);
    }
  }

  private String line(Frame frame) {
    StringBuilder line = new StringBuilder();
    boolean pen = false;
    double fromX = 0;
    double fromY = 0;
    int last = series.x().size() - 1;
    for (int i = 0; i <= last; i++) {
      if (!shown(i, frame)) {
        pen = false;
        continue;
      }
      double toX = frame.across(series.x().get(i));
      double toY = frame.down(series.y().get(i));
      if (!pen || i == last || Math.hypot(toX - fromX, toY - fromY) >= CLOSE) {
        line.append(pen ? 'L' : 'M').append(at(toX)).append(' ').append(at(toY));
        fromX = toX;
        fromY = toY;
        pen = true;
      }
    }
    return line.toString();
  }
}
