package org.noiseproof.matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * θᵀBθ as data: Σ c θ_i θ_j over the terms, each (c θ_i) θ_j, added from the first to the last.
 *
 * @param terms each pair i ≤ j at most once
 */
public record QuadraticForm(List<Term> terms) {

  /**
   * c θ_i θ_j.
   *
   * @param i from 0, i ≤ j
   */
  public record Term(int i, int j, double c) {
    public Term {
      if (!(0 <= i && i <= j && Double.isFinite(c))) {
        throw new IllegalArgumentException(
            "i = %d, j = %d, c = %s is out of range: 0 ≤ i ≤ j, c finite".formatted(i, j, c));
      }
    }
  }

  public QuadraticForm {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("terms = [] is out of range: at least one term");
    }
  }

  /**
   * Of a symmetric matrix B: the terms of its upper triangle, row by row, 2B_ij for i &lt; j; zeros
   * are left out, but not the last of them.
   */
  public static QuadraticForm of(Matrix b) {
    requireSymmetric("b", b);
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < b.rows(); i++) {
      for (int j = i; j < b.columns(); j++) {
        if (b.at(i, j) != 0) {
          terms.add(new Term(i, j, i == j ? b.at(i, j) : 2 * b.at(i, j)));
        }
      }
    }
    return new QuadraticForm(terms.isEmpty() ? List.of(new Term(0, 0, 0)) : terms);
  }

  /** Σ θ_i² over from ≤ i &lt; to. */
  public static QuadraticForm squares(int from, int to) {
    List<Term> terms = new ArrayList<>();
    for (int i = from; i < to; i++) {
      terms.add(new Term(i, i, 1));
    }
    return new QuadraticForm(terms);
  }

  /** θ_i θ_j. */
  public static QuadraticForm product(int i, int j) {
    return new QuadraticForm(List.of(new Term(Math.min(i, j), Math.max(i, j), 1)));
  }

  /** Its value at θ. */
  public double of(double[] theta) {
    double sum = 0;
    for (Term term : terms) {
      sum += term.c() * theta[term.i()] * theta[term.j()];
    }
    return sum;
  }

  /** One more than the largest index. */
  public int dimension() {
    return 1 + terms.stream().mapToInt(Term::j).max().orElseThrow();
  }

  /** Refuses a matrix that is not square and symmetric, or not finite. */
  public static void requireSymmetric(String name, Matrix b) {
    if (b.rows() != b.columns() || !b.isFinite() || !b.equals(b.transpose())) {
      throw new IllegalArgumentException(
          name + " = " + b + " is out of range: finite, square and symmetric");
    }
  }
}
