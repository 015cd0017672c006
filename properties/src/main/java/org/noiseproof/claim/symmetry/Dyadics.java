package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.matrix.Matrix;

/** Vectors of dyadic numbers, on which identities hold exactly. */
final class Dyadics {
  private Dyadics() {}

  static Dyadic[] of(double... values) {
    return Arrays.stream(values).mapToObj(Dyadic::of).toArray(Dyadic[]::new);
  }

  static Dyadic[] zero(int dimension) {
    return of(new double[dimension]);
  }

  static Dyadic[] plus(Dyadic[] a, Dyadic[] b) {
    Dyadic[] sum = new Dyadic[a.length];
    Arrays.setAll(sum, i -> a[i].plus(b[i]));
    return sum;
  }

  static Dyadic[] minus(Dyadic[] a, Dyadic[] b) {
    return plus(a, times(Dyadic.of(-1), b));
  }

  static Dyadic[] times(Dyadic factor, Dyadic[] a) {
    return Arrays.stream(a).map(factor::times).toArray(Dyadic[]::new);
  }

  /** Σ a_i b_i. */
  static Dyadic inner(Dyadic[] a, Dyadic[] b) {
    Dyadic sum = Dyadic.ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.plus(a[i].times(b[i]));
    }
    return sum;
  }

  /** aᵀBb. */
  static Dyadic bilinear(Dyadic[] a, Matrix b, Dyadic[] c) {
    Dyadic sum = Dyadic.ZERO;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < c.length; j++) {
        if (b.at(i, j) != 0) {
          sum = sum.plus(a[i].times(Dyadic.of(b.at(i, j))).times(c[j]));
        }
      }
    }
    return sum;
  }

  /** θᵀBθ. */
  static Dyadic form(Matrix b, Dyadic[] theta) {
    return bilinear(theta, b, theta);
  }
}
