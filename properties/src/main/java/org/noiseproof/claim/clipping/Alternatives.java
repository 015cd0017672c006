package org.noiseproof.claim.clipping;

import java.util.Arrays;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.theory.MinimaxBound;

/**
 * Two laws with E|X|ᵖ ≤ 1 that n samples can hardly tell apart: X = 0, and X = A with probability q
 * = c/n, qAᵖ = 1, else 0. Their means are 0 and qA.
 */
record Alternatives(double p, double c, int n) {

  /** The law that is not 0. */
  TwoPoint law() {
    return Clip7WorstCase.extremal(c, p, n);
  }

  /**
   * A contestant for estimating the mean: an estimator for each law, one and the same unless it
   * cheats.
   */
  record Contestant(GradientEstimator onZero, GradientEstimator onHits) {

    /** Sees the samples only. */
    static Contestant honest(GradientEstimator estimator) {
      return new Contestant(estimator, estimator);
    }
  }

  /** Knows the prior: qA after a hit, else the probability of the second law times qA. */
  Contestant posteriorMean() {
    TwoPoint law = law();
    double noHit = StrictMath.pow(1 - law.probability(), n);
    double unsure = noHit / (1 + noHit) * law.mean();
    return Contestant.honest(
        batch -> {
          boolean hit = Arrays.stream(batch.values()).anyMatch(x -> x != 0);
          return new double[] {hit ? law.mean() : unsure};
        });
  }

  /** Cheats: it is told which law it is. */
  Contestant oracle() {
    double mean = law().mean();
    return new Contestant(batch -> new double[] {0}, batch -> new double[] {mean});
  }

  /** ½ [(1−q)ⁿ/(1 + (1−q)ⁿ)] (qA)², which no honest contestant beats. */
  double bayesRisk() {
    return MinimaxBound.bayesRisk(law().probability(), law().height(), n);
  }

  /** The contestant's laws of estimates, from every batch there is. */
  Outcome outcome(Contestant contestant) {
    TwoPoint law = law();
    FiniteLaw hits = FiniteLaw.twoPoint(0, law.height(), law.probability());
    return new Outcome(
        FiniteLaw.ofEstimate(contestant.onZero(), FiniteLaw.twoPoint(0, 0, 1), n),
        FiniteLaw.ofEstimate(contestant.onHits(), hits, n),
        law.mean());
  }

  /**
   * What a contestant estimates under either law.
   *
   * @param onZero where the mean is 0
   * @param onHits where it is qA
   * @param mean qA
   */
  record Outcome(FiniteLaw onZero, FiniteLaw onHits, double mean) {

    /** The average of the two mean squared errors. */
    double risk() {
      return (onZero.meanSquaredError(0) + onHits.meanSquaredError(mean)) / 2;
    }

    /** The larger of the two probabilities to err by qA/2 or more, up to a slack of that radius. */
    double failure(double slack) {
      double radius = mean / 2 - slack;
      return Math.max(
          onZero.probability(x -> Math.abs(x) >= radius),
          onHits.probability(x -> Math.abs(x - mean) >= radius));
    }
  }

  @Override
  public String toString() {
    return "p = %s, q = %s/%d".formatted(p, c, n);
  }
}
