package org.noiseproof.report.plot;

import static org.noiseproof.report.plot.Frame.at;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.report.text.Markup;

/** Letters at the ends of curves, where there are too many to be told apart by colour alone. */
final class Tags {
  private static final int HEIGHT = 12;
  private static final int WIDTH = 10;

  private record Place(double x, double y) {
    boolean meets(Place other) {
      return Math.abs(x - other.x) < WIDTH && Math.abs(y - other.y) < HEIGHT;
    }
  }

  private final List<Place> taken = new ArrayList<>();

  /** Right of the curve's end; higher or lower where another letter stands. */
  void draw(Markup out, Frame frame, SvgSeries series, String letter) {
    int last = series.last(frame);
    if (last < 0) {
      return;
    }
    double x = Math.min(frame.across(series.series().x().get(last)) + 7, frame.right() + 6);
    double y = frame.down(series.series().y().get(last)) + 4;
    Place place = new Place(x, y);
    for (int step = 1; meets(place) && step < 12; step++) {
      place = new Place(x, y + (step % 2 == 0 ? step / 2 : -(step + 1) / 2) * HEIGHT);
    }
    taken.add(place);
    out.element(
        "text", letter, "x", at(place.x), "y", at(place.y), "class", "tag " + series.style());
  }

  private boolean meets(Place place) {
    return taken.stream().anyMatch(place::meets);
  }
}
