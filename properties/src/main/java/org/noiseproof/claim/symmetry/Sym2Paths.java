package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.symmetry.ExactSteps.Rates;
import org.noiseproof.claim.symmetry.ExactSteps.State;
import org.noiseproof.claim.symmetry.Sym2Exact.Identity;
import org.noiseproof.claim.symmetry.Sym2Exact.Step;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.AngleLoss;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.ExactSampleLoss;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.ReluNeuron;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;

/** The law of the charge along a backend's own runs: what is left is what its steps rounded. */
final class Sym2Paths {
  private Sym2Paths() {}

  /** A loss, its samples and a point to start from. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Run(SampleLoss loss, Population population, double... start) {}

  /** The scalar net that is drawn. */
  static final Run SCALAR = new Run(DeepLinear.of(1, 1, 1), Populations.labels(1, 0, 2), 0.4, 1.6);

  /** One of each kind, losses of a direction among them. */
  static final List<Run> RUNS =
      List.of(
          SCALAR,
          new Run(
              DeepLinear.of(2, 2, 2),
              Populations.linear(
                  Matrix.of(2, 2, 1, 0.3, -0.2, 0.8),
                  new double[] {1.2, 0.6},
                  new double[] {1, 0.4}),
              1.6,
              0.2,
              -0.3,
              0.7,
              0.6,
              0.1,
              0.2,
              1.1),
          new Run(
              new DiagonalLinear(3, 2),
              Populations.labels(1, 0.125, 2.125),
              1,
              1.2,
              0.8,
              0.5,
              0.7,
              0.9),
          new Run(
              new ReluNeuron(3),
              Populations.relu(new double[] {1.2, 0, 0}, 1),
              0.9,
              0.2,
              -0.4,
              0.7),
          new Run(new AngleLoss(), Populations.labels(1, -1, 1), 0.6, 0.8),
          new Run(new SphereLoss(3), Populations.icosahedron(), 0.4, -0.5, 0.3));

  /**
   * Runs of an optimizer, put to identities that are claimed of SGD.
   *
   * @param claimed the rates of the SGD that it should be
   */
  static Check check(
      String name, List<Run> runs, OptimizerSpec spec, Rates claimed, List<Identity> identities) {
    return Check.bound(
        name,
        "%s along the backend's runs of η = %s, μ = %s, γ = %s on %d losses, S = 1, 2, 3"
            .formatted(
                String.join(" and ", identities.stream().map(Identity::text).toList()),
                claimed.rate(),
                claimed.momentum(),
                claimed.decay(),
                runs.size()),
        trial -> Applicable.on(trial, spec, () -> compare(trial, runs, spec, claimed, identities)));
  }

  private static Finding compare(
      Trial trial, List<Run> runs, OptimizerSpec spec, Rates claimed, List<Identity> identities) {
    Backend backend = trial.backend();
    Tightest found = new Tightest();
    for (int r = 0; r < runs.size(); r++) {
      Run run = runs.get(r);
      for (int batch = 1; batch <= Math.min(3, run.population.size()); batch++) {
        SampledGradient oracle =
            new SampledGradient(run.loss, run.population, Sampling.WITH_REPLACEMENT);
        SgdPath path =
            new SgdPath(
                backend, oracle, batch, spec, run.start, trial.streams().replicate(r, batch));
        int steps = trial.scale().of(20, 40, 2000);
        for (int t = 0; t < steps; t++) {
          SgdPath.Step step = path.step();
          tie(found, backend, spec, claimed, step, "step %d of %s".formatted(t, run.loss));
          for (Symmetry symmetry : run.loss.symmetries()) {
            Step exact = exact(claimed, symmetry, step);
            double slack = slack(backend, spec, run, batch, exact);
            for (Identity identity : identities) {
              double defect = identity.defect().apply(exact).toDouble();
              found.offer(
                  Comparison.equal(identity.text(), defect, 0, slack),
                  "step %d of %s, %s, S = %d".formatted(t, run.loss, symmetry.name(), batch));
            }
          }
        }
      }
    }
    return Finding.of(found.comparisons());
  }

  /**
   * The identities hold for a ĝ of any length; these tie m′ and θ′ to ĝ itself, up to the rounding
   * of the step. Where there is no buffer, m′ is ĝ + γθ.
   */
  private static void tie(
      Tightest found,
      Backend backend,
      OptimizerSpec spec,
      Rates rates,
      SgdPath.Step step,
      String at) {
    double[] theta = step.before().parameters();
    double[] gradient = step.gradient();
    double gamma =
        Tolerance.gamma(
            backend.optimizer(spec).orElseThrow().depth(theta.length),
            backend.describe().precision().unitRoundoff());
    Dyadic[] buffer = buffer(step.before()).orElse(Dyadics.zero(theta.length));
    Dyadic[] decay = Dyadics.times(rates.gamma(), Dyadics.of(theta));
    Dyadic[] fresh =
        Dyadics.plus(Dyadics.times(rates.mu(), buffer), Dyadics.plus(Dyadics.of(gradient), decay));
    Dyadic[] next = buffer(step.after()).orElse(fresh);
    Dyadic[] moved = Dyadics.minus(Dyadics.of(step.after().parameters()), Dyadics.of(theta));
    double[] ofBuffer = doubles(Dyadics.minus(next, fresh));
    double[] ofStep = doubles(Dyadics.plus(moved, Dyadics.times(rates.eta(), next)));
    for (int j = 0; j < theta.length; j++) {
      double size =
          rates.momentum() * Math.abs(buffer[j].toDouble())
              + Math.abs(gradient[j])
              + rates.decay() * Math.abs(theta[j]);
      found.offer(Comparison.equal("m′ − μm − ĝ − γθ", ofBuffer[j], 0, gamma * size), at);
      found.offer(
          Comparison.equal(
              "θ′ − θ + ηm′", ofStep[j], 0, gamma * (Math.abs(theta[j]) + 2 * rates.rate() * size)),
          at);
    }
  }

  /** Wrong: SGD that divides each gradient by its length first. */
  static Backend normalised(Backend right) {
    return new OtherMethod(
        right, right::estimator, spec -> right.optimizer(spec).map(Sym2Paths::normalised));
  }

  private static Optimizer normalised(Optimizer right) {
    return new Optimizer() {
      @Override
      public OptimizerState start(double[] parameters) {
        return right.start(parameters);
      }

      @Override
      public OptimizerState step(OptimizerState state, double[] gradient) {
        double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
        return right.step(
            state, Arrays.stream(gradient).map(g -> norm > 0 ? g / norm : 0).toArray());
      }
    };
  }

  private static Step exact(Rates rates, Symmetry symmetry, SgdPath.Step step) {
    Dyadic[] theta = Dyadics.of(step.before().parameters());
    Dyadic[] gradient = Dyadics.of(step.gradient());
    Dyadic[] buffer = buffer(step.before()).orElse(Dyadics.zero(theta.length));
    Dyadic[] fresh = Dyadics.plus(gradient, Dyadics.times(rates.gamma(), theta));
    State after =
        new State(Dyadics.of(step.after().parameters()), buffer(step.after()).orElse(fresh));
    return new Step(rates, symmetry, new State(theta, buffer), gradient, after);
  }

  private static Optional<Dyadic[]> buffer(OptimizerState state) {
    return state.buffers().contains("momentum")
        ? Optional.of(Dyadics.of(state.buffer("momentum")))
        : Optional.empty();
  }

  /**
   * Of coordinate j, ĝ is off by γ times the gauge of a gradient, m′ by γ(μ|m| + |ĝ| + γ|θ|), θ′ by
   * γ(|θ| + η(…)), together e_j; as η ≤ 1, every identity is off by at most 2Σ|A_ij|(|θ_i| + |θ′_i|
   * + |m′_i| + e_i)e_j.
   */
  private static double slack(Backend backend, OptimizerSpec spec, Run run, int batch, Step step) {
    int d = run.loss.parameters();
    double unit = backend.describe().precision().unitRoundoff();
    int averaged = backend.estimator(new Mean()).orElseThrow().depth(batch, d);
    int stepped = backend.optimizer(spec).orElseThrow().depth(d);
    double ofGradient = Tolerance.gamma(averaged + depth(run.loss), unit);
    double ofStep = Tolerance.gamma(stepped, unit);
    double[] theta = doubles(step.now().theta());
    double[] gauge = gauge(run, theta);
    double[] off = new double[d];
    double[] size = new double[d];
    for (int j = 0; j < d; j++) {
      double fresh =
          step.rates().momentum() * Math.abs(step.now().m()[j].toDouble())
              + Math.abs(step.gradient()[j].toDouble())
              + step.rates().decay() * Math.abs(theta[j]);
      off[j] = ofGradient * gauge[j] + ofStep * (2 * fresh + Math.abs(theta[j]));
      size[j] =
          Math.abs(theta[j])
              + Math.abs(step.next().theta()[j].toDouble())
              + Math.abs(step.next().m()[j].toDouble())
              + off[j];
    }
    double slack = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        slack += 2 * Math.abs(step.symmetry().generator().at(i, j)) * size[i] * off[j];
      }
    }
    return slack;
  }

  private static double[] doubles(Dyadic[] values) {
    return Arrays.stream(values).mapToDouble(Dyadic::toDouble).toArray();
  }

  private static int depth(SampleLoss loss) {
    return loss instanceof ExactSampleLoss exact ? exact.depth() : 4 * loss.parameters() + 16;
  }

  /** The largest over the population. */
  private static double[] gauge(Run run, double[] theta) {
    double[] largest = new double[theta.length];
    for (Sample z : run.population.samples()) {
      double[] one = gauge(run.loss, theta, z);
      Arrays.setAll(largest, j -> Math.max(largest[j], one[j]));
    }
    return largest;
  }

  /** On the sphere |y|(|q θ_j| + |x_j|)/‖θ‖; otherwise a gradient in which nothing cancels. */
  private static double[] gauge(SampleLoss loss, double[] theta, Sample z) {
    double[] gauge = new double[theta.length];
    switch (loss) {
      case ExactSampleLoss exact -> {
        return exact.gauge(theta, z);
      }
      case SphereLoss sphere -> {
        double norm = Math.sqrt(Arrays.stream(theta).map(t -> t * t).sum());
        double length = Math.sqrt(z.x().stream().mapToDouble(x -> x * x).sum());
        Arrays.fill(gauge, 2 * Math.abs(z.y(0)) * length / norm);
      }
      default -> {
        double[] gradient = loss.gradient(theta, z);
        Arrays.setAll(gauge, j -> Math.abs(gradient[j]));
      }
    }
    return gauge;
  }
}
