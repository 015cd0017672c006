package org.noiseproof.reference;

import java.util.Arrays;
import org.noiseproof.exact.Dyadic;

/**
 * f(y) = Σ_k ‖a_k − y‖ with its gradient and Hessian at one y, in arithmetic of some number of
 * bits. An a_k equal to y, where f has no gradient, is left out of both.
 *
 * @param y the point
 * @param directions (a_k − y)/‖a_k − y‖
 * @param inverseDistances 1/‖a_k − y‖, 0 where a_k = y
 * @param value f
 * @param bits of the arithmetic
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DistanceSum(
    Dyadic[] y, Dyadic[][] directions, Dyadic[] inverseDistances, Dyadic value, int bits) {

  static DistanceSum at(Dyadic[][] points, Dyadic[] y, int bits) {
    int n = points.length;
    Dyadic[][] directions = new Dyadic[n][y.length];
    Dyadic[] inverse = new Dyadic[n];
    Dyadic value = Dyadic.ZERO;
    for (int k = 0; k < n; k++) {
      Dyadic square = Dyadic.ZERO;
      for (int j = 0; j < y.length; j++) {
        directions[k][j] = points[k][j].minus(y[j]).round(bits);
        square = square.plus(directions[k][j].square());
      }
      Dyadic distance = square.sqrt(bits);
      value = value.plus(distance);
      inverse[k] = distance.signum() == 0 ? Dyadic.ZERO : Dyadic.ONE.divide(distance, bits);
      for (int j = 0; j < y.length; j++) {
        directions[k][j] = directions[k][j].times(inverse[k]).round(bits);
      }
    }
    return new DistanceSum(y, directions, inverse, value, bits);
  }

  /** How many a_k equal y. */
  int coincident() {
    return (int) Arrays.stream(inverseDistances).filter(inverse -> inverse.signum() == 0).count();
  }

  /** −∇f = Σ directions. */
  Dyadic[] descent() {
    Dyadic[] sum = new Dyadic[y.length];
    Arrays.fill(sum, Dyadic.ZERO);
    for (Dyadic[] direction : directions) {
      for (int j = 0; j < y.length; j++) {
        sum[j] = sum[j].plus(direction[j]);
      }
    }
    return sum;
  }

  /** ‖∇f‖. */
  Dyadic slope() {
    return norm(descent(), bits);
  }

  /** Σ_k (I − u_k u_kᵀ)/‖a_k − y‖, u_k the directions. */
  Dyadic[][] hessian() {
    int d = y.length;
    Dyadic[][] hessian = new Dyadic[d][d];
    Dyadic trace = Dyadic.ZERO;
    for (Dyadic inverse : inverseDistances) {
      trace = trace.plus(inverse);
    }
    Dyadic[][] weighted = new Dyadic[directions.length][d];
    for (int k = 0; k < directions.length; k++) {
      for (int j = 0; j < d; j++) {
        weighted[k][j] = directions[k][j].times(inverseDistances[k]).round(bits);
      }
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        Dyadic sum = i == j ? trace : Dyadic.ZERO;
        for (int k = 0; k < directions.length; k++) {
          sum = sum.minus(weighted[k][i].times(directions[k][j]));
        }
        hessian[i][j] = sum.round(bits);
        hessian[j][i] = hessian[i][j];
      }
    }
    return hessian;
  }

  static Dyadic norm(Dyadic[] vector, int bits) {
    Dyadic squares = Dyadic.ZERO;
    for (Dyadic x : vector) {
      squares = squares.plus(x.square());
    }
    return squares.sqrt(bits);
  }
}
