package org.noiseproof.report.plot;

import static org.noiseproof.report.plot.Frame.at;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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

/** A plot as a figure of HTML: static SVG whose colours are the style sheet's, with a legend. */
public final class SvgPlot {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 340;

  /** Of a plane, whose height is what its scale asks for. */
  private static final int HIGHEST = 520;

  private static final int TOP = 10;
  private static final int BOTTOM = 46;
  private static final int RIGHT = 16;

  /** What is drawn beyond the frame, so that dots on it are whole. */
  private static final int MARGIN = 5;

  /** What is measured lies on top. */
  private static final List<Role> DRAWN =
      List.of(Role.BOUND, Role.PREDICTED, Role.CONTROL, Role.MEASURED);

  /** Of a role, in the style sheet. */
  private static final int COLOURS = 4;

  private static final int MEASURED_COLOURS = 8;

  /** More curves than this that runs have drawn get letters. */
  private static final int TOLD_BY_COLOUR = 4;

  private final Plot plot;
  private final Frame frame;
  private final int overhang;
  private final List<SvgSeries> series;
  private final Map<SvgSeries, String> letters = new LinkedHashMap<>();
  private final Markup out = new Markup();

  private SvgPlot(Plot plot, Frame frame, int overhang) {
    this.plot = plot;
    this.frame = frame;
    this.overhang = overhang;
    this.series = styled(plot);
    List<SvgSeries> runs = series.stream().filter(SvgSeries::isSeen).toList();
    if (runs.size() > TOLD_BY_COLOUR) {
      runs.forEach(run -> letters.put(run, Character.toString('a' + letters.size() % 26)));
    }
  }

  /** The figure. */
  public static String figure(Plot plot) {
    Axis x = across(plot);
    Stream<Double> values =
        Stream.of(all(plot, Series::y), all(plot, Series::lower), all(plot, Series::upper))
            .flatMap(List::stream);
    Axis y = Axis.around(values.toList(), plot.logY());
    Frame frame = plot.plane() ? plane(x, y) : frame(x, y, HEIGHT);
    return new SvgPlot(plot, frame, MARGIN).draw();
  }

  /** The figure, showing no more than these values; lines are cut off at the edge. */
  static String figure(Plot plot, double lowest, double highest) {
    return new SvgPlot(plot, frame(across(plot), new Axis(false, lowest, highest), HEIGHT), 0)
        .draw();
  }

  /** With room for what stands at 0 itself. */
  private static Axis across(Plot plot) {
    Axis x = Axis.around(all(plot, Series::x), plot.logX());
    boolean atZero =
        x.low() == 0
            && styled(plot).stream()
                .anyMatch(each -> each.hasDots() && each.series().x().contains(0.0));
    return atZero ? new Axis(x.logarithmic(), -0.04 * x.high(), x.high()) : x;
  }

  private static List<Double> all(Plot plot, Function<Series, List<Double>> values) {
    return plot.series().stream().flatMap(series -> values.apply(series).stream()).toList();
  }

  private static Frame frame(Axis x, Axis y, double height) {
    int widest = y.ticks(6).stream().mapToInt(tick -> tick.label().length()).max().orElse(0);
    return new Frame(x, y, 34 + 7 * widest, WIDTH - RIGHT, TOP, height - BOTTOM);
  }

  /** One scale for both axes; the shorter one is filled up on both sides. */
  private static Frame plane(Axis x, Axis y) {
    Frame wide = frame(x, y, HEIGHT);
    double width = wide.right() - wide.left();
    double height = Math.clamp(width * y.length() / x.length(), HEIGHT - BOTTOM - TOP, HIGHEST);
    double unit = Math.max(x.length() / width, y.length() / height);
    return new Frame(
        x.widened(unit * width),
        y.widened(unit * height),
        wide.left(),
        wide.right(),
        TOP,
        TOP + height);
  }

  private static List<SvgSeries> styled(Plot plot) {
    boolean plane = plot.plane() || plot.series().stream().anyMatch(SvgSeries::turnsBack);
    Map<Role, Integer> seen = new EnumMap<>(Role.class);
    List<SvgSeries> styled = new ArrayList<>();
    for (Series each : plot.series()) {
      int n = seen.merge(each.role(), 1, Integer::sum) - 1;
      int colours = each.role() == Role.MEASURED ? MEASURED_COLOURS : COLOURS;
      String style = "%s n%d".formatted(each.role().name().toLowerCase(Locale.ROOT), n % colours);
      styled.add(SvgSeries.of(each, style, plane));
    }
    return styled;
  }

  private String draw() {
    out.open("figure", "class", "plot").element("figcaption", plot.title());
    out.open(
        "svg",
        "viewBox",
        "0 0 %d %s".formatted(WIDTH, at(frame.bottom() + BOTTOM)),
        "role",
        "img",
        "aria-label",
        "%s; %s against %s: %s".formatted(plot.title(), plot.yLabel(), plot.xLabel(), names()));
    String clip = "clip-" + Integer.toHexString(plot.hashCode());
    out.open("clipPath", "id", clip)
        .empty(
            "rect",
            "x",
            at(frame.left() - MARGIN),
            "y",
            at(frame.top() - overhang),
            "width",
            at(frame.right() - frame.left() + 2 * MARGIN),
            "height",
            at(frame.bottom() - frame.top() + 2 * overhang))
        .close();
    grid();
    out.open("g", "clip-path", "url(#" + clip + ")");
    for (Role role : DRAWN) {
      series.stream()
          .filter(each -> each.series().role() == role)
          .forEach(each -> each.draw(out, frame));
    }
    out.close();
    Tags tags = new Tags();
    letters.forEach((run, letter) -> tags.draw(out, frame, run, letter));
    out.close();
    legend();
    return out.close().toString();
  }

  private String names() {
    return plot.series().stream().map(Series::name).collect(Collectors.joining(", "));
  }

  private void grid() {
    for (Axis.Tick tick : frame.y().ticks(6)) {
      String at = at(frame.vertical(tick.position()));
      line(at(frame.left()), at, at(frame.right()), at, style(tick));
      out.element(
          "text",
          tick.label(),
          "x",
          at(frame.left() - 7),
          "y",
          at,
          "dy",
          "0.35em",
          "class",
          "tick end");
    }
    String bottom = at(frame.bottom());
    for (Axis.Tick tick : frame.x().ticks(7)) {
      String at = at(frame.horizontal(tick.position()));
      line(at, at(frame.top()), at, bottom, style(tick));
      out.element(
          "text", tick.label(), "x", at, "y", at(frame.bottom() + 17), "class", "tick middle");
    }
    line(at(frame.left()), bottom, at(frame.right()), bottom, "axis");
    out.element(
        "text",
        plot.xLabel(),
        "x",
        at(frame.horizontal(0.5)),
        "y",
        at(frame.bottom() + BOTTOM - 8),
        "class",
        "label middle");
    String middle = at(frame.vertical(0.5));
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

  private static String style(Axis.Tick tick) {
    return "0".equals(tick.label()) ? "grid zero" : tick.major() ? "grid" : "grid minor";
  }

  private void line(String x1, String y1, String x2, String y2, String style) {
    out.empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", style);
  }

  private void legend() {
    out.open("ul", "class", "legend");
    for (SvgSeries each : series) {
      out.open("li").open("svg", "viewBox", "0 0 28 12", "aria-hidden", "true");
      each.key(out);
      out.close();
      if (letters.containsKey(each)) {
        out.element("b", letters.getOrDefault(each, ""), "class", each.style());
      }
      out.text(each.series().name()).close();
    }
    out.close();
  }
}
