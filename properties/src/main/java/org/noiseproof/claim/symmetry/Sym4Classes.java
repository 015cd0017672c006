package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Estimators;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.symmetry.Sym4Rules.Solver;
import org.noiseproof.claim.symmetry.Sym4Rules.Step;
import org.noiseproof.claim.symmetry.Sym4Setting.Seen;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.symmetry.OrbitEquilibrium;
import org.noiseproof.symmetry.OrbitEquilibrium.At;
import org.noiseproof.symmetry.OrbitEquilibrium.Everywhere;
import org.noiseproof.symmetry.OrbitEquilibrium.MinusInfinity;
import org.noiseproof.symmetry.OrbitEquilibrium.PlusInfinity;

/** Which orbits balance, and which do not. */
final class Sym4Classes {
  private Sym4Classes() {}

  private static final Step NO_DECAY = new Step(0.1, 0);
  private static final Step DECAY = new Step(0.1, 0.25);

  /** A setting, a step and what is true of it. */
  private record Case(Sym4Setting setting, Step step, Class<? extends OrbitEquilibrium> claimed) {}

  private static List<Case> cases() {
    Sym4Setting interpolating = Sym4Setting.scalar("no noise", 0.5, 2, 1, 1);
    return List.of(
        new Case(Sym4Setting.VECTOR, NO_DECAY, At.class),
        new Case(Sym4Setting.scaleInvariant(1), NO_DECAY, PlusInfinity.class),
        new Case(Sym4Setting.scaleInvariant(2), NO_DECAY, PlusInfinity.class),
        new Case(Sym4Setting.scaleInvariant(1), DECAY, At.class),
        new Case(Sym4Setting.scaleInvariant(2), DECAY, At.class),
        new Case(interpolating, NO_DECAY, Everywhere.class),
        new Case(interpolating, DECAY, At.class),
        new Case(Sym4Setting.scalar("w = 0", 0, 2, 1, 3), NO_DECAY, MinusInfinity.class),
        new Case(Sym4Setting.scalar("u = 0", 2, 0, 1, 3), NO_DECAY, PlusInfinity.class));
  }

  /** The solver's answers, beside what the backend's batches do there. */
  static Finding classes(Trial trial, Solver solver) {
    return Estimators.with(
        trial,
        List.of(new Mean()),
        _ -> {
          Backend backend = trial.backend();
          Tightest found = new Tightest();
          for (Case one : cases()) {
            Seen seen = one.setting.seen(backend, 0);
            OrbitEquilibrium answer = solver.solve(one.setting, seen.noise(), one.step);
            String at = one.setting.name() + ", " + one.step;
            boolean right = one.claimed.isInstance(answer);
            found.offer(
                Comparison.equal("λ* is " + place(one.claimed) + " (1: yes)", right ? 1 : 0, 1, 0),
                at);
            if (answer instanceof At(double lambda)) {
              offerBalance(found, backend, one, lambda, at);
            } else {
              offerPush(found, backend, one, Double.compare(push(answer), 0), at);
            }
          }
          offerLengths(found, backend, solver);
          return Finding.of(found.comparisons());
        });
  }

  private static String place(Class<? extends OrbitEquilibrium> claimed) {
    return claimed == At.class
        ? "finite"
        : claimed == Everywhere.class ? "everywhere" : claimed == PlusInfinity.class ? "+∞" : "−∞";
  }

  private static double push(OrbitEquilibrium answer) {
    return switch (answer) {
      case PlusInfinity _ -> 1;
      case MinusInfinity _ -> -1;
      case Everywhere _, At _ -> 0;
    };
  }

  private static void offerBalance(
      Tightest found, Backend backend, Case one, double lambda, String at) {
    Matrix a = one.setting.symmetry().generator();
    Seen seen = one.setting.seen(backend, lambda);
    double slack =
        4 * one.setting.granted(backend) * seen.size(a, one.step.rate(), one.step.decay());
    found.offer(
        Comparison.equal(
            "balance at a finite λ*", seen.balance(a, one.step.rate(), one.step.decay()), 0, slack),
        at);
  }

  /** Far out as well, the noise pushes in the one direction, or not at all. */
  private static void offerPush(Tightest found, Backend backend, Case one, int sign, String at) {
    Matrix a = one.setting.symmetry().generator();
    for (double lambda : new double[] {-8, -2, 0, 2, 8}) {
      Seen seen = one.setting.seen(backend, lambda);
      double balance = seen.balance(a, one.step.rate(), one.step.decay());
      double size = seen.size(a, one.step.rate(), one.step.decay());
      // What θ_λ is off by moves a residual that should be 0.
      double slack = one.setting.granted(backend) * size;
      found.offer(
          sign == 0
              ? Comparison.equal("push where nothing pushes", balance, 0, slack)
              : Comparison.atLeast("push towards an infinity", sign * balance, slack, 0),
          at + ", λ = " + lambda);
    }
  }

  /** ‖θ_λ*‖⁴ = ηq/(γ(2 − ηγ)), q = E‖ĝ‖² on the unit circle, which is E ȳ² here. */
  private static void offerLengths(Tightest found, Backend backend, Solver solver) {
    for (int batch = 1; batch <= 2; batch++) {
      Sym4Setting setting = Sym4Setting.scaleInvariant(batch);
      double q = batch == 1 ? 2 : (2 + 4.0 / 9) / 2; // κΣ + mean², Σ = 2 − 4/9
      Seen seen = setting.seen(backend, 0);
      if (solver.solve(setting, seen.noise(), DECAY) instanceof At(double lambda)) {
        double square = BatchMeans.form(setting.symmetry().generator(), setting.point(lambda));
        double claimed = DECAY.rate() * q / (DECAY.decay() * (2 - DECAY.rate() * DECAY.decay()));
        found.offer(
            Comparison.equal(
                "‖θ_λ*‖⁴", square * square, claimed, 4 * setting.granted(backend) * claimed),
            setting.name());
      }
    }
  }
}
