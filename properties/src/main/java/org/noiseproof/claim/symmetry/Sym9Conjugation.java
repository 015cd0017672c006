package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * Two learning rates beside one: powers of two are all that tells the runs apart, so that they
 * agree to the bit. Optimizers that leave the range of the numbers, or take other steps, agree on
 * nothing.
 */
final class Sym9Conjugation {
  private Sym9Conjugation() {}

  private static final double RATE = 0.03;
  private static final int STEPS = 200;

  /**
   * u of rate 4η and w of rate η, each with its own optimizer, beside a = u/2 and b = w together.
   *
   * @param scale of the features that a and b see; 2 = √(4 · 1) is right
   */
  static Finding toTheBit(Trial trial, double scale) {
    List<Comparison> comparisons = new ArrayList<>();
    for (double momentum : new double[] {0, 0.5}) {
      Optional<Optimizer> forU = optimizer(trial, 4 * RATE, momentum);
      Optional<Optimizer> forAll = optimizer(trial, RATE, momentum);
      if (forU.isEmpty() || forAll.isEmpty()) {
        return Finding.notApplicable(trial.backend().name() + " has no SGD");
      }
      Apart apart = apart(trial.streams().replicate(0), forU.get(), forAll.get(), scale);
      comparisons.add(
          Comparison.equal(
              "|u − 2a|, |w − b|, where first not 0 in %d steps, μ = %s".formatted(STEPS, momentum),
              apart.farthest,
              0,
              0));
      comparisons.add(
          Comparison.equal(
              "|u′ − u| of the first step, to half of it, μ = " + momentum,
              apart.moved,
              apart.pull,
              apart.pull / 2));
    }
    return Finding.of(comparisons);
  }

  private static Optional<Optimizer> optimizer(Trial trial, double rate, double momentum) {
    return trial.backend().optimizer(new Sgd(rate, momentum, 0, false, 0));
  }

  /**
   * Two runs.
   *
   * @param farthest how far apart at the first step at which they differ: wrong features may send a
   *     run to infinity, which is as far as can be
   * @param moved |u′ − u| of the first step
   * @param pull 4η|ĝ_u| of that step
   */
  private record Apart(double farthest, double moved, double pull) {}

  private static Apart apart(RandomStream random, Optimizer forU, Optimizer forAll, double scale) {
    Neuron neuron = Neuron.LINEAR;
    Neuron conjugate = neuron.rated(scale, scale);
    int n = neuron.inputs();
    double[] theta = neuron.equilibrium().on(1, RatioRuns.SHARE);
    OptimizerState u = forU.start(new double[] {theta[n]});
    OptimizerState w = forAll.start(Arrays.copyOf(theta, n));
    theta[n] /= 2;
    OptimizerState both = forAll.start(theta);
    double start = u.parameters()[0];
    double farthest = 0;
    double moved = 0;
    double pull = 0;
    for (int t = 0; t < STEPS && farthest == 0; t++) {
      int k = random.nextIndex(neuron.atoms().size());
      double[] point = Arrays.copyOf(w.parameters(), n + 1);
      point[n] = u.parameters()[0];
      double[] gradient = neuron.loss().gradient(point, neuron.atoms().get(k));
      double[] conjugateGradient =
          conjugate.loss().gradient(both.parameters(), conjugate.atoms().get(k));
      if (!finite(gradient) || !finite(conjugateGradient)) {
        return new Apart(Double.POSITIVE_INFINITY, moved, pull);
      }
      u = forU.step(u, new double[] {gradient[n]});
      w = forAll.step(w, Arrays.copyOf(gradient, n));
      both = forAll.step(both, conjugateGradient);
      if (t == 0) {
        moved = Math.abs(u.parameters()[0] - start);
        pull = 4 * RATE * Math.abs(gradient[n]);
      }
      farthest = Math.max(farthest, Math.abs(u.parameters()[0] - 2 * both.parameters()[n]));
      for (int j = 0; j < n; j++) {
        farthest = Math.max(farthest, Math.abs(w.parameters()[j] - both.parameters()[j]));
      }
    }
    return new Apart(farthest, moved, pull);
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
