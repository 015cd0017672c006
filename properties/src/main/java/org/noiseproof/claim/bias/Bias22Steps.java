package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.Norm;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.spec.Spec;

/** What BIAS-22 says of runs: their averages, and their first step. */
final class Bias22Steps {
  private Bias22Steps() {}

  static final NormSpec MAX = new Max();

  private static List<Spec> needed() {
    List<Spec> needed = new ArrayList<>(EightSamples.NORMS);
    EightSamples.NORMS.forEach(norm -> needed.add(new Nsd(1, norm, 0, 0)));
    return needed;
  }

  /**
   * W_T/S_T against Frank and Wolfe's iterate, whose D_t are the norm's directions of A p_t and not
   * what the steps did.
   *
   * @param later how many steps more the sum has that η_t is divided by: 1 for S_{t+1}
   */
  static Check frankWolfe(String name, int later) {
    return Check.bound(
        name,
        "largest entry of W_T/S_T − W̄_T along 50 steps under five norms, η_t = 0.2/(R √(1 + t/10))",
        trial ->
            Directions.with(
                trial,
                needed(),
                directions -> {
                  Tightest found = new Tightest();
                  for (NormSpec norm : EightSamples.NORMS) {
                    frankWolfe(trial, directions, norm, later, found);
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  private static void frankWolfe(
      Trial trial, Directions directions, NormSpec norm, int later, Tightest found) {
    MarginProblem problem = Instances.eightSamples();
    Scheduled spec =
        new Scheduled(
            new Nsd(0.2 / problem.radius(norm), norm, 0, 0),
            new InverseSqrt(0, 10),
            new ScheduleSpec.Constant());
    MarginDescent run = new MarginDescent(trial.backend(), problem, Loss.LOG_SUM_EXP, norm, spec);
    double granted = directions.roundoff(spec, problem.classes(), problem.features());
    Norm direction = directions.norm(norm);
    Matrix average = problem.zero();
    for (int t = 0; t < 50; t++) {
      MarginDescent.Step step = run.step();
      double sum = run.length();
      for (int ahead = 2; ahead <= later; ahead++) {
        sum += spec.at(t + ahead).learningRate();
      }
      double alpha = step.rate() / sum;
      average =
          average
              .times(1 - alpha)
              .plus(direction.direction(step.combination()).matrix().times(alpha));
      double apart = run.point().times(1 / run.length()).minus(average).largest();
      found.offer(
          Comparison.atMost("largest entry of W/S − W̄", apart, 0, (t + 8) * granted),
          "%s, T = %d".formatted(norm.label(), t + 1));
    }
  }

  /** The normalized margin after one step on orthonormal samples against γ. */
  static Check oneStep(String name, List<NormSpec> norms) {
    return Check.bound(
        name,
        "m(W₁)/‖W₁‖ on x_i = e_i, i = 1 … k, k = 3, 4, 6, against γ",
        trial ->
            Directions.with(
                trial,
                needed(),
                directions -> {
                  Tightest found = new Tightest();
                  for (int k : new int[] {3, 4, 6}) {
                    for (NormSpec norm : norms) {
                      double gamma = margin(norm, k);
                      found.offer(
                          Comparison.equal(
                              "m(W₁)/‖W₁‖",
                              afterOneStep(trial, norm, k),
                              gamma,
                              8 * directions.roundoff(new Nsd(1, norm, 0, 0), k, k)),
                          "%s, k = %d".formatted(norm.label(), k));
                    }
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  /** 1/√(k − 1), 2, 1/k, 1, 1/(k − 1): closed forms of orthonormal samples. */
  private static double margin(NormSpec norm, int k) {
    return switch (norm) {
      case Frobenius _ -> 1 / Math.sqrt(k - 1.0);
      case Max _ -> 2;
      case L1 _ -> 1.0 / k;
      case Spectral _ -> 1;
      case Nuclear _ -> 1 / (k - 1.0);
      default -> throw new IllegalArgumentException("no closed form for " + norm);
    };
  }

  /** A rank-one or one-entry step cannot separate three or more orthonormal samples. */
  static Check oneStepWithout() {
    return Check.bound(
        "one-step-without",
        "m(W₁)/‖W₁‖ under the nuclear norm and the sum of entries on x_i = e_i, against 0",
        trial ->
            Directions.with(
                trial,
                needed(),
                directions -> {
                  Tightest found = new Tightest();
                  for (int k : new int[] {3, 4, 6}) {
                    for (NormSpec norm : List.of(new Nuclear(), new L1())) {
                      found.offer(
                          Comparison.atMost(
                              "m(W₁)/‖W₁‖",
                              afterOneStep(trial, norm, k),
                              0,
                              8 * directions.roundoff(new Nsd(1, norm, 0, 0), k, k)),
                          "%s, k = %d".formatted(norm.label(), k));
                    }
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  private static double afterOneStep(Trial trial, NormSpec norm, int k) {
    MarginDescent run =
        new MarginDescent(
            trial.backend(),
            Instances.orthonormal(k),
            Loss.CROSS_ENTROPY,
            norm,
            new Nsd(1, norm, 0, 0));
    run.step();
    return run.normalizedMargin();
  }
}
