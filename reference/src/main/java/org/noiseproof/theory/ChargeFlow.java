package org.noiseproof.theory;

import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.noiseproof.exact.Tolerance;

/**
 * SYM-8: how fast SGD on ½(u wᵀx − y)² drifts along the minima u w = v, E xxᵀ = I, to first order
 * in the learning rate. On an orbit of minima θ moves as dθ/dτ = Tr[ΣA]/(2θᵀA²θ) Aθ in the time τ =
 * η²t, A the generator of the symmetry, Σ the covariance of the gradient (derived); for q = u²
 *
 * <pre>
 * dq/dτ = σ² (|v|²/q − n q)/(1 + |v|²/q²),
 * </pre>
 *
 * with charge u² − |w|² = q − |v|²/q, rest at q* = |v|/√n, and relaxation to it at the rate 2nσ²/(n
 * + 1). Heavy ball μ moves the same in τ = η²t/(1 − μ)².
 *
 * @param inputs n ≥ 1
 * @param strength |v|² &gt; 0
 * @param noise κσ² &gt; 0: of the label, by κ less in batches, half of it for a ReLU neuron
 */
public record ChargeFlow(int inputs, double strength, double noise) {
  /** Far below a step that any flow here needs; the integrator asks for one. */
  private static final double SHORTEST_STEP = Tolerance.UNIT_ROUNDOFF;

  public ChargeFlow {
    Argument.samples(inputs);
    Argument.positive("strength", strength);
    Argument.positive("noise", noise);
  }

  /** q* = |v|/√n. */
  public double rest() {
    return Math.sqrt(strength / inputs);
  }

  /** q − |v|²/q. */
  public double charge(double q) {
    return q - strength / q;
  }

  /** The q > 0 of a charge: (C + √(C² + 4|v|²))/2. */
  public double square(double charge) {
    double root = Math.sqrt(charge * charge + 4 * strength);
    return charge < 0 ? 2 * strength / (root - charge) : (charge + root) / 2;
  }

  /** dq/dτ. */
  public double speed(double q) {
    return noise * (strength / q - inputs * q) / (1 + strength / (q * q));
  }

  /** 2nσ²/(n + 1), what distances to q* fall by per τ. */
  public double relaxation() {
    return 2.0 * inputs / (inputs + 1) * noise;
  }

  /** q at τ ≥ 0 from q at 0, by Dormand and Prince's method of order 8. */
  public double at(double tau, double q) {
    Argument.positive("q", q);
    Argument.require(tau >= 0 && Double.isFinite(tau), "tau", tau, "0 ≤ tau < ∞");
    if (tau == 0) {
      return q;
    }
    double[] state = {q};
    new DormandPrince853Integrator(SHORTEST_STEP, tau, Tolerance.CLOSED_FORM, Tolerance.CLOSED_FORM)
        .integrate(equation(), 0, state, tau, state);
    return state[0];
  }

  /** The charge at τ from q at 0. */
  public double chargeAt(double tau, double q) {
    return charge(at(tau, q));
  }

  /** What is left at τ of the difference between the charges of two starts. */
  public double differenceLeft(double tau, double q, double other) {
    return (chargeAt(tau, q) - chargeAt(tau, other)) / (charge(q) - charge(other));
  }

  private FirstOrderDifferentialEquations equation() {
    return new FirstOrderDifferentialEquations() {
      @Override
      public int getDimension() {
        return 1;
      }

      @Override
      public void computeDerivatives(double tau, double[] q, double[] derivative) {
        derivative[0] = speed(q[0]);
      }
    };
  }
}
