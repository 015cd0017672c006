package org.noiseproof.problem;

/**
 * A smooth objective F on ℝᵈ with known constants. A point of another length than d is refused with
 * an {@link IllegalArgumentException}.
 */
public sealed interface Problem permits Saturating, SeparableSaturating, PseudoHuber, Quadratic {

  /** d. */
  int dimension();

  /** F(x). */
  double value(double[] x);

  /** ∇F(x). */
  double[] gradient(double[] x);

  /** L, the Lipschitz constant of ∇F: the least one. */
  double smoothness();

  /** G = sup ‖∇F‖; infinite where there is none. */
  double gradientBound();

  /** x*, a minimiser. */
  double[] minimizer();

  /** Δ = F(x₀) − F(x*). */
  default double gap(double[] start) {
    return value(start) - value(minimizer());
  }
}
