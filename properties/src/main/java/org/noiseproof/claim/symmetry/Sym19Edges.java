package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.symmetry.ExactSteps.Rates;
import org.noiseproof.claim.symmetry.ExactSteps.Rule;
import org.noiseproof.claim.symmetry.ExactSteps.State;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;

/** What SYM-19 measures. */
final class Sym19Edges {
  private Sym19Edges() {}

  private static final int CLASSES = 5;

  /** What is said of C′ where only u decays. */
  enum Law {
    /** (1−ηγ)²u² − w² + η²(ĝ_u² − ĝ_w²) + 2η²γuĝ_u. */
    OPEN,
    /** Without its last term. */
    WITHOUT_CROSS_TERM,
    /** (1−ηγ)²C + η²ĝᵀAĝ. */
    CLOSED
  }

  /** A linear model whose features sum to 0, or to something else: Σθ after three steps. */
  static Check translation(String name, Rates rates, Rule rule, double sum) {
    return Check.exact(
        name,
        "Σθ_t − (1−ηγ)Σθ_{t−1} of a linear model whose features sum to 0, three steps of η = %s, μ = %s, "
                .formatted(rates.rate(), rates.momentum())
            + "γ = "
            + rates.decay(),
        trial -> {
          RandomStream random = trial.streams().replicate(0);
          DeepLinear loss = DeepLinear.of(3, 1);
          State now = State.at(ExactSteps.point(3, random));
          List<Comparison> comparisons = new ArrayList<>();
          for (int t = 1; t <= 3; t++) {
            double a = random.nextInt(64) / 16.0 - 2;
            double b = random.nextInt(64) / 16.0 - 2;
            Sample z = Sample.of(new double[] {a, b, sum - a - b}, random.nextNormal());
            Dyadic[] gradient = ExactSteps.gradient(loss, now.theta(), List.of(z));
            State next = rule.next(rates, now, gradient);
            Dyadic off = sum(next.theta()).minus(rates.kept().times(sum(now.theta())));
            comparisons.add(
                Comparison.equal("Σθ_%d − (1−ηγ)Σθ_%d".formatted(t, t - 1), off.toDouble(), 0, 0));
            now = next;
          }
          return Finding.of(comparisons);
        });
  }

  private static Dyadic sum(Dyadic[] values) {
    return Arrays.stream(values).reduce(Dyadic.ZERO, Dyadic::plus);
  }

  /**
   * Least Σ_k|θ_T − θ_0| that counts as movement: the start is 3.4 from the logits of the labels'
   * shares.
   */
  private static final double MOVED = 0.5;

  /**
   * Each step rounds Σĝ and Σθ by γ times their sizes; ‖m‖₁ ≤ 2/(1−μ) ≤ 20.
   *
   * @param decay γ that is claimed, without momentum unless 0
   */
  static Check logits(String name, OptimizerSpec spec, double decay) {
    return Check.bound(
        name,
        "|Σθ_T − %sΣθ_0| of 5 softmax logits, S = 2, 1 000 steps, and that θ moves"
            .formatted(decay > 0 ? "(1−ηγ)ᵀ" : ""),
        trial -> Applicable.on(trial, spec, () -> logits(trial, spec, decay)));
  }

  /** The check under an optimizer that leaves θ where it is. */
  static Check still(Check check) {
    return new Check(
        check.name() + "/still",
        check.measures(),
        check.evidence(),
        check.share(),
        trial -> {
          Backend right = trial.backend();
          OtherMethod still =
              new OtherMethod(
                  right, right::estimator, spec -> right.optimizer(spec).map(Sym19Edges::still));
          return check.experiment().apply(trial.on(still));
        });
  }

  private static Optimizer still(Optimizer right) {
    return new Optimizer() {
      @Override
      public OptimizerState start(double[] parameters) {
        return right.start(parameters);
      }

      @Override
      public OptimizerState step(OptimizerState state, double[] gradient) {
        return state;
      }
    };
  }

  private static Finding logits(Trial trial, OptimizerSpec spec, double decay) {
    Backend backend = trial.backend();
    SampledGradient oracle =
        new SampledGradient(
            new SoftmaxLogits(CLASSES),
            Populations.labels(1, 0, 1, 1, 2, 3, 3, 3, 4),
            Sampling.WITH_REPLACEMENT);
    double[] start = {0.5, -1, 0.25, 2, 0.125};
    SgdPath path = new SgdPath(backend, oracle, 2, spec, start, trial.streams().replicate(0));
    int depth =
        backend.estimator(new Mean()).orElseThrow().depth(2, CLASSES)
            + backend.optimizer(spec).orElseThrow().depth(CLASSES)
            + 4 * CLASSES
            + 16;
    double gamma = Tolerance.gamma(depth, backend.describe().precision().unitRoundoff());
    double slack = 0;
    int steps = 1000;
    for (int t = 0; t < steps; t++) {
      double size = Arrays.stream(path.point()).map(Math::abs).sum();
      slack += gamma * (size + 20 * spec.learningRate());
      path.step();
    }
    double[] end = path.point();
    double kept = StrictMath.pow(1 - spec.learningRate() * decay, steps);
    double moved = 0;
    for (int k = 0; k < CLASSES; k++) {
      moved += Math.abs(end[k] - start[k]);
    }
    return Finding.of(
        List.of(
            Comparison.equal(
                "Σθ after %d steps".formatted(steps),
                Arrays.stream(end).sum(),
                kept * Arrays.stream(start).sum(),
                slack),
            Comparison.atLeast("Σ|θ_T − θ_0|", moved, MOVED, 0)));
  }

  /** θᵀAθ and θᵀA∇ℓ of a loss of ‖θ‖² along two steps, and that A is refused as a symmetry. */
  static Check antisymmetric(String name, Matrix generator) {
    return Check.exact(
        name,
        "θᵀAθ and θᵀA∇ℓ of ½(x‖θ‖² − y)² along two steps; A is refused as the generator of a charge",
        trial -> {
          RandomStream random = trial.streams().replicate(0);
          SquaredNormFit loss = new SquaredNormFit();
          State now = State.at(ExactSteps.point(2, random));
          List<Comparison> comparisons = new ArrayList<>();
          for (int t = 0; t < 2; t++) {
            Dyadic[] gradient =
                ExactSteps.gradient(loss, now.theta(), ExactSteps.samples(loss, 2, random));
            comparisons.add(zero("θᵀAθ at step " + t, Dyadics.form(generator, now.theta())));
            comparisons.add(
                zero("θᵀA∇ℓ at step " + t, Dyadics.bilinear(now.theta(), generator, gradient)));
            now = ExactSteps.SGD.next(new Rates(0.05, 0, 0), now, gradient);
          }
          comparisons.add(Comparison.equal("refused", isRefused(generator) ? 1 : 0, 1, 0));
          return Finding.of(comparisons);
        });
  }

  private static boolean isRefused(Matrix generator) {
    try {
      return new Symmetry("rotation", generator).dimension() < 0;
    } catch (IllegalArgumentException refusal) {
      return true;
    }
  }

  /** One step of the scalar net, u alone decaying. */
  static Check oneLayer(String name, Law law) {
    return Check.exact(
        name,
        "C′ of the scalar net when only u decays, less its formula; 20 random points, η = 0.13, γ = 0.4",
        trial -> {
          RandomStream random = trial.streams().replicate(0);
          DeepLinear loss = DeepLinear.of(1, 1, 1);
          List<Comparison> comparisons = new ArrayList<>();
          for (int run = 0; run < 20; run++) {
            Dyadic[] theta = ExactSteps.point(2, random);
            Dyadic[] g = ExactSteps.gradient(loss, theta, ExactSteps.samples(loss, 2, random));
            Dyadic off = charge(decayed(theta, g)).minus(claimed(law, theta, g));
            comparisons.add(zero("C′, less its formula, at point " + run, off));
          }
          return Finding.of(comparisons);
        });
  }

  private static final Rates RATES = new Rates(0.13, 0, 0.4);

  /** θ = (w, u) ↦ (w − ηĝ_w, (1−ηγ)u − ηĝ_u). */
  private static Dyadic[] decayed(Dyadic[] theta, Dyadic[] g) {
    Dyadic[] kept = {theta[0], RATES.kept().times(theta[1])};
    return Dyadics.minus(kept, Dyadics.times(RATES.eta(), g));
  }

  private static Dyadic charge(Dyadic[] theta) {
    return theta[1].square().minus(theta[0].square());
  }

  private static Dyadic claimed(Law law, Dyadic[] theta, Dyadic[] g) {
    Dyadic pushed = RATES.eta().square().times(charge(g));
    Dyadic open = RATES.kept().times(theta[1]).square().minus(theta[0].square()).plus(pushed);
    return switch (law) {
      case OPEN ->
          open.plus(RATES.eta().square().times(RATES.gamma()).scale(1).times(theta[1]).times(g[1]));
      case WITHOUT_CROSS_TERM -> open;
      case CLOSED -> RATES.kept().square().times(charge(theta)).plus(pushed);
    };
  }

  /** At (2, 1) and (7/4, 1/4), both of C = 3, where nothing but the decay moves. */
  static Check sameCharge(String name, boolean closed) {
    return Check.exact(
        name,
        "C′ at (u, w) = (2, 1) less C′ at (7/4, 1/4), both minima of C = 3, when only u decays",
        trial -> {
          Dyadic difference =
              charge(decayed(Dyadics.of(1, 2), Dyadics.zero(2)))
                  .minus(charge(decayed(Dyadics.of(0.25, 1.75), Dyadics.zero(2))));
          Dyadic lost = RATES.kept().square().minus(Dyadic.ONE);
          Dyadic claimed = closed ? Dyadic.ZERO : lost.times(Dyadic.of(4 - 1.75 * 1.75));
          return Finding.of(
              List.of(
                  Comparison.equal(
                      "difference of C′", difference.toDouble(), claimed.toDouble(), 0)));
        });
  }

  private static Comparison zero(String quantity, Dyadic value) {
    return Comparison.equal(quantity, value.toDouble(), 0, 0);
  }
}
