package org.noiseproof.identify;

import java.util.List;
import java.util.Optional;
import org.noiseproof.backend.Precision;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.ExactNumber;
import org.noiseproof.dialect.RunningError;

/**
 * Where an answer first leaves a dialect.
 *
 * @param row the position, from 0; 0 for an estimate
 * @param coordinate from 0
 * @param expected in the dialect
 * @param allowed what rounding may have cost
 */
public record Difference(int row, int coordinate, double expected, double got, double allowed) {

  /** The first, in a program of this precision; empty where the answer is one in the dialect. */
  static Optional<Difference> of(
      Question question, Dialect dialect, double[][] answer, Precision precision) {
    List<List<ExactNumber>> exact = question.answer(dialect, ExactNumber.FROM_DOUBLES);
    List<List<RunningError>> bounds = question.answer(dialect, RunningError.in(precision));
    for (int t = 0; t < exact.size(); t++) {
      for (int j = 0; j < exact.get(t).size(); j++) {
        double expected = exact.get(t).get(j).value().toDouble();
        double allowed = bounds.get(t).get(j).bound();
        if (!(Math.abs(answer[t][j] - expected) <= allowed)) {
          return Optional.of(new Difference(t, j, expected, answer[t][j], allowed));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "after step %d coordinate %d is %s, expected %s (± %.1e)"
        .formatted(row, coordinate, got, expected, allowed);
  }
}
