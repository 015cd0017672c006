package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Trial;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/**
 * Methods on one problem, and what each of them reaches under the norm of every one.
 *
 * @param entrants the methods
 * @param reached m(W_T)/‖W_T‖: of the method of a row under the norm of a column
 */
record Competition(List<Entrant> entrants, Matrix reached) {
  Competition {
    entrants = List.copyOf(entrants);
  }

  /** A method, and the norm whose margin it should win. */
  record Entrant(NormSpec norm, OptimizerSpec spec) {}

  /** T steps of each on the whole data, by cross-entropy. */
  static Competition of(Trial trial, MarginProblem problem, List<Entrant> entrants, long steps) {
    double[][] reached = new double[entrants.size()][entrants.size()];
    for (int i = 0; i < entrants.size(); i++) {
      MarginDescent run =
          new MarginDescent(
              trial.backend(), problem, Loss.CROSS_ENTROPY, new Max(), entrants.get(i).spec());
      run.steps(steps);
      for (int j = 0; j < entrants.size(); j++) {
        reached[i][j] =
            new Directions(trial.backend())
                .normalizedMargin(problem, entrants.get(j).norm(), run.point());
      }
    }
    return new Competition(entrants, Matrix.ofRows(reached));
  }

  /**
   * In every column, the winner beside each of the others.
   *
   * @param shift how far behind the column's own method, in their order, the winner is said to be:
   *     0
   */
  List<Comparison> winners(int shift) {
    List<Comparison> comparisons = new ArrayList<>();
    int count = entrants.size();
    for (int column = 0; column < count; column++) {
      int winner = (column + shift) % count;
      for (int row = 0; row < count; row++) {
        if (row != winner) {
          comparisons.add(
              Comparison.atLeast(
                  "%s margin of %s descent, beside that of %s descent"
                      .formatted(name(column), name(winner), name(row)),
                  reached.at(winner, column),
                  reached.at(row, column),
                  0));
        }
      }
    }
    return comparisons;
  }

  private String name(int entrant) {
    return SpecJson.type(entrants.get(entrant).norm());
  }
}
