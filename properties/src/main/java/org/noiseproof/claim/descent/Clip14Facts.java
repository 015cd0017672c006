package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Estimators;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.problem.ZeroChain;
import org.noiseproof.random.RandomStream;
import org.noiseproof.theory.ZeroChainBound;

/** The numbers that CLIP-14 needs of the zero-chain and of its scaling. */
final class Clip14Facts {
  private Clip14Facts() {}

  private static final double[] ORDERS = {1.25, 1.5, 2};
  private static final int[] DIMENSIONS = {1, 2, 3, 8, 64};

  /** Where Ψ and Φ no longer change. */
  private static final double FAR = 0x1p30;

  /** Where Ψ″ is largest. */
  private static final double STEEPEST = 0.760375;

  /**
   * Constants claimed of the chain.
   *
   * @param smoothness of ∇F
   * @param partial bound of each |∂F/∂x_i|
   * @param gap (F(0) − inf F)/d
   * @param unfinished ‖∇F‖ before the last coordinate is past 1
   */
  record Constants(double smoothness, double partial, double gap, double unfinished) {
    static final Constants CLAIMED =
        new Constants(
            ZeroChain.SMOOTHNESS, ZeroChain.PARTIAL_BOUND, ZeroChain.GAP_PER_COORDINATE, 1);
  }

  /** Turned into text only where it is wanted. */
  private static final class At {
    private final double[] x;

    At(double[] x) {
      this.x = x;
    }

    @Override
    public String toString() {
      return "d = %d, x = %s".formatted(x.length, Estimators.show(x));
    }
  }

  /** On random points, and on those between a finished and an untouched coordinate. */
  static Finding chain(Trial trial, Constants constants) {
    Tightest tightest = new Tightest();
    int points = trial.scale() == Scale.DEEP ? 200_000 : 2000;
    for (int dimension : DIMENSIONS) {
      ZeroChain chain = new ZeroChain(dimension);
      gap(tightest, chain, constants);
      if (dimension > 1) {
        double[] steep = new double[dimension];
        steep[0] = STEEPEST;
        steep[1] = FAR;
        smoothness(tightest, chain, steep, 0, 0x1p-15, constants);
      }
      for (int i = 0; i < points; i++) {
        RandomStream random = trial.streams().replicate(i, dimension);
        double[] x = new double[dimension];
        Arrays.setAll(x, j -> coordinate(random));
        at(tightest, chain, x, constants, random);
      }
    }
    return Finding.of(tightest.comparisons());
  }

  private static double coordinate(RandomStream random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextSign() * FAR;
      case 1 -> random.nextSign() * Math.nextDown(1.0);
      case 2 -> 2 * random.nextNormal();
      default -> random.nextSign() * (0.5 + random.nextUniform());
    };
  }

  private static void gap(Tightest tightest, ZeroChain chain, Constants constants) {
    int d = chain.dimension();
    double[] far = new double[d];
    Arrays.fill(far, FAR);
    tightest.offer(
        Comparison.equal(
            "F far out over inf F", chain.value(far) / chain.infimum(), 1, Tolerance.CLOSED_FORM),
        "d = " + d);
    tightest.offer(
        Comparison.atMost(
            "(F(0) − inf F)/d",
            (chain.value(new double[d]) - chain.infimum()) / d,
            constants.gap(),
            0),
        "d = " + d);
  }

  private static void at(
      Tightest tightest, ZeroChain chain, double[] x, Constants constants, RandomStream random) {
    int d = chain.dimension();
    double[] gradient = chain.gradient(x);
    At at = new At(x);
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    tightest.offer(Comparison.atMost("largest |∂F/∂x_i|", largest, constants.partial(), 0), at);
    tightest.offer(
        Comparison.atMost(
            "F(0) − F(x) over F(0) − inf F",
            (chain.value(new double[d]) - chain.value(x))
                / (chain.value(new double[d]) - chain.infimum()),
            1,
            Tolerance.CLOSED_FORM),
        at);
    if (Math.abs(x[d - 1]) < 1) {
      tightest.offer(
          Comparison.atLeast(
              "‖∇F‖ before the last coordinate is past 1",
              Vectors.norm(gradient),
              constants.unfinished(),
              Tolerance.CLOSED_FORM),
          at);
    }
    double step = Math.scalb(random.nextSign(), -random.nextInt(16));
    smoothness(tightest, chain, x, random.nextInt(d), step, constants);
  }

  /** Moves one coordinate. */
  private static void smoothness(
      Tightest tightest, ZeroChain chain, double[] x, int moved, double by, Constants constants) {
    double[] y = x.clone();
    y[moved] += by;
    double distance = Math.abs(y[moved] - x[moved]);
    if (distance > 0) {
      tightest.offer(
          Comparison.atMost(
              "‖∇F(x) − ∇F(y)‖/‖x − y‖",
              Vectors.distance(chain.gradient(x), chain.gradient(y)) / distance,
              constants.smoothness(),
              0),
          new At(x));
    }
  }

  /** E|z/π − 1|ᵖ ≤ factor · π^{1−p}, for all openings. */
  static Finding gateMoment(double factor) {
    Tightest tightest = new Tightest();
    for (double p : ORDERS) {
      for (int i = 0; i <= 40; i++) {
        double pi = Math.scalb(1.0, -i);
        tightest.offer(
            Comparison.atMost(
                "E|z/π − 1|ᵖ π^{p−1}",
                ZeroChainBound.gateMoment(p, pi) * StrictMath.pow(pi, p - 1),
                factor,
                Tolerance.CLOSED_FORM),
            "p = %s, π = 2^-%d".formatted(p, i));
      }
    }
    return Finding.of(tightest.comparisons());
  }

  /**
   * The scaled chain keeps L, Δ and σ, and its number of gradients is within two of the rate.
   *
   * @param faster 0; more claims that it grows faster by ε to minus this power
   */
  static Finding scaling(double faster) {
    List<Comparison> comparisons = new ArrayList<>();
    for (double p : ORDERS) {
      for (double epsilon : new double[] {0x1p-9, 0x1p-10, 0x1p-13}) {
        ZeroChainBound bound = ZeroChainBound.of(p, 1, 1, 1, epsilon);
        String at = ", p = %s, ε = 2^%d".formatted(p, Math.getExponent(epsilon));
        double noise = 2 * ZeroChain.PARTIAL_BOUND * epsilon;
        comparisons.add(
            Comparison.atMost(
                "E‖noise‖ᵖ" + at,
                StrictMath.pow(noise, p) * ZeroChainBound.gateMoment(p, bound.probability()),
                1,
                Tolerance.CLOSED_FORM));
        comparisons.add(
            Comparison.atMost(
                "f(0) − inf f" + at,
                bound.scale()
                    * bound.scale()
                    / ZeroChain.SMOOTHNESS
                    * ZeroChain.GAP_PER_COORDINATE
                    * bound.dimension(),
                1,
                Tolerance.CLOSED_FORM));
        double least = ZeroChainBound.least(p, 1, 1, 1, epsilon);
        double rate = bound.calls() / least / StrictMath.pow(epsilon, -faster);
        comparisons.add(
            Comparison.atLeast("d/(2π) over the rate" + at, rate, 1, Tolerance.CLOSED_FORM));
        comparisons.add(
            Comparison.atMost("d/(2π) over the rate" + at, rate, 2, Tolerance.CLOSED_FORM));
        if (bound.calls() <= 1 << 30) {
          comparisons.add(
              Comparison.atMost(
                  "P(Bin(d/(2π), π) ≥ d)" + at,
                  ZeroChainBound.finished(
                      (int) bound.calls(), bound.probability(), bound.dimension()),
                  bound.chernoff(),
                  0));
        }
      }
    }
    return Finding.of(comparisons).with(rates());
  }

  private static Plot rates() {
    List<Double> inverse = IntStream.rangeClosed(9, 13).mapToObj(i -> Math.scalb(1.0, i)).toList();
    List<Series> curves = new ArrayList<>();
    for (double p : ORDERS) {
      curves.add(
          Series.of(
              "d/(2π), p = " + p,
              Role.PREDICTED,
              inverse,
              inverse.stream().map(e -> ZeroChainBound.of(p, 1, 1, 1, 1 / e).calls()).toList()));
      curves.add(
          Series.of(
              "claimed, p = " + p,
              Role.BOUND,
              inverse,
              inverse.stream().map(e -> ZeroChainBound.least(p, 1, 1, 1, 1 / e)).toList()));
    }
    return new Plot(
        "Gradients that are not enough, L = Δ = σ = 1", "1/ε", "gradients", true, true, curves);
  }
}
