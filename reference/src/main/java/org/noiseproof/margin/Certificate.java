package org.noiseproof.margin;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.exact.Interval;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.spec.NormSpec;

/**
 * A proven interval for the maximum margin γ = max {m(W) : ‖W‖ ≤ 1} of a problem under a norm
 * (theorem D0, derived): for every W ≠ 0 and all weights p ≥ 0 of sum 1,
 *
 * <pre>m(W)/‖W‖ ≤ γ ≤ ‖A p‖_*.</pre>
 *
 * <p>Proof. On the left, W/‖W‖ is in the ball. On the right, for ‖W‖ ≤ 1 the least margin is at
 * most their mean: m(W) ≤ Σ p_ic ⟨A_ic, W⟩ = ⟨A p, W⟩ ≤ ‖A p‖_* ‖W‖. ∎ By W = 0, γ ≥ 0. By the
 * minimax theorem the best W and the best p give the same number.
 *
 * <p>So nobody has to trust what found W and p. Margins and A p are computed exactly, norms are
 * enclosed ({@link ExactNorm}), and the ends are rounded outward: they hold for the data and W as
 * the real numbers that their doubles are, and p divided by its exact sum.
 *
 * @param lower at most γ, and at least 0
 * @param upper at least γ
 * @param rounding u Σ p_ic ‖A_ic‖_*, u = 2⁻⁵³: by how much γ may rise where every atom is moved by
 *     the relative error of one rounding, as by D0 it is at most ‖A p‖_* + ‖(A′ − A) p‖_*
 */
public record Certificate(double lower, double upper, double rounding) {
  /** Bits of a quotient that is rounded to odd before it is rounded to a double. */
  private static final int BITS = 64;

  /**
   * The certificate of these witnesses.
   *
   * @param w k × d; of 0, and of a W of margin ≤ 0, the lower end is 0
   * @param p a weight ≥ 0 a pair, of any positive sum
   * @throws IllegalArgumentException where W has another shape or an entry that is not finite, or p
   *     another length, a negative or non-finite entry, or no positive one
   */
  public static Certificate of(MarginProblem problem, NormSpec norm, Matrix w, double[] p) {
    return new Certificate(
        lower(problem, norm, w), upper(problem, norm, p), rounding(problem, norm, p));
  }

  /** The intersection of both intervals, which are for one problem and norm. */
  public Certificate and(Certificate that) {
    return new Certificate(
        Math.max(lower, that.lower),
        Math.min(upper, that.upper),
        upper <= that.upper ? rounding : that.rounding);
  }

  /** (upper − lower)/upper; 0 where both are 0. */
  public double gap() {
    return upper == lower ? 0 : (upper - lower) / upper;
  }

  /**
   * Whether some W has only positive margins, each answer a proof: true where the lower end is
   * positive, false where A p is exactly 0. Else nothing: the witnesses do not tell.
   */
  public Optional<Boolean> separable() {
    return lower > 0 ? Optional.of(true) : upper == 0 ? Optional.of(false) : Optional.empty();
  }

  /**
   * As {@link #separable}, and false also where ‖A p‖_* is no more than {@link #rounding}: then the
   * margin, if there is any, is of the size that rounding the data to doubles can make or unmake.
   * That is no proof that there is none.
   */
  public Optional<Boolean> separableToRounding() {
    return separable().or(() -> upper <= rounding ? Optional.of(false) : Optional.empty());
  }

  /** m(W)/‖W‖ rounded down, where it is positive; else 0. */
  public static double lower(MarginProblem problem, NormSpec norm, Matrix w) {
    Dyadic margin = margin(problem, w);
    if (margin.signum() <= 0) {
      return 0;
    }
    Dyadic quotient = margin.divide(ExactNorm.enclose(norm, w).upper(), BITS);
    return Math.max(0, Interval.of(quotient).floor());
  }

  /**
   * The same of a matrix of any dyadic numbers, row by row; a little less where they are no
   * doubles. With W̃ the nearest doubles and e = Σ |W − W̃| over entries, which is at least ‖W −
   * W̃‖ as a matrix with the entry 1 alone has norm 1, m(W)/‖W‖ ≥ (m(W̃) − R e)/(‖W̃‖ + e).
   */
  public static double lower(MarginProblem problem, NormSpec norm, Dyadic... w) {
    Matrix near = rounded(problem, w);
    double[] nearest = near.entries();
    Dyadic error = Dyadic.ZERO;
    for (int e = 0; e < w.length; e++) {
      error = error.plus(w[e].minus(Dyadic.of(nearest[e])).abs());
    }
    // R itself is a few roundings off: twice as much is more than enough.
    Dyadic lost = Dyadic.of(problem.radius(norm)).times(error).scale(1);
    Dyadic margin = margin(problem, near).minus(lost);
    if (margin.signum() <= 0) {
      return 0;
    }
    Dyadic size = ExactNorm.enclose(norm, near).upper().plus(error);
    return Math.max(0, Interval.of(margin.divide(size, BITS)).floor());
  }

  /** ‖A p‖_* of the normalised p, rounded up. */
  public static double upper(MarginProblem problem, NormSpec norm, double[] p) {
    Dyadic[] exact = quotients(problem, p);
    Matrix combination = rounded(problem, exact);
    // In every one of the norms a matrix with the entry 1 alone has norm 1, so that the norm of
    // what rounding did to the entries is at most the sum of their half ulps.
    Dyadic errors = Dyadic.ZERO;
    for (int e = 0; e < exact.length; e++) {
      if (exact[e].signum() != 0) {
        errors = errors.plus(Dyadic.of(Math.ulp(exact[e].toDouble())).scale(-1));
      }
    }
    return ExactNorm.encloseDual(norm, combination).widened(errors).ceiling();
  }

  /**
   * m(W), exactly.
   *
   * @throws IllegalArgumentException where W has another shape or an entry that is not finite
   */
  public static Dyadic margin(MarginProblem problem, Matrix w) {
    problem.requireShape(w);
    if (!w.isFinite()) {
      throw new IllegalArgumentException("W has an entry that is not finite");
    }
    Dyadic least = null;
    for (int i = 0; i < problem.samples(); i++) {
      double[] x = problem.data().input(i);
      int right = problem.data().label(i);
      Dyadic own = product(w, right, x);
      for (int c = 0; c < problem.classes(); c++) {
        if (c != right) {
          Dyadic margin = own.minus(product(w, c, x));
          least = least == null || margin.compareTo(least) < 0 ? margin : least;
        }
      }
    }
    if (least == null) {
      throw new IllegalStateException("a problem has two classes and a sample");
    }
    return least;
  }

  private static Dyadic product(Matrix w, int row, double[] x) {
    ExactSum sum = new ExactSum();
    for (int j = 0; j < x.length; j++) {
      sum.addProduct(w.at(row, j), x[j]);
    }
    return sum.value();
  }

  /**
   * A p/Σp, each entry the double nearest to the exact one.
   *
   * @throws IllegalArgumentException where p has another length than pairs, a negative or
   *     non-finite entry, or no positive one
   */
  public static Matrix combination(MarginProblem problem, double[] p) {
    return rounded(problem, quotients(problem, p));
  }

  private static Matrix rounded(MarginProblem problem, Dyadic[] entries) {
    return Matrix.of(
        problem.classes(),
        problem.features(),
        Arrays.stream(entries).mapToDouble(Dyadic::toDouble).toArray());
  }

  /** A p/Σp, rounded to odd. */
  private static Dyadic[] quotients(MarginProblem problem, double[] p) {
    Dyadic whole = sum(problem, p);
    int k = problem.classes();
    int d = problem.features();
    ExactSum[] sums =
        IntStream.range(0, k * d).mapToObj(_ -> new ExactSum()).toArray(ExactSum[]::new);
    for (int i = 0; i < problem.samples(); i++) {
      double[] x = problem.data().input(i);
      int right = problem.data().label(i);
      for (int c = 0; c < k; c++) {
        double weight = c == right ? 0 : p[problem.pair(i, c)];
        if (weight != 0) {
          for (int j = 0; j < d; j++) {
            sums[right * d + j].addProduct(weight, x[j]);
            sums[c * d + j].addProduct(-weight, x[j]);
          }
        }
      }
    }
    return Arrays.stream(sums).map(sum -> sum.value().divide(whole, BITS)).toArray(Dyadic[]::new);
  }

  private static Dyadic sum(MarginProblem problem, double[] p) {
    if (p.length != problem.pairs()) {
      throw new IllegalArgumentException(
          "p has %d weights, expected one a pair, %d".formatted(p.length, problem.pairs()));
    }
    ExactSum sum = new ExactSum();
    for (int j = 0; j < p.length; j++) {
      if (!(p[j] >= 0) || p[j] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "p[%d] = %s is out of range: 0 ≤ p[%d] < ∞".formatted(j, p[j], j));
      }
      sum.add(p[j]);
    }
    Dyadic whole = sum.value();
    if (whole.signum() == 0) {
      throw new IllegalArgumentException("p is 0 everywhere, expected a positive weight");
    }
    return whole;
  }

  private static double rounding(MarginProblem problem, NormSpec norm, double[] p) {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < problem.samples(); i++) {
      double radius = problem.radius(norm, i);
      for (int c = 0; c < problem.classes(); c++) {
        if (c != problem.data().label(i)) {
          sum.addProduct(p[problem.pair(i, c)], radius);
        }
      }
    }
    return Tolerance.UNIT_ROUNDOFF * sum.value().divide(sum(problem, p), BITS).toDouble();
  }
}
