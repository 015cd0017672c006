package org.noiseproof.problem;

/** A smooth objective F on ℝᵈ with known constants. */
public sealed interface Problem {

  /** d. */
  int dimension();

  /** F(x). */
  double value(double[] x);

  /** ∇F(x). */
  double[] gradient(double[] x);

  /** L, the Lipschitz constant of ∇F. */
  double smoothness();

  /** G = sup ‖∇F‖; infinite where there is none. */
  double gradientBound();

  /** x*, a minimiser. */
  double[] minimizer();

  /** Δ = F(x₀) − F(x*). */
  default double gap(double[] start) {
    return value(start) - value(minimizer());
  }

  /** F1: F(x) = ‖x‖²/(1+‖x‖²). */
  record Saturating(int dimension) implements Problem {
    @Override
    public double value(double[] x) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double[] gradient(double[] x) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double smoothness() {
      return 2;
    }

    @Override
    public double gradientBound() {
      throw new UnsupportedOperationException();
    }

    @Override
    public double[] minimizer() {
      return new double[dimension];
    }
  }
}
