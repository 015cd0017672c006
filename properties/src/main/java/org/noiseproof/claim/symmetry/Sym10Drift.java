package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Sample;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.Factorization;
import org.noiseproof.theory.MatrixEquilibrium;

/** What one step does on the minima of a matrix factorization, by all its atoms. */
final class Sym10Drift {
  private Sym10Drift() {}

  static final double RATE = 0x1p-4;

  /** λ at which the layers are scaled, e^λU and e^{−λ}W. */
  private static final double[] ALONG = {-0.3, -0.1, 0.1, 0.3};

  /** A point of the minima of each net. */
  interface Place extends Function<MatrixEquilibrium, Factorization> {}

  static OptimizerSpec sgd(double rate) {
    return new Sgd(rate, 0, 0, false, 0);
  }

  /**
   * E[𝒞' − 𝒞]/η², 𝒞 = UᵀU − WWᵀ: 0 at the place, and the closed form D there, at the flattest
   * point and along e^λ.
   */
  static Finding drift(Trial trial, List<MatrixNet> nets, OptimizerSpec spec, Place place) {
    Optional<Optimizer> optimizer = trial.backend().optimizer(spec);
    if (optimizer.isEmpty()) {
      return Finding.notApplicable(trial.backend().name() + " has no " + spec);
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (MatrixNet net : nets) {
      MatrixEquilibrium known = net.equilibrium();
      Factorization rest = place.apply(known);
      Matrix none = Matrix.zero(net.width(), net.width());
      compare(trial, net, "at rest", optimizer.get(), rest, none, comparisons);
      Factorization flattest = known.flattest();
      compare(
          trial,
          net,
          "at the flattest minimum",
          optimizer.get(),
          flattest,
          known.drift(flattest),
          comparisons);
      for (double lambda : ALONG) {
        Factorization moved = rest.scaled(lambda);
        compare(
            trial,
            net,
            "at λ = " + lambda,
            optimizer.get(),
            moved,
            known.drift(moved),
            comparisons);
      }
    }
    return Finding.of(comparisons);
  }

  private static void compare(
      Trial trial,
      MatrixNet net,
      String where,
      Optimizer optimizer,
      Factorization point,
      Matrix predicted,
      List<Comparison> comparisons) {
    Matrix measured = change(net, optimizer, point).times(1 / (RATE * RATE));
    double slack = slack(trial.backend(), net, optimizer, point);
    for (int i = 0; i < net.width(); i++) {
      for (int j = i; j < net.width(); j++) {
        comparisons.add(
            Comparison.equal(
                "E[𝒞' − 𝒞]/η² of (%d, %d), %s, %s".formatted(i + 1, j + 1, net.name(), where),
                measured.at(i, j),
                predicted.at(i, j),
                slack));
      }
    }
  }

  private static Matrix change(MatrixNet net, Optimizer optimizer, Factorization point) {
    double[] theta = point.parameters();
    List<Sample> atoms = net.atoms().samples();
    Matrix sum = Matrix.zero(net.width(), net.width());
    for (Sample z : atoms) {
      double[] gradient = net.loss().gradient(theta, z);
      double[] next = optimizer.step(optimizer.start(theta), gradient).parameters();
      sum = sum.plus(net.at(next).charge().minus(point.charge()));
    }
    return sum.times(1.0 / atoms.size());
  }

  /**
   * Entries of 𝒞 are sums of products of parameters, of which their roundings are a share: those
   * of gradients and steps, of two products and of the sum over the atoms. The closed form's own
   * are within CLOSED_FORM of E‖ĝ‖².
   */
  private static double slack(
      Backend backend, MatrixNet net, Optimizer optimizer, Factorization point) {
    double[] theta = point.parameters();
    int d = theta.length;
    double squares = QuadraticForm.squares(0, d).of(theta);
    double reach = 0;
    for (Sample z : net.atoms().samples()) {
      reach = Math.max(reach, QuadraticForm.squares(0, d).of(net.loss().gradient(theta, z)));
    }
    long depth = optimizer.depth(d) + net.atoms().size() + 64L;
    double rounding =
        Tolerance.gamma(depth, backend.describe().precision().unitRoundoff())
            * 4
            * (squares / (RATE * RATE) + reach);
    return rounding + Tolerance.CLOSED_FORM * net.equilibrium().leastNoise();
  }

  /**
   * E‖ĝ‖² over all atoms: the closed form at the place, which is least there among the points (UB,
   * B⁻¹W).
   */
  static Finding leastNoise(Trial trial, List<MatrixNet> nets, Place place) {
    Optional<GradientEstimator> mean = trial.backend().estimator(new Mean());
    if (mean.isEmpty()) {
      return Finding.notApplicable(trial.backend().name() + " has no mean");
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (MatrixNet net : nets) {
      MatrixEquilibrium known = net.equilibrium();
      Factorization rest = place.apply(known);
      double least = known.leastNoise();
      double slack = least * (Tolerance.CLOSED_FORM + roundoff(trial, mean.get(), net));
      double there = squaredGradient(net, mean.get(), rest);
      comparisons.add(Comparison.equal("E‖ĝ‖², " + net.name(), there, least, slack));
      for (Factorization other : around(rest)) {
        comparisons.add(
            Comparison.atLeast(
                "E‖ĝ‖² elsewhere on the orbit, " + net.name(),
                squaredGradient(net, mean.get(), other),
                there,
                slack));
      }
      comparisons.add(
          Comparison.atLeast(
              "E‖ĝ‖² at the flattest minimum, " + net.name(),
              squaredGradient(net, mean.get(), known.flattest()),
              there,
              slack));
    }
    return Finding.of(comparisons);
  }

  /** Scaled, sheared, and with one hidden unit scaled, each by a little and by much. */
  private static List<Factorization> around(Factorization point) {
    List<Factorization> points = new ArrayList<>();
    for (double lambda : ALONG) {
      points.add(point.scaled(lambda));
      for (int other = 0; other < 2; other++) {
        points.add(
            point.moved(sheared(point.width(), other, lambda), inverse(point, other, lambda)));
      }
    }
    return points;
  }

  /** I with λ in the first row's entry other; in the first, 1 + λ. */
  private static Matrix sheared(int width, int other, double lambda) {
    double[] entries = new double[width * width];
    for (int i = 0; i < width; i++) {
      entries[i * width + i] = 1;
    }
    entries[other] += lambda;
    return Matrix.of(width, width, entries);
  }

  private static Matrix inverse(Factorization point, int other, double lambda) {
    return sheared(point.width(), other, other == 0 ? 1 / (1 + lambda) - 1 : -lambda);
  }

  private static double squaredGradient(
      MatrixNet net, GradientEstimator mean, Factorization point) {
    double[] theta = point.parameters();
    double sum = 0;
    for (Sample z : net.atoms().samples()) {
      double[] row = net.loss().gradient(theta, z);
      double[] gradient = mean.estimate(Batch.of(1, row.length, row));
      sum += QuadraticForm.squares(0, gradient.length).of(gradient);
    }
    return sum / net.atoms().size();
  }

  private static double roundoff(Trial trial, GradientEstimator mean, MatrixNet net) {
    int d = net.loss().parameters();
    return Tolerance.gamma(
        2L * (mean.depth(1, d) + d + net.atoms().size()),
        trial.backend().describe().precision().unitRoundoff());
  }
}
