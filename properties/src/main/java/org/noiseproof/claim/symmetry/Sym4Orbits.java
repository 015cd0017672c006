package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.symmetry.Sym4Rules.Law;
import org.noiseproof.claim.symmetry.Sym4Rules.Solver;
import org.noiseproof.claim.symmetry.Sym4Rules.Step;
import org.noiseproof.claim.symmetry.Sym4Setting.Seen;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.symmetry.GradientNoise;
import org.noiseproof.symmetry.OrbitEquilibrium;
import org.noiseproof.symmetry.OrbitEquilibrium.At;

/** What SYM-4 says of a backend's batches and steps along orbits. */
final class Sym4Orbits {
  private Sym4Orbits() {}

  /** −¾, −⅝ … ¾. */
  private static List<Double> grid(Trial trial) {
    int half = trial.scale() == Scale.DEEP ? 60 : 6;
    List<Double> grid = new ArrayList<>();
    for (int i = -half; i <= half; i++) {
      grid.add(0.75 * i / half);
    }
    return grid;
  }

  private static Finding with(Trial trial, BiConsumer<Backend, Tightest> experiment) {
    return Applicable.on(
        trial,
        Sym4Setting.sgd(1, 0),
        () -> {
          Tightest found = new Tightest();
          experiment.accept(trial.backend(), found);
          return Finding.of(found.comparisons());
        });
  }

  /** E[C′ − C] of the backend's steps at 13 points of each orbit: as the law says, and falling. */
  static Finding restoring(Trial trial, Law law) {
    return with(
        trial,
        (backend, found) -> {
          for (Sym4Setting setting : Sym4Setting.balancing()) {
            GradientNoise noise = setting.seen(backend, 0).noise();
            for (Step step : Sym4Rules.STEPS) {
              double last = Double.POSITIVE_INFINITY;
              for (double lambda : grid(trial)) {
                Seen seen = setting.seen(backend, lambda);
                double drift = seen.drift(backend, step.rate(), step.decay());
                double slack = setting.granted(backend) * seen.driftSize(step.rate(), step.decay());
                String at = "%s, λ = %s, %s".formatted(setting.name(), lambda, step);
                double claimed = law.drift(setting, noise, lambda, step);
                found.offer(Comparison.equal("E[C′ − C]", drift, claimed, slack), at);
                if (last < Double.POSITIVE_INFINITY) {
                  found.offer(Comparison.atMost("E[C′ − C] one further", drift, last, slack), at);
                }
                last = drift;
              }
            }
          }
        });
  }

  /** That the noise balances at λ* and nowhere else, and that every start says the same. */
  static Finding root(Trial trial, Solver solver) {
    return with(
        trial,
        (backend, found) -> {
          for (Sym4Setting setting : Sym4Setting.balancing()) {
            for (Step step : Sym4Rules.STEPS) {
              offerRoot(found, backend, setting, step, solver);
            }
          }
        });
  }

  private static void offerRoot(
      Tightest found, Backend backend, Sym4Setting setting, Step step, Solver solver) {
    String at = setting.name() + ", " + step;
    OrbitEquilibrium equilibrium = solver.solve(setting, setting.seen(backend, 0).noise(), step);
    double lambda = equilibrium instanceof At(double finite) ? finite : Double.NaN;
    found.offer(Comparison.atMost("|λ*|", Math.abs(lambda), 3, 0), at);
    if (!(Math.abs(lambda) <= 3)) {
      return;
    }
    Matrix a = setting.symmetry().generator();
    Seen seen = setting.seen(backend, lambda);
    double slack = 4 * setting.granted(backend) * seen.size(a, step.rate(), step.decay());
    double balance = seen.balance(a, step.rate(), step.decay());
    found.offer(Comparison.equal("η²Tr[MA] − ηγ(2 − ηγ)C at λ*", balance, 0, slack), at);
    for (double side : new double[] {-0.25, 0.25}) {
      double beside = setting.seen(backend, lambda + side).balance(a, step.rate(), step.decay());
      found.offer(
          Comparison.atLeast("towards λ*", -Math.signum(side) * beside, slack, 0),
          at + ", " + side);
    }
    // A root is off by what its function is off by, over its slope: twice the same form of A².
    double slope = 2 * slope(seen, a.times(a), step);
    for (double mu : new double[] {-1, 0.5}) {
      Sym4Setting moved = setting.from(mu);
      Seen start = moved.seen(backend, 0);
      double other =
          solver.solve(moved, start.noise(), step) instanceof At(double finite)
              ? finite
              : Double.NaN;
      found.offer(
          Comparison.equal("λ* from elsewhere", other + mu, lambda, 4 * slack / slope),
          at + ", from " + mu);
    }
  }

  /** η²E‖Aĝ‖² + ηγ(2 − ηγ)‖Aθ‖². */
  private static double slope(Seen seen, Matrix square, Step step) {
    return step.rate() * step.rate() * BatchMeans.force(square, seen.estimates())
        + Sym4Setting.lost(step.rate(), step.decay()) * BatchMeans.form(square, seen.point());
  }

  /**
   * f = η²E‖ĝ‖² + ηγ(2 − ηγ)‖θ‖² lies above its tangents, whose slope is a multiple of the drift
   * (−2 in truth), and is least where the solver says.
   */
  static Finding least(Trial trial, double multiple, Solver solver) {
    return with(
        trial,
        (backend, found) -> {
          for (Sym4Setting setting : Sym4Setting.balancing()) {
            for (Step step : Sym4Rules.STEPS) {
              List<Potential> all =
                  grid(trial).stream()
                      .map(lambda -> Potential.of(backend, setting, step, lambda))
                      .toList();
              String at = setting.name() + ", " + step;
              offerTangents(found, all, multiple, at);
              GradientNoise noise = setting.seen(backend, 0).noise();
              if (solver.solve(setting, noise, step) instanceof At(double lambda)) {
                Potential least = Potential.of(backend, setting, step, lambda);
                for (Potential other : all) {
                  found.offer(
                      Comparison.atMost("f(λ*)", least.value, other.value, least.slack), at);
                }
              }
            }
          }
        });
  }

  private static void offerTangents(
      Tightest found, List<Potential> all, double multiple, String at) {
    for (Potential p : all) {
      for (Potential q : all) {
        double away = q.lambda - p.lambda;
        found.offer(
            Comparison.atLeast(
                "f(λ′)",
                q.value,
                p.value + multiple * p.balance * away,
                p.slack + q.slack + 2 * p.slack * Math.abs(away)),
            "%s, λ = %s, λ′ = %s".formatted(at, p.lambda, q.lambda));
      }
    }
  }

  private record Potential(double lambda, double value, double balance, double slack) {
    static Potential of(Backend backend, Sym4Setting setting, Step step, double lambda) {
      Seen seen = setting.seen(backend, lambda);
      Matrix a = setting.symmetry().generator();
      Matrix one = identity(a.rows());
      double value =
          step.rate() * step.rate() * BatchMeans.force(one, seen.estimates())
              + Sym4Setting.lost(step.rate(), step.decay()) * BatchMeans.form(one, seen.point());
      double size =
          seen.size(one, step.rate(), step.decay()) + seen.size(a, step.rate(), step.decay());
      return new Potential(
          lambda,
          value,
          seen.balance(a, step.rate(), step.decay()),
          2 * setting.granted(backend) * size);
    }

    private static Matrix identity(int d) {
      double[] entries = new double[d * d];
      for (int j = 0; j < d; j++) {
        entries[j * d + j] = 1;
      }
      return Matrix.of(d, d, entries);
    }
  }
}
