package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.symmetry.Sym2Paths.Run;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** The charge of the scalar net along one run each of SGD, Langevin noise and Adam. */
final class Sym2Plot {
  private Sym2Plot() {}

  private static final int STEPS = 300;
  private static final double RATE = 0.1;

  static Plot of(Trial trial) {
    Backend backend = trial.backend();
    Sgd sgd = new Sgd(RATE, 0, 0, false, 0);
    Curve own = Curve.run(trial, backend, sgd);
    Curve langevin = Curve.run(trial, OtherMethod.langevin(backend), sgd);
    Curve adam = Curve.run(trial, backend, new Adam(RATE, 0.9, 0.999, 1e-8, 0));
    return new Plot(
        "The charge u² − w² along a run, η = 0.1, y ∈ {0, 2}",
        "step",
        "C",
        false,
        false,
        List.of(
            own.series("SGD", Role.MEASURED),
            own.predictedSeries(),
            langevin.series("Gaussian noise added", Role.CONTROL),
            adam.series("Adam", Role.CONTROL)));
  }

  /** C_t, and what C_0 and the gradients on the way say that it is. */
  private record Curve(List<Double> steps, List<Double> charges, List<Double> predicted) {
    static Curve run(Trial trial, Backend backend, OptimizerSpec spec) {
      Run run = Sym2Paths.SCALAR;
      Symmetry symmetry = run.loss().symmetries().getFirst();
      SgdPath path =
          new SgdPath(
              backend,
              new SampledGradient(run.loss(), run.population(), Sampling.WITH_REPLACEMENT),
              1,
              spec,
              run.start(),
              trial.streams().replicate(0, 9));
      Curve curve = new Curve(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      double predicted = symmetry.charge(run.start());
      for (int t = 0; t <= STEPS; t++) {
        curve.steps.add((double) t);
        curve.charges.add(symmetry.charge(path.point()));
        curve.predicted.add(predicted);
        predicted += RATE * RATE * symmetry.charge(path.step().gradient());
      }
      return curve;
    }

    Series series(String name, Role role) {
      return Series.of(name, role, steps, charges);
    }

    Series predictedSeries() {
      return Series.of("C₀ + η² Σ ĝᵀAĝ", Role.PREDICTED, steps, predicted);
    }
  }
}
