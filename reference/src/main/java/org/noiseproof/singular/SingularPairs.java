package org.noiseproof.singular;

import java.util.Arrays;
import java.util.Optional;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Interval;
import org.noiseproof.matrix.Matrix;

/**
 * Singular values and vectors of a matrix A of real numbers, with a certificate.
 *
 * <p>{@link Jacobi} proposes factors Û, s, V̂. Whatever they are, they prove something (derived).
 * With α ≥ ‖ÛᵀÛ − I‖, β ≥ ‖V̂ᵀV̂ − I‖ and ρ ≥ ‖A − Û diag(s) V̂ᵀ‖, Frobenius norms computed exactly
 * and rounded upward, let U and V be the polar factors of Û and V̂, which have exactly orthonormal
 * columns. From Û = UH, ‖H − I‖ ≤ ‖H² − I‖ ≤ α, and V̂ alike,
 *
 * <pre>
 *   ‖Û diag(w) V̂ᵀ − U diag(w) Vᵀ‖ ≤ η = α + β + αβ  for |w| ≤ 1,
 *   ‖A − U diag(s) Vᵀ‖ ≤ δ = ρ + s₁ η.
 * </pre>
 *
 * <p>So the singular values of A are within δ of s (Weyl), 0 standing in where there is no pair,
 * and every norm that is at most the nuclear one is within √r δ of that of diag(s), r = min(rows,
 * columns). Where g = s_k − s_{k+1} &gt; 2δ (s_{r+1} = 0), the matrix Σ u_i v_iᵀ of the k leading
 * pairs of A is unique, and within δ/(g − 2δ) of U diag(w) Vᵀ, w = 1 for the first k and 0 for the
 * others: along the segment from U diag(s) Vᵀ to A a change E moves it by at most ‖E‖/gap, since in
 * the basis of the pairs each block of the derivative is E's times 1/(σ_i + σ_j) or 1/(σ_i − σ_j),
 * i ≤ k &lt; j, at most. A pair with s_i ≤ δ may belong to σ_i = 0 and counts as that; what it
 * would add to ⟨A, D⟩ is at most 2δ.
 */
public final class SingularPairs {
  /** Of the fixed point, in which the largest |entry| is at least ¼ and below ½. */
  private static final int BITS = 128;

  private final int rows;
  private final int columns;
  private final int exponent;
  private final Jacobi.Factors factors;
  private final Dyadic skew;
  private final Dyadic distance;

  /**
   * The certificate of any factors.
   *
   * @param scaled A times 2^−exponent
   * @param cut at least the Frobenius norm of what the fixed point of that has lost
   * @param factors its factors, more or less
   */
  SingularPairs(FixedMatrix scaled, int exponent, Dyadic cut, Jacobi.Factors factors) {
    rows = scaled.rows();
    columns = scaled.columns();
    this.exponent = exponent;
    this.factors = factors;
    FixedMatrix left = factors.left();
    FixedMatrix right = factors.right();
    Dyadic alpha = left.transpose().times(left).minusIdentity().norm();
    Dyadic beta = right.transpose().times(right).minusIdentity().norm();
    skew = alpha.plus(beta).plus(alpha.times(beta));
    FixedMatrix product = left.scaleColumns(factors.values()).times(right.transpose());
    Dyadic residual = scaled.cut(3 * BITS).minus(product).norm();
    distance = residual.plus(cut).plus(skew.times(scaledValue(0)));
  }

  /**
   * Of a matrix of doubles.
   *
   * @throws IllegalArgumentException where an entry is not finite
   */
  public static SingularPairs of(Matrix matrix) {
    return of(
        matrix.rows(),
        matrix.columns(),
        Arrays.stream(matrix.entries()).mapToObj(Dyadic::of).toArray(Dyadic[]::new));
  }

  /**
   * Of a matrix of any dyadic numbers, row by row.
   *
   * @throws IllegalArgumentException where rows · columns is not the number of entries, or 0
   */
  public static SingularPairs of(int rows, int columns, Dyadic... entries) {
    if (rows < 1 || columns < 1 || (long) rows * columns != entries.length) {
      throw new IllegalArgumentException(
          "%d entries for a %d × %d matrix".formatted(entries.length, rows, columns));
    }
    int top = Integer.MIN_VALUE;
    int lowest = Integer.MAX_VALUE;
    for (Dyadic entry : entries) {
      if (entry.signum() != 0) {
        top = Math.max(top, entry.binaryExponent());
        lowest = Math.min(lowest, entry.exponent());
      }
    }
    int exponent = top == Integer.MIN_VALUE ? 0 : top + 2;
    Dyadic[] scaled = Arrays.stream(entries).map(x -> x.scale(-exponent)).toArray(Dyadic[]::new);
    boolean exact = lowest >= exponent - BITS;
    Dyadic cut = exact ? Dyadic.ZERO : Dyadic.of((long) entries.length).scale(-BITS);
    FixedMatrix fixed = FixedMatrix.of(rows, columns, scaled, BITS);
    return new SingularPairs(fixed, exponent, cut, Jacobi.factors(fixed));
  }

  /** min(rows, columns), the number of singular values. */
  public int count() {
    return Math.min(rows, columns);
  }

  /** How many of them are proven to be positive: those with s_i &gt; δ. */
  public int rank() {
    int rank = 0;
    while (rank < count() && scaledValue(rank).compareTo(distance) > 0) {
      rank++;
    }
    return rank;
  }

  /** s_i, from 0 in descending order; within {@link #distance} of the singular value. */
  public Dyadic value(int i) {
    return scaledValue(i).scale(exponent);
  }

  private Dyadic scaledValue(int i) {
    return i < factors.values().length ? factors.values()[i] : Dyadic.ZERO;
  }

  /** δ. */
  public Dyadic distance() {
    return distance.scale(exponent);
  }

  /** The singular value σ_i, from 0 in descending order. */
  public Interval enclosure(int i) {
    Interval around = Interval.around(value(i), distance());
    return new Interval(around.lower().max(Dyadic.ZERO), around.upper());
  }

  /** What a norm that is at most the nuclear one is of A, where it is this of diag(s). */
  public Interval norm(Interval ofValues) {
    Dyadic root = Dyadic.of((long) count()).sqrt(BITS);
    Dyadic spread = distance().times(root.plus(root.scale(-BITS)));
    Dyadic lower = ofValues.lower().minus(spread).max(Dyadic.ZERO);
    return new Interval(lower, ofValues.upper().plus(spread));
  }

  /** Û diag(w) V̂ᵀ; w_i counts as 0 from where w ends. */
  public Dyadic[] combination(Dyadic... weights) {
    Dyadic[] padded = new Dyadic[factors.values().length];
    Arrays.setAll(padded, i -> i < weights.length ? weights[i] : Dyadic.ZERO);
    return factors.left().scaleColumns(padded).times(factors.right().transpose()).entries();
  }

  /**
   * At most σ_k − σ_{k+1}, both counted from 1 and 0 standing in for σ_{r+1}; empty where that is
   * not proven to be positive.
   */
  public Optional<Dyadic> gap(int k) {
    Dyadic gap = value(k - 1).minus(value(k)).minus(distance().scale(1));
    return gap.signum() > 0 ? Optional.of(gap) : Optional.empty();
  }

  /**
   * A bound on the Frobenius norm by which the combination with k weights 1 misses Σ_{i≤k} u_i v_iᵀ
   * of A; empty where that matrix is not proven to be unique.
   */
  public Optional<Dyadic> error(int k) {
    return gap(k)
        .map(gap -> distance().divide(gap, BITS))
        .map(turned -> turned.plus(turned.scale(-BITS)).plus(skew));
  }
}
