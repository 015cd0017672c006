package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Sampling;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;

/**
 * E[C(θ') − C(θ)] of one step, C = u² − |w|², over every batch that can be drawn, on the minima of
 * a neuron.
 */
final class BatchDrift {
  private BatchDrift() {}

  /** A power of two, so that steps on dyadic data do not round. */
  private static final double RATE = 0x1p-4;

  /** What the batches of a step are. */
  enum Noise {
    /** The neuron's own. */
    MINIBATCH,
    /** The full gradient, and ±1 added to each coordinate. */
    ADDED
  }

  /** Where along the orbit the drift is claimed to be the closed form. */
  enum Zero {
    /** Where E g_u² = E|g_w|². */
    EQUAL_NOISE,
    /** Where u² = |w|². */
    EQUAL_NORMS
  }

  /** The optimizer that the claim is about. */
  static OptimizerSpec sgd() {
    return RatioRuns.plain(RATE);
  }

  /**
   * On neurons whose equilibrium is dyadic, there and at λ = ±ln 2 and ±2 ln 2: no batch, gradient
   * or step rounds, so that at λ = 0 the sum over all batches must be 0 itself.
   */
  static Finding dyadic(Trial trial, List<Neuron> neurons, OptimizerSpec spec, Noise noise) {
    return with(
        trial,
        spec,
        (mean, optimizer) -> {
          List<Comparison> comparisons = new ArrayList<>();
          for (Neuron neuron : neurons) {
            for (int k = -2; k <= 2; k++) {
              double[] theta = doubled(neuron.equilibrium().on(1, 1), k);
              List<double[]> batches = batches(neuron, theta, noise);
              double predicted = predicted(neuron, k * StrictMath.log(2));
              comparisons.add(
                  Comparison.equal(
                      name(neuron, "2^" + k),
                      mean(neuron, theta, batches, mean, optimizer),
                      predicted,
                      Tolerance.gamma(64, Tolerance.UNIT_ROUNDOFF) * Math.abs(predicted)));
            }
          }
          return Finding.of(comparisons);
        });
  }

  /** On any neuron, to rounding, at λ = −½ … ½ from where the drift is claimed to vanish. */
  static Finding along(Trial trial, Neuron neuron, Zero zero) {
    return with(
        trial,
        sgd(),
        (mean, optimizer) -> {
          double shift = zero == Zero.EQUAL_NOISE ? 0 : toEqualNorms(neuron);
          List<Comparison> comparisons = new ArrayList<>();
          for (int k = -4; k <= 4; k++) {
            double lambda = k / 8.0;
            double[] theta = neuron.equilibrium().at(lambda + shift);
            comparisons.add(
                Comparison.equal(
                    name(neuron, "e^" + lambda),
                    mean(neuron, theta, batches(neuron, theta, Noise.MINIBATCH), mean, optimizer),
                    predicted(neuron, lambda),
                    slack(trial.backend(), mean, optimizer, neuron, theta)));
          }
          return Finding.of(comparisons);
        });
  }

  /** λ of u² = |w|²: both are |v| there. */
  private static double toEqualNorms(Neuron neuron) {
    return StrictMath.log(neuron.equilibrium().squaredW() / neuron.equilibrium().squaredU()) / 4;
  }

  private static String name(Neuron neuron, String where) {
    return "E[C' − C]/η², n = %d, S = %d %s, at u = %s u*"
        .formatted(
            neuron.inputs(),
            neuron.batch(),
            neuron.sampling() == Sampling.WITH_REPLACEMENT ? "with" : "without",
            where);
  }

  private static double predicted(Neuron neuron, double lambda) {
    return neuron.sampling().noise(neuron.atoms().size(), neuron.batch())
        * neuron.equilibrium().restoring(lambda, neuron.noise());
  }

  /** (w 2⁻ᵏ, u 2ᵏ). */
  private static double[] doubled(double[] theta, int k) {
    double[] moved = new double[theta.length];
    for (int j = 0; j < theta.length; j++) {
      moved[j] = Math.scalb(theta[j], j == theta.length - 1 ? k : -k);
    }
    return moved;
  }

  private static double mean(
      Neuron neuron,
      double[] theta,
      List<double[]> batches,
      GradientEstimator mean,
      Optimizer optimizer) {
    QuadraticForm charge = neuron.loss().symmetries().getFirst().charge();
    double before = charge.of(theta);
    double sum = 0;
    for (double[] rows : batches) {
      double[] gradient = mean.estimate(Batch.of(rows.length / theta.length, theta.length, rows));
      sum += charge.of(optimizer.step(optimizer.start(theta), gradient).parameters()) - before;
    }
    return sum / batches.size() / (RATE * RATE);
  }

  /** The gradients of every batch, each batch as likely as every other. */
  private static List<double[]> batches(Neuron neuron, double[] theta, Noise noise) {
    List<double[]> gradients =
        neuron.atoms().samples().stream().map(z -> neuron.loss().gradient(theta, z)).toList();
    if (noise == Noise.ADDED) {
      return IntStream.range(0, 1 << theta.length)
          .mapToObj(signs -> added(gradients, signs))
          .toList();
    }
    boolean again = neuron.sampling() == Sampling.WITH_REPLACEMENT;
    return switch (neuron.batch()) {
      case 1 -> gradients;
      case 2 ->
          IntStream.range(0, gradients.size())
              .boxed()
              .flatMap(
                  i ->
                      IntStream.range(again ? 0 : i + 1, gradients.size())
                          .mapToObj(k -> joined(gradients.get(i), gradients.get(k))))
              .toList();
      default ->
          throw new IllegalArgumentException(
              "batch = " + neuron.batch() + " is out of range: 1 or 2");
    };
  }

  private static double[] joined(double[] first, double[] second) {
    double[] rows = new double[first.length + second.length];
    System.arraycopy(first, 0, rows, 0, first.length);
    System.arraycopy(second, 0, rows, first.length, second.length);
    return rows;
  }

  private static double[] added(List<double[]> gradients, int signs) {
    double[] row = new double[gradients.getFirst().length];
    for (int j = 0; j < row.length; j++) {
      for (double[] gradient : gradients) {
        row[j] += gradient[j] / gradients.size();
      }
      row[j] += (signs >> j & 1) == 0 ? 1 : -1;
    }
    return row;
  }

  /** C and C' are sums of squares, of which their roundings are a share; all that over η². */
  private static double slack(
      Backend backend, GradientEstimator mean, Optimizer optimizer, Neuron neuron, double[] theta) {
    int d = theta.length;
    double squares = QuadraticForm.squares(0, d).of(theta);
    double reach = 0;
    for (double[] gradient : batches(neuron, theta, Noise.MINIBATCH)) {
      reach = Math.max(reach, QuadraticForm.squares(0, gradient.length).of(gradient));
    }
    long depth = mean.depth(neuron.batch(), d) + optimizer.depth(d) + neuron.atoms().size() + 64L;
    return Tolerance.gamma(depth, backend.describe().precision().unitRoundoff())
        * (squares + RATE * RATE * reach)
        * 4
        / (RATE * RATE);
  }

  /** What an estimator and an optimizer show. */
  private interface Experiment {
    Finding on(GradientEstimator mean, Optimizer optimizer);
  }

  private static Finding with(Trial trial, OptimizerSpec spec, Experiment experiment) {
    GradientEstimator mean = trial.backend().estimator(new Mean()).orElse(BatchDrift::leftToRight);
    return trial
        .backend()
        .optimizer(spec)
        .map(optimizer -> experiment.on(mean, optimizer))
        .orElseGet(() -> Finding.notApplicable(trial.backend().name() + " has no " + spec));
  }

  /** For a backend that has optimizers alone, as those of the zoo. */
  private static double[] leftToRight(Batch gradients) {
    double[] mean = new double[gradients.dimension()];
    for (int j = 0; j < mean.length; j++) {
      for (int k = 0; k < gradients.samples(); k++) {
        mean[j] += gradients.at(k, j) / gradients.samples();
      }
    }
    return mean;
  }
}
