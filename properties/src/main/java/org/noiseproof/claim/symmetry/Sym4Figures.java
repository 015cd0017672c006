package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.symmetry.Sym4Rules.Solver;
import org.noiseproof.claim.symmetry.Sym4Rules.Step;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sampling;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.symmetry.Orbit;
import org.noiseproof.symmetry.OrbitEquilibrium.At;

/** An orbit as a person wants to see it. */
final class Sym4Figures {
  private Sym4Figures() {}

  private static final Step NO_DECAY = new Step(0.1, 0);

  /** γ(2 − ηγ)/η is about 2. */
  private static final Step DECAY = new Step(0.1, 0.1);

  /** The finding with its figures, where there was anything to find. */
  static Finding with(Finding finding, Backend backend) {
    return finding.verdict() == Verdict.NOT_APPLICABLE
        ? finding
        : finding.with(force(backend)).with(squaredGradient(backend)).with(plane(backend));
  }

  private static List<Double> lambdas(double from, double to) {
    List<Double> lambdas = new ArrayList<>();
    for (int i = 0; i <= 40; i++) {
      lambdas.add(from + (to - from) * i / 40);
    }
    return lambdas;
  }

  /** D(λ): the backend's batches, M carried from one point, the centred noise, and the root. */
  private static Plot force(Backend backend) {
    Sym4Setting setting = Sym4Setting.VECTOR;
    Orbit orbit = Sym4Rules.orbit(setting, setting.seen(backend, 0).noise());
    List<Double> lambdas = lambdas(-0.5, 1);
    Matrix a = setting.symmetry().generator();
    return new Plot(
        "The force of the noise along an orbit of u wᵀx",
        "λ",
        "D(λ) = Tr[M A]",
        false,
        false,
        List.of(
            Series.of(
                "the backend's batches",
                Role.MEASURED,
                lambdas,
                lambdas.stream()
                    .map(l -> BatchMeans.force(a, setting.seen(backend, l).estimates()))
                    .toList()),
            Series.of(
                "from M at λ = 0",
                Role.PREDICTED,
                lambdas,
                lambdas.stream().map(orbit::force).toList()),
            Series.of(
                "centred noise alone",
                Role.CONTROL,
                lambdas,
                lambdas.stream()
                    .map(l -> a.inner(setting.seen(backend, l).noise().covariance()))
                    .toList()),
            Series.of(
                "λ*", Role.PREDICTED, List.of(root(backend, setting, NO_DECAY)), List.of(0.0))));
  }

  /** E‖ĝ‖² along the same orbit, least at the same λ*. */
  private static Plot squaredGradient(Backend backend) {
    Sym4Setting setting = Sym4Setting.VECTOR;
    Orbit orbit = Sym4Rules.orbit(setting, setting.seen(backend, 0).noise());
    List<Double> lambdas = lambdas(-0.5, 1);
    double root = root(backend, setting, NO_DECAY);
    double balanced =
        Solver.BALANCED.solve(setting, setting.seen(backend, 0).noise(), NO_DECAY)
                instanceof At(double lambda)
            ? lambda
            : Double.NaN;
    return new Plot(
        "E‖ĝ‖² along the same orbit is least where the force is 0",
        "λ",
        "E‖ĝ‖²",
        false,
        false,
        List.of(
            Series.of(
                "the backend's batches",
                Role.MEASURED,
                lambdas,
                lambdas.stream().map(l -> setting.seen(backend, l).noise().squaredNorm()).toList()),
            Series.of(
                "from M at λ = 0",
                Role.PREDICTED,
                lambdas,
                lambdas.stream().map(orbit::squaredGradient).toList()),
            Series.of("λ*", Role.PREDICTED, List.of(root), List.of(orbit.squaredGradient(root))),
            Series.of(
                "|u| = ‖w‖",
                Role.CONTROL,
                List.of(balanced),
                List.of(orbit.squaredGradient(balanced)))));
  }

  private static double root(Backend backend, Sym4Setting setting, Step step) {
    return Solver.EXACT.solve(setting, setting.seen(backend, 0).noise(), step)
            instanceof At(double lambda)
        ? lambda
        : Double.NaN;
  }

  /**
   * The (‖w‖, u) plane of u wᵀx in two dimensions with w along v = (1, 0): orbits are hyperbolas
   * u‖w‖ = c, of which c = 1 is the minima; each has one equilibrium. With x of two signs and label
   * noise ±1, E r² = (c − 1)² + 1, E ĝ_u² = ‖w‖²E r² and E‖ĝ_w‖² = 2u²E r².
   */
  private static Plot plane(Backend backend) {
    List<Series> series = new ArrayList<>();
    for (double c : new double[] {0.25, 0.5, 1, 2}) {
      List<Double> w = lambdas(c / 2.5, 2.5);
      series.add(
          Series.of(
              c == 1 ? "minima, u‖w‖ = 1" : "orbit u‖w‖ = " + c,
              Role.BOUND,
              w,
              w.stream().map(x -> c / x).toList()));
    }
    List<Double> products = lambdas(0.1, 2.5);
    for (Step step : List.of(NO_DECAY, DECAY)) {
      List<Double> w = new ArrayList<>();
      List<Double> u = new ArrayList<>();
      List<Double> predictedW = new ArrayList<>();
      List<Double> predictedU = new ArrayList<>();
      for (double c : products) {
        Sym4Setting setting = onOrbit(c);
        double[] point = setting.point(root(backend, setting, step));
        w.add(point[0]);
        u.add(point[2]);
        double square = (c - 1) * (c - 1) + 1;
        double lost = Sym4Setting.lost(step.rate(), step.decay()) / (step.rate() * step.rate());
        double slope = Math.sqrt((square + lost) / (2 * square + lost)); // u/‖w‖
        predictedW.add(Math.sqrt(c / slope));
        predictedU.add(Math.sqrt(c * slope));
      }
      String name = step.decay() == 0 ? "equilibria" : "equilibria with decay γ ≈ η";
      series.add(Series.of(name, Role.MEASURED, w, u));
      series.add(Series.of(name + ", closed form", Role.PREDICTED, predictedW, predictedU));
    }
    series.add(Series.of("balanced norms", Role.CONTROL, List.of(0.0, 2.0), List.of(0.0, 2.0)));
    return Plot.plane("Orbits of u wᵀx and their equilibria", "‖w‖", "u", series);
  }

  private static Sym4Setting onOrbit(double product) {
    DeepLinear net = DeepLinear.of(2, 1, 1);
    return new Sym4Setting(
        "plane",
        net,
        Populations.linear(Matrix.of(1, 2, 1, 0), new double[] {1, 1}, new double[] {1}),
        net.rescaling(1),
        List.of(product, 0.0, 1.0),
        1,
        Sampling.WITH_REPLACEMENT);
  }
}
