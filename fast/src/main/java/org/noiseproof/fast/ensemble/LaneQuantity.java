package org.noiseproof.fast.ensemble;

import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.ensemble.Quantity;

/** A quantity of all lanes, the bits of the scalar one. */
sealed interface LaneQuantity permits LaneProblemQuantity, LanePointQuantity {

  /**
   * Its values.
   *
   * @param x points, an array of all lanes for each coordinate
   * @param estimate of the gradient there, likewise; not looked at unless the quantity needs it
   */
  void measure(double[][] x, double[][] estimate, double[] into);

  /**
   * On so many lanes.
   *
   * @param oracle that the points are shown to before they are measured
   */
  static LaneQuantity of(Quantity quantity, LaneOracle oracle, int lanes) {
    return switch (quantity) {
      case PointQuantity point -> LanePointQuantity.of(point, lanes);
      case ProblemQuantity problem ->
          switch (oracle) {
            case LaneNoisyGradient noisy -> new LaneProblemQuantity(problem, noisy);
            case LaneSampledGradient _ ->
                throw new IllegalStateException(problem + " where there is no problem");
          };
    };
  }
}
