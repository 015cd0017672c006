package org.noiseproof.law;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.criteria.Agreement;

/**
 * The law of laws: a run is the one that the definition gives. Runs are drawn, some of them long
 * and some wide, so that what is wrong only late, or only in the tail of a loop, is met.
 */
final class Definition {
  private Definition() {}

  private static final int STRETCH = 5;

  static List<Check> of(Laws.Kind kind) {
    Cases drawn = Cases.drawn(draw -> stretched(draw, kind.draw(draw))).where(kind::divides);
    return List.of(
        kind.law(
            "definition",
            "every position of a run is the exact one, in the dialect that is spoken, up to rounding",
            drawn,
            Agreement::withReference));
  }

  /** Every fourth case has its steps again and again, every fourth its coordinates. */
  private static Case stretched(Draw draw, Case input) {
    return switch (draw.between(0, 3)) {
      case 0 ->
          input.with(
              input.parameters(),
              Stream.generate(input::rows)
                  .limit(STRETCH)
                  .flatMap(Stream::of)
                  .toArray(double[][]::new));
      case 1 ->
          input.with(
              wide(input.parameters()),
              Stream.of(input.rows()).map(Definition::wide).toArray(double[][]::new));
      default -> input;
    };
  }

  private static double[] wide(double[] row) {
    double[] wide = new double[STRETCH * row.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = row[j % row.length];
    }
    return wide;
  }
}
