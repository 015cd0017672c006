package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.theory.DeviationBounds;

/** The deviations of CLIP-8 without sampling, down to δ that no sampling reaches. */
final class Clip8Exact {
  private Clip8Exact() {}

  private static final double[] DELTAS = {1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-9};
  private static final double[] HITS = {1 / 27.0, 0.25, 1, 1.65};

  /** A radius claimed for failure probability δ, in units of M n^{−(p−1)/p}. */
  @FunctionalInterface
  interface Radius {
    double rho(double p, int n, double delta);

    /** The radius for estimates on a line. */
    Radius SCALAR = DeviationBounds::scalar;

    /** The radius for any dimension. */
    Radius VECTOR = DeviationBounds::vector;

    /** The scalar radius, shortened or lengthened. */
    static Radius scaled(double factor) {
      return (p, n, delta) -> factor * SCALAR.rho(p, n, delta);
    }

    /** The radius itself, for M = 1. */
    default double at(double p, int n, double delta) {
      return DeviationBounds.radius(p, 1, n, rho(p, n, delta));
    }
  }

  /** P(|estimate − EX| &gt; r(δ)) ≤ δ on the extremal laws, from all 2ⁿ batches. M = 1. */
  static Finding enumerate(Trial trial, double p, int n, Radius radius) {
    return Subject.of(
        trial,
        ClippingRule.PER_SAMPLE_CLIP.spec(1, p),
        subject -> {
          List<Comparison> comparisons = new ArrayList<>();
          List<Series> curves = new ArrayList<>();
          for (double c : HITS) {
            TwoPoint law = Clip7WorstCase.extremal(c, p, n);
            FiniteLaw error =
                FiniteLaw.ofEstimate(
                        subject.estimator(),
                        FiniteLaw.twoPoint(0, law.height(), law.probability()),
                        n)
                    .map(estimate -> Math.abs(estimate - law.mean()));
            for (double delta : DELTAS) {
              double r = radius.at(p, n, delta);
              comparisons.add(
                  Comparison.atMost(
                      "P(error > r(%s)), q = %.3g".formatted(delta, law.probability()),
                      error.probability(e -> e > r),
                      delta,
                      subject.slack(n, 1, delta)));
            }
            curves.add(survival("q = %.3g".formatted(law.probability()), error));
          }
          curves.add(claimed(radius, p, n));
          return Finding.of(comparisons)
              .with(
                  new Plot(
                      "Exact deviations of all 2^%d batches, p = %s".formatted(n, p),
                      "deviation s",
                      "P(|estimate − EX| > s)",
                      false,
                      true,
                      curves));
        });
  }

  /** P(error &gt; s) at every fourth of the law's values, where it is positive. */
  private static Series survival(String name, FiniteLaw error) {
    double[] values = error.values();
    List<Double> s = new ArrayList<>();
    List<Double> probability = new ArrayList<>();
    for (int i = 0; i < values.length - 1; i += 4) {
      double value = values[i];
      s.add(value);
      probability.add(error.probability(e -> e > value));
    }
    return Series.of(name, Role.MEASURED, s, probability);
  }

  private static Series claimed(Radius radius, double p, int n) {
    return Series.of(
        "claimed",
        Role.BOUND,
        Arrays.stream(DELTAS).map(delta -> radius.at(p, n, delta)).boxed().toList(),
        Arrays.stream(DELTAS).boxed().toList());
  }

  /**
   * N6 with E|X|ᵖ = 1 whose one hit carries a plain mean of n just beyond r(δ): A = 1.01 n r(δ).
   * Against each δ its own law.
   */
  static ThreePoint designed(double p, int n, double delta, Radius radius) {
    double height = 1.01 * n * radius.at(p, n, delta);
    return new ThreePoint(StrictMath.pow(height, -p), height);
  }

  /** P(|estimate| &gt; r(δ)) ≤ δ on the designed law, from above; see {@link #failure}. */
  static Finding designed(Trial trial, ClippingRule rule, double p, int n, double delta) {
    ThreePoint law = designed(p, n, delta, Radius.SCALAR);
    double r = Radius.SCALAR.at(p, n, delta);
    return Subject.of(
        trial,
        rule.spec(1, p),
        subject ->
            Finding.of(
                List.of(
                    Comparison.atMost(
                        "P(|estimate| > r(δ)), from above, A = %.4g".formatted(law.height()),
                        failure(subject.contributions(n, law.height()), law.probability(), n * r),
                        delta,
                        0))));
  }

  /**
   * The probability that Σ ±c_k over the hits exceeds {@code reach} in absolute value, each index
   * hit with probability q and signed by a fair coin: exact for up to two hits; more of them count
   * as failing wherever the largest contributions could reach that far together.
   */
  static double failure(double[] contributions, double q, double reach) {
    int n = contributions.length;
    double one = q * StrictMath.pow(1 - q, n - 1);
    double two = q * q * StrictMath.pow(1 - q, n - 2);
    double probability = 0;
    for (int i = 0; i < n; i++) {
      probability += exceeds(contributions[i], reach) ? one : 0;
      for (int j = 0; j < i; j++) {
        probability += exceeds(contributions[i] + contributions[j], reach) ? two / 2 : 0;
        probability += exceeds(contributions[i] - contributions[j], reach) ? two / 2 : 0;
      }
    }
    double[] sizes = Arrays.stream(contributions).map(Math::abs).sorted().toArray();
    BinomialDistribution hits = new BinomialDistribution(null, n, q);
    double together = 0;
    for (int h = 1; h <= n; h++) {
      together += sizes[n - h];
      probability += h > 2 && exceeds(together, reach) ? hits.probability(h) : 0;
    }
    return probability;
  }

  private static boolean exceeds(double sum, double reach) {
    return Math.abs(sum) > reach;
  }
}
