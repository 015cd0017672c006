package org.noiseproof.report.plot;

import java.util.List;
import java.util.Locale;
import org.noiseproof.claim.Picture;
import org.noiseproof.claim.Picture.Panel;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.report.text.Markup;
import org.noiseproof.report.text.Numbers;

/**
 * Matrices as a figure of HTML: one square a entry, in one colour where it is positive and another
 * where it is negative, the paler the smaller; the singular values are bars beneath.
 */
public final class SvgPicture {
  private static final int SIDE = 20;
  private static final int BARS = 44;
  private static final int GAP = 8;

  private final Markup out = new Markup();

  private SvgPicture() {}

  /** The figure. */
  public static String figure(Picture picture) {
    return new SvgPicture().draw(picture);
  }

  private String draw(Picture picture) {
    out.open("figure", "class", "plot picture").element("figcaption", picture.title());
    out.open("div", "class", "panels");
    picture.panels().forEach(this::panel);
    out.close();
    out.open("ul", "class", "legend");
    key("cell positive", "positive");
    key("cell negative", "negative");
    if (picture.panels().stream().anyMatch(panel -> !panel.singularValues().isEmpty())) {
      key("bar", "singular values");
    }
    return out.close().close().toString();
  }

  private void key(String style, String name) {
    out.open("li").open("svg", "viewBox", "0 0 28 12", "aria-hidden", "true");
    out.empty("rect", "x", "8", "width", "12", "height", "12", "class", style).close();
    out.text(name).close();
  }

  private void panel(Panel panel) {
    Matrix matrix = panel.matrix();
    int width = SIDE * matrix.columns();
    int cells = SIDE * matrix.rows();
    int height = panel.singularValues().isEmpty() ? cells : cells + GAP + BARS;
    out.open("div", "class", "panel").element("p", panel.name());
    out.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted(width, height),
        "style",
        "max-width: %dpx".formatted(Math.max(120, 2 * width)),
        "role",
        "img",
        "aria-label",
        "%s, a %d × %d matrix".formatted(panel.name(), matrix.rows(), matrix.columns()));
    double largest = matrix.largest();
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        cell(i, j, matrix.at(i, j), largest);
      }
    }
    bars(panel.singularValues(), width, cells + GAP);
    out.close().close();
  }

  private void cell(int i, int j, double value, double largest) {
    double share = largest == 0 || !Double.isFinite(value) ? 0 : Math.abs(value) / largest;
    out.open(
            "rect",
            "x",
            "" + SIDE * j,
            "y",
            "" + SIDE * i,
            "width",
            "" + SIDE,
            "height",
            "" + SIDE,
            "class",
            value < 0 ? "cell negative" : "cell positive",
            "fill-opacity",
            at(share))
        .element("title", Numbers.pretty(value, 4))
        .close();
  }

  private void bars(List<Double> values, int width, int top) {
    double largest = values.stream().mapToDouble(Math::abs).max().orElse(0);
    double pitch = (double) width / Math.max(1, values.size());
    for (int i = 0; i < values.size(); i++) {
      double height = largest == 0 ? 0 : BARS * Math.abs(values.get(i)) / largest;
      out.open(
              "rect",
              "x",
              at(pitch * (i + 0.15)),
              "y",
              at(top + BARS - height),
              "width",
              at(0.7 * pitch),
              "height",
              at(height),
              "class",
              "bar")
          .element("title", "σ%d = %s".formatted(i + 1, Numbers.pretty(values.get(i), 4)))
          .close();
    }
    if (!values.isEmpty()) {
      String base = "" + (top + BARS);
      out.empty("line", "x1", "0", "y1", base, "x2", "" + width, "y2", base, "class", "axis");
    }
  }

  private static String at(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
