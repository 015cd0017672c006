package org.noiseproof.fast.margin;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A convex function of a vector, finite inside the unit ball of a norm that is symmetric in the
 * coordinates and their signs, and infinite on its boundary. A barrier of singular values is one of
 * matrices (Lewis 1995, cited from memory).
 */
sealed interface BallBarrier
    permits BoxBarrier, EuclideanBarrier, PowerBarrier, KyFanBarrier, BothBarrier {

  /** The function at x, to second order; nothing where x is outside the ball. */
  Optional<Local> at(double[] x);

  /**
   * A function to second order: its gradient is slope_i x_i, its Hessian diag(curvature) +
   * coupling.
   *
   * @param value of the function
   * @param slope positive, also where x_i = 0
   * @param curvature how gradient i changes with x_i where what the coordinates share is held
   * @param coupling what they share, symmetric
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Local(double value, double[] slope, double[] curvature, DMatrixRMaj coupling) {}
}
