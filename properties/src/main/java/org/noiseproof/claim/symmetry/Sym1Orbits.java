package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Estimators;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.symmetry.Sym1Losses.Claimed;
import org.noiseproof.claim.symmetry.Sym1Losses.Source;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.AngleLoss;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.symmetry.EveryBatch;
import org.noiseproof.symmetry.GradientNoise;

/** What SYM-1 says of gradients, second moments and Hessians along orbits. */
final class Sym1Orbits {
  private Sym1Orbits() {}

  private static final int SAMPLES = 4;

  /** k of λ = k ln 2. */
  private static final int[] OCTAVES = {-7, -1, 1, 3};

  /** θᵀAĝ on integers, where no operation rounds, for batches of 1, 2 and 4. */
  static Finding orthogonal(Trial trial, List<Claimed> losses) {
    return Estimators.with(
        trial,
        List.of(new Mean()),
        _ -> {
          Tightest found = new Tightest();
          for (int i = 0; i < draws(trial) * losses.size(); i++) {
            Claimed claimed = losses.get(i % losses.size());
            Source source = Source.integers(trial.streams().replicate(i));
            Population population = Sym1Losses.population(claimed.loss(), SAMPLES, source);
            double[] theta = exactPoint(claimed, source);
            for (int batch = 1; batch <= SAMPLES; batch *= 2) {
              BatchMeans means =
                  means(trial, claimed, population, batch, Sampling.WITH_REPLACEMENT);
              List<double[]> estimates = means.at(theta);
              for (Symmetry symmetry : claimed.symmetries()) {
                offerProducts(found, theta, symmetry, estimates, name(claimed, symmetry, i));
              }
            }
          }
          return Finding.of(found.comparisons());
        });
  }

  private static void offerProducts(
      Tightest found, double[] theta, Symmetry symmetry, List<double[]> estimates, String at) {
    double[] direction = BatchMeans.times(symmetry.generator(), theta);
    for (double[] estimate : estimates) {
      double product = 0;
      for (int j = 0; j < theta.length; j++) {
        product += direction[j] * estimate[j];
      }
      found.offer(Comparison.equal("θᵀAĝ", product, 0, 0), at);
    }
  }

  /** Where ‖θ‖ is a power of two if the loss divides by it, so that nothing is rounded. */
  private static double[] exactPoint(Claimed claimed, Source source) {
    double[] theta = source.vector(claimed.loss().parameters());
    return switch (claimed.loss()) {
      case AngleLoss _ -> new double[] {sign(theta[0]), sign(theta[1])};
      case SphereLoss _ -> Arrays.stream(theta).map(Sym1Orbits::sign).toArray();
      default -> theta;
    };
  }

  private static double sign(double x) {
    return x < 0 ? -2 : 2;
  }

  /**
   * Every batch's mean, and M and Σ over all batches, at 2^{kA}θ against 2^{−kA} on either side of
   * those at θ: to the bit, for diagonal A with integers.
   */
  static Finding rescaled(Trial trial, List<Claimed> losses, int sign) {
    return Estimators.with(
        trial,
        List.of(new Mean()),
        _ -> {
          Tightest found = new Tightest();
          for (int i = 0; i < draws(trial) * losses.size(); i++) {
            Claimed claimed = losses.get(i % losses.size());
            Source source = Source.normal(trial.streams().replicate(i));
            Population population = Sym1Losses.population(claimed.loss(), SAMPLES, source);
            double[] theta = source.vector(claimed.loss().parameters());
            for (Sampling sampling : Sampling.values()) {
              BatchMeans means = means(trial, claimed, population, 2, sampling);
              for (Symmetry symmetry : claimed.diagonal()) {
                for (int k : OCTAVES) {
                  String at = "%s, λ = %d ln 2".formatted(name(claimed, symmetry, i), k);
                  offerBits(found, means, theta, symmetry, k, sign, at);
                }
              }
            }
          }
          return Finding.of(found.comparisons());
        });
  }

  private static void offerBits(
      Tightest found,
      BatchMeans means,
      double[] theta,
      Symmetry symmetry,
      int k,
      int sign,
      String at) {
    int[] powers = symmetry.exponents().stream().mapToInt(a -> k * (int) Math.round(a)).toArray();
    List<double[]> here = means.at(theta);
    List<double[]> there = means.at(scaled(theta, powers, 1));
    for (int b = 0; b < here.size(); b++) {
      double[] moved = scaled(here.get(b), powers, sign);
      for (int j = 0; j < moved.length; j++) {
        found.offer(Comparison.equal("ĝ(θ_λ)", there.get(b)[j], moved[j], 0), at);
      }
    }
    GradientNoise noise = GradientNoise.of(here);
    GradientNoise seen = GradientNoise.of(there);
    offerMatrix(found, "Σ(θ_λ)", noise.covariance(), seen.covariance(), powers, sign, at);
    offerMatrix(found, "M(θ_λ)", noise.secondMoment(), seen.secondMoment(), powers, sign, at);
  }

  private static void offerMatrix(
      Tightest found,
      String quantity,
      Matrix here,
      Matrix there,
      int[] powers,
      int sign,
      String at) {
    for (int i = 0; i < here.rows(); i++) {
      for (int j = 0; j < here.columns(); j++) {
        double moved = Math.scalb(here.at(i, j), sign * (powers[i] + powers[j]));
        found.offer(Comparison.equal(quantity, there.at(i, j), moved, 0), at);
      }
    }
  }

  private static double[] scaled(double[] v, int[] powers, int sign) {
    double[] scaled = new double[v.length];
    Arrays.setAll(scaled, j -> Math.scalb(v[j], sign * powers[j]));
    return scaled;
  }

  /** What becomes of a gradient along an orbit, as a multiple of λ: −1 in truth. */
  static Finding rotated(Trial trial, double exponent) {
    return Estimators.with(
        trial,
        List.of(new Mean()),
        _ -> {
          Tightest found = new Tightest();
          Claimed claimed = Claimed.of(Sym1Losses.TWO_LAYER);
          for (int i = 0; i < draws(trial); i++) {
            Source source = Source.normal(trial.streams().replicate(i));
            Matrix k = Sym1Losses.symmetric(3, source);
            Symmetry symmetry = Sym1Losses.TWO_LAYER.rotation(1, k);
            Population population = Sym1Losses.population(claimed.loss(), 5, source);
            double[] theta = source.vector(claimed.loss().parameters());
            BatchMeans means = means(trial, claimed, population, 2, Sampling.WITHOUT_REPLACEMENT);
            BatchMeans full = means(trial, claimed, population, 5, Sampling.WITHOUT_REPLACEMENT);
            for (double lambda : new double[] {-0.2, 0.1, 0.3}) {
              String at = "λ = %s, draw %d of K and θ".formatted(lambda, i + 1);
              offerRotated(found, means, full, theta, symmetry, lambda, exponent, at);
            }
          }
          return Finding.of(found.comparisons());
        });
  }

  private static void offerRotated(
      Tightest found,
      BatchMeans means,
      BatchMeans full,
      double[] theta,
      Symmetry symmetry,
      double lambda,
      double exponent,
      String at) {
    double[] moved = symmetry.act(lambda, theta);
    Matrix factor = symmetry.exponential(exponent * lambda);
    Matrix size = BatchMeans.spread(symmetry, exponent * lambda);
    // What θ_λ was computed from: θ_λ itself may have cancelled.
    double[] reach = BatchMeans.times(BatchMeans.spread(symmetry, lambda), sizes(theta));
    double granted = granted(means, theta.length);
    List<double[]> here = means.at(theta);
    List<double[]> there = means.at(moved);
    double[] gauge = plus(means.gauge(reach), BatchMeans.times(size, means.gauge(theta)));
    for (int b = 0; b < here.size(); b++) {
      double[] predicted = BatchMeans.times(factor, here.get(b));
      for (int j = 0; j < predicted.length; j++) {
        found.offer(
            Comparison.equal("ĝ(θ_λ)", there.get(b)[j], predicted[j], granted * gauge[j]), at);
      }
    }
    GradientNoise noise = GradientNoise.of(here);
    GradientNoise seen = GradientNoise.of(there);
    Matrix column = Matrix.of(gauge.length, 1, gauge);
    Matrix products = column.times(column.transpose()).times(4 * granted);
    offerClose(
        found, "Σ(θ_λ)", seen.covariance(), between(factor, noise.covariance()), products, at);
    offerClose(
        found, "M(θ_λ)", seen.secondMoment(), between(factor, noise.secondMoment()), products, at);
    Differences near = Differences.of(full, theta, sizes(theta));
    Differences far = Differences.of(full, moved, reach);
    offerClose(
        found,
        "∇²L(θ_λ)",
        far.hessian,
        between(factor, near.hessian),
        far.gauge.plus(between(size, near.gauge)).times(granted),
        at);
  }

  private static Matrix between(Matrix factor, Matrix m) {
    return factor.times(m).times(factor);
  }

  private static void offerClose(
      Tightest found, String quantity, Matrix seen, Matrix predicted, Matrix slack, String at) {
    for (int i = 0; i < seen.rows(); i++) {
      for (int j = 0; j < seen.columns(); j++) {
        found.offer(
            Comparison.equal(quantity, seen.at(i, j), predicted.at(i, j), slack.at(i, j)), at);
      }
    }
  }

  /**
   * The Hessian of a loss of degree 4 in θ by differences of the backend's full gradient, (8(g(h) −
   * g(−h)) − (g(2h) − g(−2h)))/12h: no step is too long, as the gradient is of degree 3.
   *
   * @param gauge Σ|terms|
   */
  private record Differences(Matrix hessian, Matrix gauge) {
    private static final double STEP = 0.125;

    static Differences of(BatchMeans full, double[] theta, double[] reach) {
      int d = theta.length;
      double[][] columns = new double[d][];
      double[][] gauges = new double[d][];
      for (int j = 0; j < d; j++) {
        double[] near = difference(full, theta, j, STEP);
        double[] far = difference(full, theta, j, 2 * STEP);
        double[] gauge = full.gauge(shifted(reach, j, 2 * STEP));
        columns[j] = new double[d];
        gauges[j] = new double[d];
        Arrays.setAll(columns[j], i -> (8 * near[i] - far[i]) / (12 * STEP));
        Arrays.setAll(gauges[j], i -> 18 * gauge[i] / (12 * STEP));
      }
      return new Differences(Matrix.ofRows(columns), Matrix.ofRows(gauges));
    }

    private static double[] difference(BatchMeans full, double[] theta, int j, double h) {
      double[] above = full.at(shifted(theta, j, h)).getFirst();
      double[] below = full.at(shifted(theta, j, -h)).getFirst();
      double[] difference = new double[above.length];
      Arrays.setAll(difference, i -> above[i] - below[i]);
      return difference;
    }

    private static double[] shifted(double[] theta, int j, double h) {
      double[] shifted = theta.clone();
      shifted[j] += h;
      return shifted;
    }
  }

  private static double[] sizes(double[] v) {
    return Arrays.stream(v).map(Math::abs).toArray();
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, j -> a[j] + b[j]);
    return sum;
  }

  /**
   * γ of the eigenvectors of A (d² roundings each, used on both sides, five times in a gradient of
   * degree 3 between two of them), of a gradient, of the mean of a batch and of the products after
   * it.
   */
  private static double granted(BatchMeans means, int d) {
    GradientEstimator mean = means.backend().estimator(new Mean()).orElseThrow();
    long depth = 10L * d * d + 16L * d + mean.depth(SAMPLES + 1, d);
    return Tolerance.gamma(depth, means.backend().describe().precision().unitRoundoff());
  }

  private static BatchMeans means(
      Trial trial, Claimed claimed, Population population, int batch, Sampling sampling) {
    return new BatchMeans(
        trial.backend(), claimed.loss(), EveryBatch.of(population, batch, sampling));
  }

  private static int draws(Trial trial) {
    return trial.scale().of(3, 5, 200);
  }

  /** Random inputs are keyed: the number of a draw names its θ and samples. */
  private static String name(Claimed claimed, Symmetry symmetry, int draw) {
    return "%s of %s, draw %d".formatted(symmetry.name(), claimed.loss(), draw + 1);
  }
}
