package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.theory.CatoniBounds;

/** Catoni's estimator in CLIP-12: the equation that it solves, and its exact deviations. v = 1. */
final class Clip12Catoni {
  private Clip12Catoni() {}

  private static final double[] DELTAS = {1e-2, 1e-3, 1e-4, 1e-6};

  /** Less likely numbers of hits are not run; they count as failing. */
  private static final double NEGLECTED = 0x1p-120;

  /** A two-point law for a δ. */
  @FunctionalInterface
  interface Design {
    CentredTwoPoint law(int n, double delta);

    /** One hit carries a plain mean of n beyond the radius. */
    Design ONE_HIT = (n, delta) -> OneHit.centred(2, n, CatoniBounds.radius(1, n, delta));

    /** A hit with this probability, whatever δ. */
    static Design hits(double q) {
      return (n, delta) -> new CentredTwoPoint(q, 1 / Math.sqrt(q * (1 - q)));
    }
  }

  /** P(|estimate − EX| ≥ a share of the radius) ≤ 2δ, exactly, for every δ. */
  static Finding deviations(
      Trial trial, DoubleFunction<EstimatorSpec> spec, Design design, int n, double share) {
    List<Comparison> comparisons = new ArrayList<>();
    List<Double> radii = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    for (double delta : DELTAS) {
      CentredTwoPoint law = design.law(n, delta);
      double r = share * CatoniBounds.radius(1, n, delta);
      Finding finding =
          Subject.of(
              trial,
              spec.apply(delta),
              subject ->
                  Finding.of(
                      List.of(
                          Comparison.atMost(
                              "P(|estimate − EX| ≥ %.4g), A = %.4g, q = %.4g, δ = %s"
                                  .formatted(r, law.height(), law.probability(), delta),
                              failure(subject, law, n, r, trial),
                              2 * delta,
                              0))));
      if (finding.comparisons().isEmpty()) {
        return finding;
      }
      comparisons.addAll(finding.comparisons());
      double failure = finding.comparisons().getFirst().measured();
      if (failure > 0) {
        radii.add(r);
        measured.add(failure);
      }
    }
    return Finding.of(comparisons)
        .with(
            new Plot(
                "%d samples of variance 1, a law for each δ".formatted(n),
                "radius",
                "P(|estimate − EX| ≥ radius)",
                false,
                true,
                List.of(
                    Series.of(
                        "claimed, 2δ",
                        Role.BOUND,
                        Arrays.stream(DELTAS)
                            .map(delta -> share * CatoniBounds.radius(1, n, delta))
                            .boxed()
                            .toList(),
                        Arrays.stream(DELTAS).map(delta -> 2 * delta).boxed().toList()),
                    Series.of("exact", Role.MEASURED, radii, measured))));
  }

  /**
   * P(|estimate| ≥ r): one batch for each number of hits, which are placed at random, with the
   * binomial probability of that number.
   */
  static double failure(Subject subject, CentredTwoPoint law, int n, double r, Trial trial) {
    BinomialDistribution hits = BinomialDistribution.of(n, law.probability());
    double failure = 0;
    for (int h = 0; h <= n; h++) {
      double probability = hits.probability(h);
      failure +=
          probability <= NEGLECTED || Math.abs(subject.estimate(batch(law, n, h, trial))) >= r
              ? probability
              : 0;
    }
    return failure;
  }

  /** Selection sampling: each place takes one of the hits that are left with its fair share. */
  private static double[] batch(CentredTwoPoint law, int n, int hits, Trial trial) {
    RandomStream random = trial.streams().replicate(hits);
    double[] rows = new double[n];
    int left = hits;
    for (int k = 0; k < n; k++) {
      boolean hit = random.nextInt(n - k) < left;
      left -= hit ? 1 : 0;
      rows[k] = hit ? law.upper() : law.lower();
    }
    return rows;
  }

  /** Σ ψ(a (x_k − θ)) changes its sign at the estimate θ, on batches without a mean. */
  static Finding root(Trial trial) {
    return Subject.of(
        trial,
        new Catoni(1),
        any -> {
          Tightest tightest = new Tightest();
          int batches = trial.scale() == Scale.DEEP ? 10_000 : 200;
          for (int i = 0; i < batches; i++) {
            RandomStream random = trial.streams().replicate(i);
            double[] rows = new double[1 + i % 24];
            Arrays.setAll(rows, k -> random.nextSign() / random.nextUniform() + 4);
            root(tightest, trial, rows, Math.scalb(1.0, random.nextInt(9) - 4));
          }
          return Finding.of(tightest.comparisons());
        });
  }

  private static void root(Tightest tightest, Trial trial, double[] rows, double scale) {
    Subject subject = Subject.find(trial, new Catoni(scale)).orElseThrow();
    double theta = subject.estimate(rows);
    double gauge = Arrays.stream(rows).map(Math::abs).max().orElseThrow();
    double near = subject.slack(rows.length, 1, gauge);
    String at = "%d rows, a = %s".formatted(rows.length, scale);
    double rounding = Tolerance.gamma(rows.length + 16L, Tolerance.UNIT_ROUNDOFF);
    double below = influence(rows, scale, theta - near, false);
    double above = influence(rows, scale, theta + near, false);
    double slack = rounding * influence(rows, scale, theta, true);
    tightest.offer(Comparison.atLeast("Σ ψ below the estimate", below, 0, slack), at);
    tightest.offer(Comparison.atMost("Σ ψ above the estimate", above, 0, slack), at);
  }

  /** Σ ψ(a (x_k − θ)), ψ(y) = sign(y) ln(1 + |y| + y²/2), or Σ |ψ|. */
  private static double influence(double[] rows, double scale, double theta, boolean absolute) {
    double sum = 0;
    for (double x : rows) {
      double y = scale * (x - theta);
      double psi = StrictMath.log1p(Math.abs(y) + y * y / 2);
      sum += absolute ? psi : Math.copySign(psi, y);
    }
    return sum;
  }
}
