package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Estimators;
import org.noiseproof.claim.clipping.Subject;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.SpecJson;

/** What CLIP-24 says of every single pair of opposite noises, and of two points of noise. */
final class Clip24Alignment {
  private Clip24Alignment() {}

  private static final int[] DIMENSIONS = {1, 2, 5, 50};

  /** Scales of μ, ξ and t are powers of two from 2⁻⁴⁰ to 2⁴⁰. */
  private static final int OCTAVES = 40;

  /** A nonlinearity, and what the antithetic pair is worth to it. */
  private record Nonlinearity(EstimatorSpec spec, boolean projects) {}

  private static List<Nonlinearity> nonlinearities(double threshold) {
    return List.of(
        new Nonlinearity(new PerSampleClip(threshold, Double.POSITIVE_INFINITY), true),
        new Nonlinearity(new BatchClip(threshold), true),
        new Nonlinearity(new MicroBatchClip(threshold, 1), true),
        new Nonlinearity(new CoordinateClip(threshold), true),
        new Nonlinearity(new Sign(), false),
        new Nonlinearity(new Normalize(), false),
        new Nonlinearity(new PerSampleNormalize(), false));
  }

  /**
   * ½⟨μ, N(μ+ξ) + N(μ−ξ)⟩ against ¼‖N(ξ+μ) − N(ξ−μ)‖², or against 0. The rows are μ + ξ and μ − ξ
   * as they are rounded, and 2μ is their sum: so nothing is lost where ‖ξ‖ ≫ ‖μ‖.
   */
  static Finding antithetic(Trial trial) {
    Estimators estimators = new Estimators(trial.backend());
    Tightest found = new Tightest();
    Cauchy noise = new Cauchy(1);
    int triples = trial.scale() == Scale.DEEP ? 20_000 : 1_000;
    for (int i = 0; i < triples; i++) {
      RandomStream random = trial.streams().replicate(i);
      int d = DIMENSIONS[i % DIMENSIONS.length];
      double[] mu = vector(noise, d, random);
      double[] xi = vector(noise, d, random);
      double threshold = scale(random);
      double[] plus = Vectors.plus(mu, xi);
      double[] minus = Vectors.minus(mu, xi);
      for (Nonlinearity nonlinearity : nonlinearities(threshold)) {
        if (trial.backend().estimator(nonlinearity.spec()).isPresent()) {
          offer(estimators, nonlinearity, plus, minus, found, "triple " + i);
        }
      }
    }
    List<Comparison> comparisons = found.comparisons();
    return comparisons.isEmpty()
        ? Finding.notApplicable(trial.backend().name() + " implements no such nonlinearity")
        : Finding.of(comparisons);
  }

  private static void offer(
      Estimators estimators,
      Nonlinearity nonlinearity,
      double[] plus,
      double[] minus,
      Tightest found,
      String input) {
    EstimatorSpec spec = nonlinearity.spec();
    double[] one = estimators.estimate(spec, List.of(plus));
    double[] other = estimators.estimate(spec, List.of(minus));
    double[] twice = Vectors.plus(plus, minus);
    double[] both = Vectors.plus(one, other);
    double gain = nonlinearity.projects() ? Vectors.dot(both, both) / 4 : 0;
    double slack =
        estimators.roundoff(spec, 1, plus.length)
            * (Vectors.norm(one) + Vectors.norm(other))
            * (Vectors.norm(twice) + Vectors.norm(both));
    found.offer(
        Comparison.atLeast(
            SpecJson.type(spec) + ": ½⟨μ, N(μ+ξ) + N(μ−ξ)⟩",
            Vectors.dot(twice, both) / 4,
            gain,
            slack),
        input);
  }

  private static double[] vector(Cauchy noise, int d, RandomStream random) {
    double scale = scale(random);
    double[] vector = new double[d];
    for (int j = 0; j < d; j++) {
      vector[j] = scale * noise.sample(random);
    }
    return vector;
  }

  private static double scale(RandomStream random) {
    return Math.scalb(1.0, random.nextInt(2 * OCTAVES + 1) - OCTAVES);
  }

  /** ξ = ±10 and a clip at 1: the response is 0 up to μ = 9, then rises with slope ½ to 1 at 11. */
  static Finding deadZone(Trial trial) {
    return response(
        trial, (mu, response, slack) -> Comparison.equal(name(mu), response, predicted(mu), slack));
  }

  /** What unimodal noise would give: f(μ) ≥ μ f(11)/11 below 11. */
  static Finding strictAlignment(Trial trial) {
    return response(
        trial,
        (mu, response, slack) ->
            Comparison.atLeast(name(mu), response, Math.min(1, mu / 11), slack));
  }

  private static double predicted(double mu) {
    return Math.clamp((mu - 9) / 2, 0, 1);
  }

  private static String name(double mu) {
    return "E clip₁(%s ± 10)".formatted(mu);
  }

  /** What is claimed of the response f(μ) at one μ. */
  private interface Claimed {
    Comparison at(double mu, double response, double slack);
  }

  private static Finding response(Trial trial, Claimed claimed) {
    EstimatorSpec clip = new PerSampleClip(1, Double.POSITIVE_INFINITY);
    return Subject.of(
        trial,
        clip,
        subject -> {
          List<Comparison> comparisons = new ArrayList<>();
          for (double mu = 0; mu <= 12; mu += 0.25) {
            double response = (subject.estimate(mu + 10) + subject.estimate(mu - 10)) / 2;
            comparisons.add(claimed.at(mu, response, subject.slack(1, 1, 1)));
          }
          return Finding.of(comparisons);
        });
  }
}
