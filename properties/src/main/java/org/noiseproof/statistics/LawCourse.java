package org.noiseproof.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.noiseproof.statistics.Decision.Evidence;
import org.noiseproof.statistics.Hypothesis.LawEquals;

/**
 * The test of a whole law, by the distance D_n = sup |F_n − F| at checking times fixed in advance.
 *
 * <p>P(sup |F_n − P| &gt; ε) ≤ 2 exp(−2nε²) for any law P (Dvoretzky, Kiefer and Wolfowitz 1956
 * with the constant of Massart 1990, Annals of Probability 18(3), Corollary 1). The times are N,
 * ⌊¾N⌋, ⌊¾⌊¾N⌋⌋, …, the share of check j is w_j = ¼ (3/4)^j, Σ w_j ≤ 1, so that with ε_j(α) =
 * √(ln(2/(α w_j))/(2 n_j)) all bands hold at once with probability 1 − α (union bound). VIOLATED
 * where D_n ≥ ε(α), HOLDS where D_n + ε(β) ≤ Δ. N is the least at which ε(α) + ε(β) ≤ Δ: there one
 * of the two happens (derived).
 */
final class LawCourse implements Course {
  private static final double RATIO = 0.75;

  /** 2 GiB of samples. */
  private static final long MOST_SAMPLES = 1L << 28;

  private final LawEquals hypothesis;
  private final ErrorBudget budget;
  private final List<Checkpoint> checks;

  private double[] samples = new double[64];
  private int count;
  private int checked;
  private double distance = Double.NaN;
  private double margin = Double.NaN;
  private Verdict verdict = Verdict.UNDECIDED;
  private final List<Evidence> path = new ArrayList<>();

  /** A checking time and its share of the errors. */
  record Checkpoint(int samples, double share) {
    /**
     * ε: the distance between the law and its empirical law exceeds it with probability ≤ error.
     */
    double margin(double error) {
      return Math.sqrt(-StrictMath.log(error * share / 2) / (2.0 * samples));
    }
  }

  LawCourse(LawEquals hypothesis, ErrorBudget budget, long maxSamples) {
    this.hypothesis = hypothesis;
    this.budget = budget;
    this.checks = schedule(hypothesis.effect(), budget, maxSamples);
  }

  /** The checking times, the first first. */
  static List<Checkpoint> schedule(double effect, ErrorBudget budget, long maxSamples) {
    double share = 1 - RATIO;
    double root =
        Math.sqrt(-StrictMath.log(budget.alpha() * share / 2) / 2)
            + Math.sqrt(-StrictMath.log(budget.beta() * share / 2) / 2);
    double enough = Math.ceil(root / effect * (root / effect));
    long last = Math.min((long) enough, maxSamples);
    if (last > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "effect = %s needs %d samples, out of range: at most %d"
              .formatted(effect, last, MOST_SAMPLES));
    }
    List<Checkpoint> checks = new ArrayList<>();
    Checkpoint check = new Checkpoint((int) last, share);
    do {
      checks.add(check);
      check = new Checkpoint((int) (RATIO * check.samples()), RATIO * check.share());
    } while (check.margin(budget.alpha()) <= 1 || check.margin(budget.beta()) <= effect);
    return checks.reversed();
  }

  @Override
  public Verdict observe(double z) {
    if (Double.isNaN(z)) {
      throw Course.outOfRange(count, z, "-∞ ≤ Z ≤ ∞");
    }
    if (count == samples.length) {
      samples = Arrays.copyOf(samples, 2 * count);
    }
    samples[count++] = z;
    if (count == checks.get(checked).samples()) {
      check(checks.get(checked++));
    }
    return verdict;
  }

  private void check(Checkpoint check) {
    Arrays.sort(samples, 0, count);
    distance = distance(samples, count, hypothesis.cdf());
    margin = check.margin(budget.beta());
    if (distance >= check.margin(budget.alpha())) {
      verdict = Verdict.VIOLATED;
    } else if (distance + margin <= hypothesis.effect()) {
      verdict = Verdict.HOLDS;
    }
    double prior = StrictMath.log(check.share() / 2);
    double excess = Math.max(0, hypothesis.effect() - distance);
    path.add(
        new Evidence(
            count,
            2.0 * count * distance * distance + prior,
            2.0 * count * excess * excess + prior));
  }

  /** sup |F_n − F|: F is monotone and continuous, so only the jumps of F_n count. */
  static double distance(double[] sorted, int count, DoubleUnaryOperator cdf) {
    double largest = 0;
    double before = 0;
    for (int i = 0; i < count; i++) {
      double p = cdf.applyAsDouble(sorted[i]);
      if (!(before <= p && p <= 1)) {
        throw new IllegalArgumentException(
            "cdf(%s) = %s is out of range: %s ≤ cdf ≤ 1".formatted(sorted[i], p, before));
      }
      before = p;
      largest = Math.max(largest, Math.max((i + 1.0) / count - p, p - (double) i / count));
    }
    return largest;
  }

  @Override
  public long horizon() {
    return checks.getLast().samples();
  }

  @Override
  public Decision decision() {
    return new Decision(
        hypothesis,
        verdict,
        count,
        distance,
        Math.max(0, distance - margin),
        Math.min(1, distance + margin),
        budget,
        path);
  }
}
