package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.symmetry.ExactSteps.Rates;
import org.noiseproof.claim.symmetry.ExactSteps.State;
import org.noiseproof.claim.symmetry.SgdPath.Step;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.Sample;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;

/** The pathwise identities of SYM-17: charges of two layers, and differences of two subnets. */
final class Sym17Charges {
  private Sym17Charges() {}

  private static final Rates RATES = new Rates(0.125, 0, 0);

  /**
   * C_kl′ = C_kl(1 − η²h²v²/(u_k²u_l²)) of the layers k, l of a subnet, without quotients, in
   * dyadic numbers: how many pairs fail in three steps.
   *
   * @param quadratic whether the factor has its quadratic term
   */
  static Finding exact(Trial trial, boolean quadratic) {
    int layers = 3;
    List<Comparison> comparisons = new ArrayList<>();
    DiagonalLinear loss = new DiagonalLinear(layers, 2);
    for (int batch : new int[] {1, 4}) {
      RandomStream random = trial.streams().replicate(batch);
      State now = State.at(ExactSteps.sixteenths(2 * layers, random));
      int failures = 0;
      for (int t = 0; t < 3; t++) {
        List<Sample> drawn = ExactSteps.draw(Sym16Runs.samples(), batch, random);
        Dyadic[] gradient = ExactSteps.gradient(loss, now.theta(), drawn);
        State next = ExactSteps.SGD.next(RATES, now, gradient);
        for (int subnet = 0; subnet < 2; subnet++) {
          for (int k = subnet * layers; k < (subnet + 1) * layers; k++) {
            for (int l = k + 1; l < (subnet + 1) * layers; l++) {
              failures += exactly(now.theta(), gradient, next.theta(), k, l, quadratic) ? 0 : 1;
            }
          }
        }
        now = next;
      }
      comparisons.add(Comparison.equal("pairs of layers that fail, S = " + batch, failures, 0, 0));
    }
    return Finding.of(comparisons);
  }

  private static boolean exactly(
      Dyadic[] from, Dyadic[] gradient, Dyadic[] to, int k, int l, boolean quadratic) {
    Dyadic product = from[k].times(from[l]).square();
    Dyadic force = RATES.eta().times(gradient[k]).times(from[k]).square();
    Dyadic factor = quadratic ? product.minus(force) : product;
    return charge(to, k, l).times(product).equals(charge(from, k, l).times(factor));
  }

  private static Dyadic charge(Dyadic[] theta, int k, int l) {
    return theta[k].square().minus(theta[l].square());
  }

  /** The same on a backend's path, and that u_1 − u_2 has the factor 1 − ηh(u_1 + u_2). */
  static Finding path(Trial trial, OptimizerSpec spec) {
    SampledGradient oracle = new SampledGradient(new DiagonalLinear(3, 2), Sym17Runs.LABELS);
    double gamma =
        Tolerance.gamma(
            trial.backend().optimizer(spec).orElseThrow().depth(6)
                + trial.backend().estimator(new Mean()).orElseThrow().depth(1, 6)
                + 32L,
            trial.backend().describe().precision().unitRoundoff());
    Tightest tightest = new Tightest();
    SgdPath unequal = path(trial, oracle, spec, new double[] {1.2, 0.9, 0.7, 0.4, 0.6, 0.5});
    SgdPath equal = path(trial, oracle, spec, Sym17Runs.start(3, 1.2, 0.5));
    for (int t = 0; t < trial.scale().of(300, 3_000, 30_000); t++) {
      String at = "step " + t;
      charges(unequal.step(), spec.learningRate(), gamma, tightest, at);
      difference(equal.step(), spec.learningRate(), gamma, tightest, at);
    }
    return Finding.of(tightest.comparisons());
  }

  private static SgdPath path(
      Trial trial, SampledGradient oracle, OptimizerSpec spec, double[] start) {
    return new SgdPath(
        trial.backend(), oracle, 1, spec, start, trial.streams().replicate(start.length));
  }

  private static void charges(Step step, double rate, double gamma, Tightest tightest, String at) {
    double[] u = step.before().parameters();
    double[] next = step.after().parameters();
    for (int k = 0; k < 6; k++) {
      for (int l = k + 1; l < 3 + k / 3 * 3; l++) {
        // ∂ℓ/∂u_k over u_l is hv/(u_k u_l)
        double pull = rate * step.gradient()[k] / u[l];
        tightest.offer(
            Comparison.equal(
                "C′ of two layers",
                next[k] * next[k] - next[l] * next[l],
                (u[k] * u[k] - u[l] * u[l]) * (1 - pull * pull),
                gamma * 4 * (1 + pull * pull) * (u[k] * u[k] + u[l] * u[l])),
            at);
      }
    }
  }

  private static void difference(
      Step step, double rate, double gamma, Tightest tightest, String at) {
    double[] u = step.before().parameters();
    double[] next = step.after().parameters();
    double h = step.gradient()[0] / (u[0] * u[0]);
    tightest.offer(
        Comparison.equal(
            "u_1′ − u_2′",
            next[0] - next[3],
            (u[0] - u[3]) * (1 - rate * h * (u[0] + u[3])),
            gamma * (1 + rate * Math.abs(h) * (u[0] + u[3])) * 2 * (u[0] + u[3])),
        at);
  }
}
