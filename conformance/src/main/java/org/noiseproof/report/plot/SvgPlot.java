package org.noiseproof.report.plot;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.report.text.Markup;

/**
 * A plot as a figure of HTML: static SVG whose colours are the style sheet's, with a legend.
 * Measured values are dots, predictions lines, bounds dashed, controls crosses; bands are shaded.
 */
public final class SvgPlot {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 340;
  private static final int TOP = 10;
  private static final int BOTTOM = 46;
  private static final int RIGHT = 16;

  /** What is measured lies on top. */
  private static final List<Role> DRAWN =
      List.of(Role.BOUND, Role.PREDICTED, Role.CONTROL, Role.MEASURED);

  /** Beyond so many points a line says more than dots. */
  private static final int MOST_DOTS = 24;

  /** Of a role, in the style sheet. */
  private static final int COLOURS = 4;

  private static final int MEASURED_COLOURS = 8;

  private final Plot plot;
  private final Axis x;
  private final Axis y;
  private final int left;
  private final Markup out = new Markup();

  private SvgPlot(Plot plot, Axis y) {
    this.plot = plot;
    this.x = Axis.around(all(plot, Series::x), plot.logX());
    this.y = y;
    int widest = y.ticks(6).stream().mapToInt(tick -> tick.label().length()).max().orElse(0);
    this.left = 34 + 7 * widest;
  }

  /** The figure. */
  public static String figure(Plot plot) {
    Stream<Double> values =
        Stream.of(all(plot, Series::y), all(plot, Series::lower), all(plot, Series::upper))
            .flatMap(List::stream);
    return new SvgPlot(plot, Axis.around(values.toList(), plot.logY())).draw();
  }

  /** The figure, showing no more than these values; lines are cut off at the edge. */
  static String figure(Plot plot, double lowest, double highest) {
    return new SvgPlot(plot, new Axis(false, lowest, highest)).draw();
  }

  private static List<Double> all(Plot plot, Function<Series, List<Double>> values) {
    return plot.series().stream().flatMap(series -> values.apply(series).stream()).toList();
  }

  private String draw() {
    out.open("figure", "class", "plot").element("figcaption", plot.title());
    out.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted(WIDTH, HEIGHT),
        "role",
        "img",
        "aria-label",
        "%s; %s against %s: %s".formatted(plot.title(), plot.yLabel(), plot.xLabel(), names()));
    String clip = "clip-" + Integer.toHexString(plot.hashCode());
    out.open("clipPath", "id", clip)
        .empty(
            "rect",
            "x",
            at(left),
            "y",
            at(TOP),
            "width",
            at(WIDTH - RIGHT - left),
            "height",
            at(HEIGHT - BOTTOM - TOP))
        .close();
    grid();
    out.open("g", "clip-path", "url(#" + clip + ")");
    Map<Role, Integer> seen = new EnumMap<>(Role.class);
    List<String> classes = new ArrayList<>();
    for (Series series : plot.series()) {
      int n = seen.merge(series.role(), 1, Integer::sum) - 1;
      int colours = series.role() == Role.MEASURED ? MEASURED_COLOURS : COLOURS;
      classes.add("%s n%d".formatted(series.role().name().toLowerCase(Locale.ROOT), n % colours));
    }
    for (Role role : DRAWN) {
      for (int i = 0; i < plot.series().size(); i++) {
        if (plot.series().get(i).role() == role) {
          series(plot.series().get(i), classes.get(i));
        }
      }
    }
    out.close().close();
    legend(classes);
    return out.close().toString();
  }

  private String names() {
    return plot.series().stream().map(Series::name).collect(Collectors.joining(", "));
  }

  private void grid() {
    for (Axis.Tick tick : y.ticks(6)) {
      String at = at(vertical(tick.position()));
      line(at(left), at, at(WIDTH - RIGHT), at, tick.major() ? "grid" : "grid minor");
      out.element(
          "text", tick.label(), "x", at(left - 7), "y", at, "dy", "0.35em", "class", "tick end");
    }
    for (Axis.Tick tick : x.ticks(7)) {
      String at = at(horizontal(tick.position()));
      line(at, at(TOP), at, at(HEIGHT - BOTTOM), tick.major() ? "grid" : "grid minor");
      out.element(
          "text", tick.label(), "x", at, "y", at(HEIGHT - BOTTOM + 17), "class", "tick middle");
    }
    line(at(left), at(HEIGHT - BOTTOM), at(WIDTH - RIGHT), at(HEIGHT - BOTTOM), "axis");
    out.element(
        "text",
        plot.xLabel(),
        "x",
        at(horizontal(0.5)),
        "y",
        at(HEIGHT - 8),
        "class",
        "label middle");
    String middle = at(vertical(0.5));
    out.element(
        "text",
        plot.yLabel(),
        "x",
        "13",
        "y",
        middle,
        "transform",
        "rotate(-90 13 " + middle + ")",
        "class",
        "label middle");
  }

  private void line(String x1, String y1, String x2, String y2, String style) {
    out.empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", style);
  }

  private void series(Series series, String style) {
    band(series, style);
    boolean dots = hasDots(series);
    if (hasLine(series)) {
      out.empty("path", "d", path(series.x(), series.y()), "class", "line " + style);
    }
    for (int i = 0; dots && i < series.x().size(); i++) {
      if (x.shows(series.x().get(i)) && y.shows(series.y().get(i))) {
        dot(
            horizontal(x.position(series.x().get(i))),
            vertical(y.position(series.y().get(i))),
            style);
      }
    }
  }

  private static boolean hasDots(Series series) {
    return switch (series.role()) {
      case MEASURED, CONTROL -> series.x().size() <= MOST_DOTS;
      case PREDICTED, BOUND -> series.x().size() == 1;
    };
  }

  private static boolean hasLine(Series series) {
    return series.role() != Role.CONTROL || !hasDots(series);
  }

  private void dot(double cx, double cy, String style) {
    if (style.startsWith("control")) {
      out.empty(
          "path",
          "d",
          "M%s %sl8 8m0 -8l-8 8".formatted(at(cx - 4), at(cy - 4)),
          "class",
          "cross " + style);
    } else {
      out.empty("circle", "cx", at(cx), "cy", at(cy), "r", "3.6", "class", "dot " + style);
    }
  }

  /** A shaded area where the band is wide enough to see one, whiskers at each point besides. */
  private void band(Series series, String style) {
    if (series.lower().isEmpty()) {
      return;
    }
    StringBuilder forth = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (int i = 0; i < series.x().size(); i++) {
      if (!x.shows(series.x().get(i)) || !y.shows(series.upper().get(i))) {
        continue;
      }
      double across = horizontal(x.position(series.x().get(i)));
      double low = y.shows(series.lower().get(i)) ? y.position(series.lower().get(i)) : 0;
      double up = vertical(y.position(series.upper().get(i)));
      double down = vertical(low);
      forth.append(forth.isEmpty() ? "M" : "L").append(at(across)).append(' ').append(at(up));
      back.insert(0, "L" + at(across) + " " + at(down));
      if (hasDots(series)) {
        line(at(across), at(up), at(across), at(down), "whisker " + style);
      }
    }
    if (!forth.isEmpty()) {
      out.empty("path", "d", forth.append(back).append('Z').toString(), "class", "band " + style);
    }
  }

  private String path(List<Double> xs, List<Double> ys) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < xs.size(); i++) {
      boolean shown = x.shows(xs.get(i)) && y.shows(ys.get(i));
      if (shown) {
        path.append(pen ? 'L' : 'M').append(at(horizontal(x.position(xs.get(i)))));
        path.append(' ').append(at(vertical(y.position(ys.get(i)))));
      }
      pen = shown;
    }
    return path.toString();
  }

  private void legend(List<String> classes) {
    out.open("ul", "class", "legend");
    for (int i = 0; i < classes.size(); i++) {
      Series series = plot.series().get(i);
      out.open("li").open("svg", "viewBox", "0 0 28 12", "aria-hidden", "true");
      if (hasLine(series)) {
        line("1", "6", "27", "6", "line " + classes.get(i));
      }
      if (hasDots(series)) {
        dot(14, 6, classes.get(i));
      }
      out.close().text(series.name()).close();
    }
    out.close();
  }

  private double horizontal(double position) {
    return left + position * (WIDTH - RIGHT - left);
  }

  private double vertical(double position) {
    return HEIGHT - BOTTOM - position * (HEIGHT - BOTTOM - TOP);
  }

  private static String at(double coordinate) {
    double bounded = Math.clamp(coordinate, -1e5, 1e5);
    return String.format(Locale.ROOT, "%.1f", bounded).replaceFirst("\\.0$", "");
  }
}
