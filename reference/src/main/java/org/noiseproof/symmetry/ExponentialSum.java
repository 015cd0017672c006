package org.noiseproof.symmetry;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.symmetry.OrbitEquilibrium.At;
import org.noiseproof.symmetry.OrbitEquilibrium.Everywhere;
import org.noiseproof.symmetry.OrbitEquilibrium.MinusInfinity;
import org.noiseproof.symmetry.OrbitEquilibrium.PlusInfinity;

/**
 * Σ w e^{bλ}, w ≥ 0: what E‖ĝ‖², ‖θ‖² and the Hessian's trace are along an orbit. Convex in λ.
 *
 * @param terms those with w = 0 are left out
 */
record ExponentialSum(List<Term> terms) {
  private static final int MOST_EVALUATIONS = 10_000;

  /** w e^{bλ}. */
  record Term(double weight, double exponent) {
    Term {
      if (!(weight >= 0 && Double.isFinite(weight) && Double.isFinite(exponent))) {
        throw new IllegalArgumentException(
            "weight = %s, exponent = %s is out of range: 0 ≤ weight < ∞, exponent finite"
                .formatted(weight, exponent));
      }
    }

    double at(double lambda) {
      return weight * StrictMath.exp(exponent * lambda);
    }
  }

  ExponentialSum {
    terms = terms.stream().filter(term -> term.weight > 0).toList();
  }

  double at(double lambda) {
    return terms.stream().mapToDouble(term -> term.at(lambda)).sum();
  }

  /** d/dλ. */
  double slope(double lambda) {
    return terms.stream().mapToDouble(term -> term.exponent * term.at(lambda)).sum();
  }

  ExponentialSum times(double factor) {
    return new ExponentialSum(
        terms.stream().map(term -> new Term(factor * term.weight, term.exponent)).toList());
  }

  ExponentialSum plus(ExponentialSum that) {
    return new ExponentialSum(Stream.concat(terms.stream(), that.terms.stream()).toList());
  }

  /**
   * Where it is least. With terms that fall and terms that rise that is where Σ wb e^{bλ} over
   * those with b &gt; 0 is Σ w|b| e^{bλ} over those with b &lt; 0; the difference of their
   * logarithms, which never overflows, rises with a slope of at least 2 min|b| through its only
   * root.
   */
  OrbitEquilibrium least() {
    boolean rises = terms.stream().anyMatch(term -> term.exponent > 0);
    boolean falls = terms.stream().anyMatch(term -> term.exponent < 0);
    if (rises && falls) {
      return new At(root());
    }
    if (falls) {
      return new PlusInfinity();
    }
    return rises ? new MinusInfinity() : new Everywhere();
  }

  private double root() {
    double slowest =
        terms.stream()
            .mapToDouble(term -> Math.abs(term.exponent))
            .filter(b -> b > 0)
            .min()
            .orElseThrow();
    double start = imbalance(0);
    double reach = Math.abs(start) / slowest; // twice what the slope allows
    if (reach == 0) {
      return 0;
    }
    BrentSolver solver =
        new BrentSolver(2 * Tolerance.UNIT_ROUNDOFF, Tolerance.UNIT_ROUNDOFF * reach);
    return start > 0
        ? solver.solve(MOST_EVALUATIONS, this::imbalance, -reach, 0)
        : solver.solve(MOST_EVALUATIONS, this::imbalance, 0, reach);
  }

  private double imbalance(double lambda) {
    return logSum(b -> b > 0, lambda) - logSum(b -> b < 0, lambda);
  }

  private double logSum(DoublePredicate sign, double lambda) {
    double[] logs =
        terms.stream()
            .filter(term -> sign.test(term.exponent))
            .mapToDouble(
                term ->
                    StrictMath.log(term.weight)
                        + StrictMath.log(Math.abs(term.exponent))
                        + term.exponent * lambda)
            .toArray();
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - largest);
    }
    return largest + StrictMath.log(sum);
  }
}
