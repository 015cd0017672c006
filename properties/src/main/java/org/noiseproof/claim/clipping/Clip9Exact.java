package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.MicroBatches.Risk;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;

/** The orderings of CLIP-9 without sampling, on the implementation's own values. */
final class Clip9Exact {
  private Clip9Exact() {}

  /** B, from per-sample clipping to clipping once. */
  static final int[] SIZES = {1, 4, 16, 64};

  /** A rare hit of 16 on samples of mean 1; every mean of micro-batches is a dyadic fraction. */
  static final MicroBatches RARE = new MicroBatches(0.9375, 16, 0x1p-8, 64);

  /** Of these the worst counts for the minimax risk. */
  static final double[] MEANS = {-1, -0.5, 0, 0.5, 1};

  /** A quantity that goes up or down with B. */
  record Ordering(String quantity, ToDoubleFunction<Risk> of, boolean increasing) {
    Ordering reversed() {
      return new Ordering(quantity, of, !increasing);
    }
  }

  static final Ordering VARIANCE = new Ordering("variance", Risk::variance, true);
  static final Ordering BIAS = new Ordering("|bias|", Risk::absoluteBias, false);
  static final Ordering QUANTILE =
      new Ordering("0.999-quantile of the error", Risk::quantile, true);
  static final Ordering RISK = new Ordering("MSE", Risk::meanSquaredError, true);

  /** The quantity is strictly ordered by B at threshold 2. */
  static Finding ordered(Trial trial, Ordering ordering) {
    return Subject.of(
        trial,
        new MicroBatchClip(2, 1),
        subject -> {
          List<Risk> risks = Arrays.stream(SIZES).mapToObj(b -> RARE.risk(trial, 2, b)).toList();
          List<Double> values =
              risks.stream().map(risk -> ordering.of().applyAsDouble(risk)).toList();
          return ordered(subject, ordering.quantity(), ordering.increasing(), values)
              .with(plot(risks));
        });
  }

  /** The least over thresholds of the largest risk over means is strictly increasing in B. */
  static Finding minimax(Trial trial, double... means) {
    return Subject.of(
        trial,
        new MicroBatchClip(2, 1),
        subject -> {
          List<Double> values =
              Arrays.stream(SIZES).mapToObj(b -> minimax(trial, b, means)).toList();
          return ordered(subject, "minimax MSE", true, values);
        });
  }

  private static double minimax(Trial trial, int size, double... means) {
    double least = Double.POSITIVE_INFINITY;
    for (int quarters = 1; quarters <= 18; quarters++) {
      double largest = 0;
      for (double mean : means) {
        Risk risk = RARE.about(mean).risk(trial, quarters / 4.0, size);
        largest = Math.max(largest, risk.meanSquaredError());
      }
      least = Math.min(least, largest);
    }
    return least;
  }

  /** Each value differs from the one before it in the right direction, by more than rounding. */
  private static Finding ordered(
      Subject subject, String quantity, boolean increasing, List<Double> values) {
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 1; i < values.size(); i++) {
      double before = values.get(i - 1);
      double after = values.get(i);
      double rounding = subject.slack(RARE.samples(), 1, 1);
      String name = "%s at B = %d against B = %d".formatted(quantity, SIZES[i], SIZES[i - 1]);
      comparisons.add(
          increasing
              ? Comparison.atLeast(name, after, before + rounding, 0)
              : Comparison.atMost(name, after, before - rounding, 0));
    }
    return Finding.of(comparisons);
  }

  private static Plot plot(List<Risk> risks) {
    List<Double> sizes = risks.stream().map(risk -> (double) risk.size()).toList();
    return new Plot(
        "Bias against variance at one threshold",
        "micro-batch size B",
        "bias², variance, MSE",
        true,
        true,
        List.of(
            Series.of(
                "bias²",
                Role.PREDICTED,
                sizes,
                risks.stream().map(risk -> risk.bias() * risk.bias()).toList()),
            Series.of("variance", Role.BOUND, sizes, risks.stream().map(Risk::variance).toList()),
            Series.of(
                "MSE", Role.MEASURED, sizes, risks.stream().map(Risk::meanSquaredError).toList())));
  }

  /**
   * P(|estimate − E estimate| &gt; s) ≤ 2 exp(−m s²/(2t²)) at every value there is (Hoeffding).
   *
   * @param terms m claimed for each B; n/B is right
   */
  static Finding fluctuations(Trial trial, IntToDoubleFunction terms) {
    MicroBatches law = new MicroBatches(0, 256, 0x1p-6, 64);
    double threshold = 2;
    return Subject.of(
        trial,
        new MicroBatchClip(threshold, 1),
        ignored -> {
          Tightest tightest = new Tightest();
          for (int size : SIZES) {
            Subject subject =
                Subject.find(trial, new MicroBatchClip(threshold, size)).orElseThrow();
            FiniteLaw estimate = law.block(subject, size).averaged(law.samples() / size);
            double center = estimate.mean();
            FiniteLaw deviation = estimate.map(x -> Math.abs(x - center));
            for (double s : deviation.values()) {
              double exponent = terms.applyAsDouble(size) * s * s / (2 * threshold * threshold);
              double bound = 2 * StrictMath.exp(-exponent);
              tightest.offer(
                  Comparison.atMost(
                      "P(deviation ≥ s), B = " + size,
                      deviation.probability(x -> x >= s),
                      bound,
                      subject.slack(law.samples(), 1, bound)),
                  "s = " + s);
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }
}
