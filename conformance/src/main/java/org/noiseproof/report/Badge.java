package org.noiseproof.report;

import java.util.List;
import java.util.Locale;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.report.text.Markup;
import org.noiseproof.statistics.Verdict;

/** A conformance run in a small picture: {@code noiseproof · adam conforms}. */
public final class Badge {
  private static final String LABEL = "noiseproof";
  private static final int HEIGHT = 20;
  private static final int MARGIN = 7;
  private static final int MOST_NAMED = 2;

  private Badge() {}

  /** The picture, an SVG that needs nothing else. */
  public static String of(ConformanceRun run) {
    return picture(message(run), colour(run.verdict()));
  }

  /** What it says. */
  static String message(ConformanceRun run) {
    List<String> types =
        run.results().stream()
            .filter(result -> result.verdict() != Verdict.NOT_APPLICABLE)
            .map(result -> result.check().type())
            .distinct()
            .toList();
    String what = types.size() <= MOST_NAMED ? String.join(" + ", types) : run.subject();
    long expected =
        run.results().stream().filter(result -> run.expected(result).isPresent()).count();
    long violated = count(run, Verdict.VIOLATED);
    long broke = count(run, Verdict.ERROR);
    return switch (run.verdict()) {
      case HOLDS -> what + " conforms" + (expected == 0 ? "" : " but for " + expected + " known");
      case VIOLATED ->
          violated == 0
              ? "expected failures out of date"
              : "%d check%s violated".formatted(violated, violated == 1 ? "" : "s");
      case ERROR -> "%d check%s broke".formatted(broke, broke == 1 ? "" : "s");
      case NOT_APPLICABLE, UNDECIDED -> "nothing to judge";
    };
  }

  private static long count(ConformanceRun run, Verdict verdict) {
    return run.failures().stream()
        .map(CheckResult::verdict)
        .filter(failed -> failed == verdict)
        .count();
  }

  private static String colour(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "#1c7c54";
      case VIOLATED -> "#b3261e";
      case ERROR -> "#7b2d8b";
      case NOT_APPLICABLE, UNDECIDED -> "#626b77";
    };
  }

  private static String picture(String message, String colour) {
    int left = width(LABEL);
    int all = left + width(message);
    String size = "%d".formatted(all);
    Markup out = new Markup();
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        size,
        "height",
        Integer.toString(HEIGHT),
        "role",
        "img",
        "aria-label",
        LABEL + ": " + message);
    out.element("title", LABEL + ": " + message);
    out.open("clipPath", "id", "round");
    box(out, 0, all, "", "3").close();
    out.open("g", "clip-path", "url(#round)");
    box(out, 0, left, "#1d232b", "0");
    box(out, left, all - left, colour, "0").close();
    out.open(
        "g",
        "fill",
        "#fff",
        "text-anchor",
        "middle",
        "font-family",
        "Verdana,DejaVu Sans,sans-serif",
        "font-size",
        "11");
    text(out, LABEL, 0, left);
    text(out, message, left, all - left);
    return out.close().close().text("\n").toString();
  }

  private static Markup box(Markup out, int x, int width, String fill, String radius) {
    return out.empty(
        "rect",
        "x",
        Integer.toString(x),
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(HEIGHT),
        "rx",
        radius,
        "fill",
        fill.isEmpty() ? "#fff" : fill);
  }

  /** Stretched to the width reckoned with, whatever font there is. */
  private static void text(Markup out, String text, int x, int width) {
    out.element(
        "text",
        text,
        "x",
        String.format(Locale.ROOT, "%.1f", x + width / 2.0),
        "y",
        "14",
        "textLength",
        Integer.toString(width - 2 * MARGIN));
  }

  /** Of a text in 11 px Verdana, about, with its margins. */
  private static int width(String text) {
    double letters =
        text.chars().mapToDouble(c -> "iljtf.,:' ".indexOf(c) >= 0 ? 4 : c == 'm' ? 10.5 : 7).sum();
    return (int) Math.round(letters) + 2 * MARGIN;
  }
}
