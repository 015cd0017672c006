package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.symmetry.GradientNoise;
import org.noiseproof.symmetry.Orbit;
import org.noiseproof.symmetry.OrbitEquilibrium;
import org.noiseproof.symmetry.OrbitEquilibrium.At;

/** What is claimed of drifts and equilibria along orbits, and what others might claim. */
final class Sym4Rules {
  private Sym4Rules() {}

  /** Learning rates and decays. */
  record Step(double rate, double decay) {}

  static final List<Step> STEPS = List.of(new Step(0.1, 0), new Step(0.1, 0.5), new Step(0.25, 3));

  /** The drift that is claimed at λ, from θ and from the noise at θ. */
  interface Law {
    double drift(Sym4Setting setting, GradientNoise noise, double lambda, Step step);

    Law EXACT =
        (setting, noise, lambda, step) ->
            orbit(setting, noise).drift(lambda, step.rate(), step.decay());

    /** Wrong: what the stochastic differential equation says, of the centred noise alone. */
    Law CENTRED =
        (setting, noise, lambda, step) -> EXACT.drift(setting, centred(noise), lambda, step);

    /** Wrong: the decay to first order in η. */
    Law FIRST_ORDER =
        (setting, noise, lambda, step) ->
            EXACT.drift(setting, noise, lambda, step)
                - step.rate()
                    * step.rate()
                    * step.decay()
                    * step.decay()
                    * orbit(setting, noise).charge(lambda);

    /** Wrong: the noise at θ, all along the orbit. */
    Law CONSTANT_NOISE =
        (setting, noise, lambda, step) ->
            step.rate() * step.rate() * orbit(setting, noise).force(0)
                - Sym4Setting.lost(step.rate(), step.decay())
                    * orbit(setting, noise).charge(lambda);
  }

  /** Where the orbit of θ is said to balance. */
  interface Solver {
    OrbitEquilibrium solve(Sym4Setting setting, GradientNoise noise, Step step);

    Solver EXACT =
        (setting, noise, step) -> orbit(setting, noise).equilibrium(step.rate(), step.decay());

    /** Wrong: of the centred noise. */
    Solver CENTRED = (setting, noise, step) -> EXACT.solve(setting, centred(noise), step);

    /** Wrong: where the charge is 0, the norms are balanced. */
    Solver BALANCED =
        (setting, noise, step) ->
            orbit(setting, new GradientNoise(noise.mean().times(0), noise.covariance().times(0)))
                .equilibrium(1, 1);

    /** Wrong: as if there were no decay. */
    Solver WITHOUT_DECAY = (setting, noise, step) -> orbit(setting, noise).equilibrium();

    /** Wrong: for a penalty γ‖θ‖², without its ½. */
    Solver TWICE_THE_DECAY =
        (setting, noise, step) -> orbit(setting, noise).equilibrium(step.rate(), 2 * step.decay());

    /** Wrong: it halves [−20, 20] until nothing is left, whatever the signs at its ends. */
    Solver BISECTION =
        (setting, noise, step) -> {
          Orbit orbit = orbit(setting, noise);
          double lower = -20;
          double upper = 20;
          for (int i = 0; i < 60; i++) {
            double middle = (lower + upper) / 2;
            boolean rises = orbit.drift(middle, step.rate(), step.decay()) > 0;
            lower = rises ? middle : lower;
            upper = rises ? upper : middle;
          }
          return new At((lower + upper) / 2);
        };
  }

  static Orbit orbit(Sym4Setting setting, GradientNoise noise) {
    return Orbit.through(setting.theta(), setting.symmetry(), noise);
  }

  private static GradientNoise centred(GradientNoise noise) {
    return new GradientNoise(noise.mean().times(0), noise.covariance());
  }
}
