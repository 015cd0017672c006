package org.noiseproof.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A time-uniform confidence sequence for the mean μ of X ∈ [0, 1], by inverting the bets of {@link
 * Capital}.
 *
 * <p>With bets λ_j = c_j/m, fixed fractions c_j, the e-process against μ ≤ m is the average of 1
 * and of Π_i (1 − c_j + c_j X_i/m). It falls in m, so all m that it rejects at error β lie below
 * one lower end, and μ lies below that end at any time with probability ≤ β (Ville). The upper end
 * is that of 1 − X.
 *
 * <p>The products need no samples, only a few moments, at a small cost in width (derived): let a
 * group of n samples have mean x̄, minimum a and Σ (X − x̄)² = M. With F = 1 − c + c x̄/m, y_i =
 * (c/m)(X_i − x̄)/F ≥ y = (c/m)(a − x̄)/F and κ(y) = (ln(1 + y) − y)/y², which rises in y,
 *
 * <p>Σ ln(1 − c + c X_i/m) = n ln F + Σ (y_i + κ(y_i) y_i²) ≥ n ln F + κ(y) (c/(mF))² M.
 *
 * <p>The groups are octaves of X, so that rare large values stay apart; for X ∈ {0, 1} it is an
 * equality.
 */
final class MeanBand {
  private static final int OCTAVES = 65;

  private final double[] fractionsUp;
  private final double[] fractionsDown;
  private final long[] count = new long[OCTAVES];
  private final double[] mean = new double[OCTAVES];
  private final double[] variation = new double[OCTAVES];
  private final double[] least = new double[OCTAVES];
  private final double[] most = new double[OCTAVES];

  /** The moments of a group of samples: n, x̄, M and a. */
  private record Group(long count, double mean, double variation, double least) {}

  /** Bets of these fractions on means above the lower end, and below the upper. */
  MeanBand(double[] fractionsUp, double[] fractionsDown) {
    this.fractionsUp = fractionsUp;
    this.fractionsDown = fractionsDown;
    Arrays.fill(least, 1);
  }

  void observe(double x) {
    int octave = Math.max(0, Math.getExponent(x) + OCTAVES - 1);
    count[octave]++;
    double deviation = x - mean[octave];
    mean[octave] += deviation / count[octave];
    variation[octave] += deviation * (x - mean[octave]);
    least[octave] = Math.min(least[octave], x);
    most[octave] = Math.max(most[octave], x);
  }

  double mean() {
    return mean(groups());
  }

  /** The lower end: at any time above the mean, with probability ≤ error. */
  double lower(double error) {
    return lowerEnd(groups(), fractionsUp, error);
  }

  /** The upper end: at any time below the mean, with probability ≤ error. */
  double upper(double error) {
    List<Group> mirrored = new ArrayList<>();
    for (int i = 0; i < OCTAVES; i++) {
      if (count[i] > 0) {
        mirrored.add(new Group(count[i], 1 - mean[i], variation[i], 1 - most[i]));
      }
    }
    return 1 - lowerEnd(mirrored, fractionsDown, error);
  }

  /** ln of the e-value against μ ≤ m, from below. */
  double logEvidenceAtMost(double m) {
    return logEvidence(groups(), fractionsUp, m);
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < OCTAVES; i++) {
      if (count[i] > 0) {
        groups.add(new Group(count[i], mean[i], variation[i], least[i]));
      }
    }
    return groups;
  }

  private static double mean(List<Group> groups) {
    double sum = 0;
    long count = 0;
    for (Group group : groups) {
      sum += group.count * group.mean;
      count += group.count;
    }
    return sum / count;
  }

  /** A mean that is rejected, and within 2⁻⁴⁰ of one that is not; 0 where none is. */
  private static double lowerEnd(List<Group> groups, double[] fractions, double error) {
    double threshold = -StrictMath.log(error);
    double rejected = 0;
    double kept = mean(groups);
    for (int halvings = 0; halvings < 40; halvings++) {
      double middle = rejected + (kept - rejected) / 2;
      if (logEvidence(groups, fractions, middle) >= threshold) {
        rejected = middle;
      } else {
        kept = middle;
      }
    }
    return rejected;
  }

  private static double logEvidence(List<Group> groups, double[] fractions, double m) {
    double[] logs = new double[fractions.length];
    double largest = 0;
    for (int j = 0; j < fractions.length; j++) {
      for (Group group : groups) {
        logs[j] += logCapital(group, fractions[j], m);
      }
      largest = Math.max(largest, logs[j]);
    }
    double sum = StrictMath.exp(-largest);
    for (double log : logs) {
      sum += StrictMath.exp(log - largest);
    }
    return largest + StrictMath.log(sum / (fractions.length + 1));
  }

  private static double logCapital(Group group, double fraction, double m) {
    double bet = fraction / m;
    double factor = 1 - fraction + bet * group.mean;
    double slope = bet / factor;
    return group.count * StrictMath.log(factor)
        + curvature(slope * (group.least - group.mean)) * slope * slope * group.variation;
  }

  /** κ(y) for −1 &lt; y ≤ 0, or, where its difference would cancel, the lower −½ + y/2. */
  private static double curvature(double y) {
    return y > -0x1p-16 ? -0.5 + y / 2 : (StrictMath.log1p(y) - y) / (y * y);
  }
}
