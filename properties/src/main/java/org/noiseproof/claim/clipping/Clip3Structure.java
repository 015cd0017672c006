package org.noiseproof.claim.clipping;

import static org.noiseproof.claim.clipping.Vectors.distance;
import static org.noiseproof.claim.clipping.Vectors.norm;
import static org.noiseproof.claim.clipping.Vectors.plus;
import static org.noiseproof.claim.clipping.Vectors.reflect;
import static org.noiseproof.claim.clipping.Vectors.times;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.zoo.WrongAverages;
import org.noiseproof.zoo.WrongThresholds;

/**
 * CLIP-3: what the per-sample clipped mean PS_n is as a map of its n rows: homogeneous,
 * equivariant, Lipschitz in each row, bounded, computable row by row; and dependent on the order of
 * the rows.
 */
final class Clip3Structure {
  private static final PerSampleClip ORDERED = new PerSampleClip(1, 1.5);

  private Clip3Structure() {}

  private static final Check STREAMING =
      law(
          "streaming",
          "PS_n against PS_{n−1} + (clip_{α n^{1/β}}(g_n) − PS_{n−1})/n, the prefix estimated alone",
          Clip3Structure::streaming);

  private static final Check HOMOGENEITY =
      law(
          "joint-homogeneity",
          "PS(cg; cα) against c PS(g; α), c from 2⁻⁹⁵⁰ to 2⁹⁵⁰",
          Clip3Structure::homogeneity);

  private static final Check ROTATION =
      law(
          "orthogonal-equivariance",
          "PS(Qg_1 … Qg_n) against Q PS(g_1 … g_n) for random reflections Q",
          Clip3Structure::rotation);

  private static final Check LIMITS =
      law(
          "infinite-hyperparameters",
          "α = ∞ against the mean, β = ∞ against the average of clip_α(g_k)",
          Clip3Structure::limits);

  private static final Check MAGNITUDE =
      law(
          "magnitude",
          "‖PS‖ against its bound (α/n) Σ k^{1/β}, which rows far out in one direction attain",
          Clip3Structure::magnitude);

  private static final Check SENSITIVITY =
      law(
          "sensitivity",
          "how far PS moves when sample k is replaced, against min(2α k^{1/β}, ‖g_k − g'_k‖)/n",
          Clip3Structure::sensitivity);

  private static final Check ORDER =
      Check.exact(
          "order-matters",
          "PS of (10, 0, 0, 0) and of (0, 0, 0, 10) for α = 1, β = 1.5",
          trial ->
              Estimators.with(
                  trial,
                  List.of(ORDERED),
                  estimators -> {
                    double last = StrictMath.pow(4, 1 / ORDERED.beta()) / 4;
                    double slack = estimators.roundoff(ORDERED, 4, 1);
                    return Finding.of(
                        List.of(
                            Comparison.equal(
                                "PS(10, 0, 0, 0)",
                                estimators.estimate(ORDERED, 10, 0, 0, 0),
                                0.25,
                                slack),
                            Comparison.equal(
                                "PS(0, 0, 0, 10)",
                                estimators.estimate(ORDERED, 0, 0, 0, 10),
                                last,
                                slack)));
                  }));

  static Claim claim() {
    return new Claim(
        "CLIP-3",
        "Structure of the per-sample clipped mean",
        """
        PS_n(g_1 … g_n; α, β) = (1/n) Σ clip_{α k^{1/β}}(g_k), k from 1, satisfies
        PS(cg; cα) = c PS(g; α); PS(Qg) = Q PS(g) for orthogonal Q; α = ∞ is the mean, β = ∞ clips every
        sample to α; ‖PS‖ ≤ (α/n) Σ k^{1/β}; replacing sample k moves it by at most 2α k^{1/β}/n, and by at most
        ‖g_k − g'_k‖/n; PS_n = PS_{n−1} + (clip_{α n^{1/β}}(g_n) − PS_{n−1})/n, so the thresholds are anytime.
        It is not invariant under permutations of a fixed batch: α = 1, β = 1.5 maps (10, 0, 0, 0) to 0.25 and
        (0, 0, 0, 10) to 4^{2/3}/4 = 0.62996. Never sort or reshard a batch.\
        """,
        """
        PS_n=\\frac1n\\sum_{k=1}^n\\operatorname{clip}_{\\alpha k^{1/\\beta}}(g_k),\\quad \
        \\lVert PS_n\\rVert\\le\\frac{\\alpha}{n}\\sum_{k=1}^n k^{1/\\beta},\\quad \
        \\lVert PS_n(\\dots g_k\\dots)-PS_n(\\dots g_k'\\dots)\\rVert\\le\\frac{\\min\\bigl(2\\alpha k^{1/\\beta},\\lVert g_k-g_k'\\rVert\\bigr)}{n}""",
        Source.derived(
            "The rule is that of Nobile and Grohs 2026, Robust and Fast Training via Per-Sample Clipping, "
                + "arXiv 2605.02701v2; these consequences of its definition are derived"),
        List.of("g_k finite, α ≥ 0, β > 0, either may be infinite", "k counts from 1"),
        List.of(
            new Constant("\\alpha", "the threshold of the first sample"),
            new Constant("\\beta", "the threshold grows as k^{1/\\beta}")),
        List.of(STREAMING, HOMOGENEITY, ROTATION, LIMITS, MAGNITUDE, SENSITIVITY, ORDER),
        List.of(
            Control.statement("the estimate does not depend on the order of the rows", permuted()),
            Control.implementation(WrongThresholds.SORTED_THRESHOLDS, STREAMING),
            Control.implementation(WrongThresholds.INDEX_FROM_ZERO, STREAMING),
            Control.implementation(WrongThresholds.CONSTANT_THRESHOLD, STREAMING),
            Control.implementation(WrongThresholds.BETA_FOR_ITS_RECIPROCAL, STREAMING),
            Control.implementation(WrongThresholds.ALPHA_INSIDE_THE_POWER, HOMOGENEITY),
            Control.implementation(WrongAverages.CLIP_AFTER_AVERAGING, STREAMING),
            Control.implementation(WrongAverages.SUM, STREAMING),
            Control.implementation(WrongAverages.MEAN_OVER_UNCLIPPED, LIMITS),
            Control.implementation(WrongAverages.FLOAT32_SUM, LIMITS),
            Control.implementation(WrongAverages.SUM, MAGNITUDE),
            Control.implementation(WrongAverages.N_MINUS_ONE, MAGNITUDE),
            Control.implementation(WrongAverages.LAST_ROW_IGNORED, MAGNITUDE),
            Control.implementation(WrongThresholds.LAST_THRESHOLD_FOR_ALL, MAGNITUDE),
            Control.implementation(WrongAverages.MEAN_OVER_UNCLIPPED, SENSITIVITY),
            Control.implementation(WrongThresholds.INDEX_FROM_ZERO, ORDER),
            Control.implementation(WrongThresholds.SORTED_THRESHOLDS, ORDER)),
        List.of(
            "Batches of at most 17 rows and 5 coordinates: longer ones are judged by conformance.",
            "A clip that is wrong on one row alike in every position: CLIP-1 sees it.",
            "Non-finite rows: they are refused by contract, which conformance checks."));
  }

  private static Check law(String name, String measures, PerSampleCase.Law law) {
    return Check.bound(
        name,
        measures,
        trial ->
            Estimators.with(
                trial,
                List.of(ORDERED),
                estimators -> {
                  Tightest found = new Tightest();
                  PerSampleCase.of(trial).forEach(input -> law.check(estimators, input, found));
                  return Finding.of(found.comparisons());
                }));
  }

  private static void streaming(Estimators estimators, PerSampleCase input, Tightest found) {
    int n = input.rows().size();
    double[] last = input.rows().getLast();
    PerSampleClip alone = new PerSampleClip(input.threshold(n), Double.POSITIVE_INFINITY);
    double[] clipped = estimators.estimate(alone, List.of(last));
    double[] predicted = times(1.0 / n, clipped);
    if (n > 1) {
      double[] prefix = estimators.estimate(input.spec(), input.rows().subList(0, n - 1));
      predicted = plus(predicted, times((n - 1.0) / n, prefix));
    }
    offer("‖PS_n − (PS_{n−1} + (clip g_n − PS_{n−1})/n)‖", predicted, estimators, input, found);
  }

  private static void homogeneity(Estimators estimators, PerSampleCase input, Tightest found) {
    boolean wide = estimators.precision() == Precision.FLOAT64;
    double[] estimate = estimators.estimate(input.spec(), input.rows());
    for (int exponent : wide ? new int[] {-950, -7, 5, 950} : new int[] {-80, -7, 5, 80}) {
      double c = Math.scalb(1.0, exponent);
      PerSampleClip scaledSpec = new PerSampleClip(c * input.spec().alpha(), input.spec().beta());
      double[] scaled =
          estimators.estimate(scaledSpec, input.rows().stream().map(g -> times(c, g)).toList());
      double floor = input.rows().size() * estimators.smallest() / c;
      found.offer(
          Comparison.atMost(
              "‖PS(cg; cα)/c − PS(g; α)‖",
              distance(times(1 / c, scaled), estimate),
              0,
              input.slack(estimators) + floor * input.dimension()),
          "c = 2^%d, %s".formatted(exponent, input));
    }
  }

  private static void rotation(Estimators estimators, PerSampleCase input, Tightest found) {
    double[] unit = input.unit();
    double[] estimate = estimators.estimate(input.spec(), input.rows());
    double[] rotated =
        estimators.estimate(
            input.spec(), input.rows().stream().map(g -> reflect(unit, g)).toList());
    found.offer(
        Comparison.atMost(
            "‖PS(Qg) − Q PS(g)‖",
            distance(rotated, reflect(unit, estimate)),
            0,
            4 * input.slack(estimators)),
        input);
  }

  private static void limits(Estimators estimators, PerSampleCase input, Tightest found) {
    PerSampleCase unclipped = input.with(Double.POSITIVE_INFINITY, input.spec().beta());
    offer("‖PS(g; ∞, β) − mean‖", average(input.rows()), estimators, unclipped, found);
    PerSampleCase constant = input.with(input.spec().alpha(), Double.POSITIVE_INFINITY);
    List<double[]> clipped =
        input.rows().stream().map(g -> estimators.estimate(constant.spec(), List.of(g))).toList();
    offer("‖PS(g; α, ∞) − average of clip_α‖", average(clipped), estimators, constant, found);
  }

  private static double[] average(List<double[]> rows) {
    return times(1.0 / rows.size(), rows.stream().reduce(Vectors::plus).orElseThrow());
  }

  private static void magnitude(Estimators estimators, PerSampleCase input, Tightest found) {
    int n = input.rows().size();
    double bound = IntStream.rangeClosed(1, n).mapToDouble(input::threshold).sum() / n;
    double slack = estimators.roundoff(input.spec(), n, input.dimension()) * bound;
    double[] estimate = estimators.estimate(input.spec(), input.rows());
    found.offer(Comparison.atMost("‖PS‖", norm(estimate), bound, slack), input);
    double[] far = times(2 * input.threshold(n), input.unit());
    List<double[]> rows = IntStream.range(0, n).mapToObj(k -> far).toList();
    found.offer(
        Comparison.equal(
            "‖PS‖ of rows far out", norm(estimators.estimate(input.spec(), rows)), bound, slack),
        input);
  }

  private static void sensitivity(Estimators estimators, PerSampleCase input, Tightest found) {
    double[] before = estimators.estimate(input.spec(), input.rows());
    int n = input.rows().size();
    for (int k = 1; k <= n; k += Math.max(1, n / 3)) {
      double[] old = input.rows().get(k - 1);
      double t = input.threshold(k);
      for (double[] replacement :
          List.of(times(-1, old), times(-4 * t, input.unit()), times(1.25, old))) {
        List<double[]> rows = new ArrayList<>(input.rows());
        rows.set(k - 1, replacement);
        double moved = distance(estimators.estimate(input.spec(), rows), before);
        double bound = Math.min(2 * t, distance(old, replacement)) / n;
        found.offer(
            Comparison.atMost(
                "‖PS − PS with g_k replaced‖", moved, bound, 2 * input.slack(estimators)),
            "k = %d, %s".formatted(k, input));
      }
    }
  }

  private static void offer(
      String quantity,
      double[] predicted,
      Estimators estimators,
      PerSampleCase input,
      Tightest found) {
    double[] estimate = estimators.estimate(input.spec(), input.rows());
    found.offer(
        Comparison.atMost(quantity, distance(estimate, predicted), 0, 2 * input.slack(estimators)),
        input);
  }

  private static Check permuted() {
    return Check.exact(
        "permutation-invariance",
        "PS of (10, 0, 0, 0) against PS of (0, 0, 0, 10)",
        trial ->
            Estimators.with(
                trial,
                List.of(ORDERED),
                estimators ->
                    Finding.of(
                        List.of(
                            Comparison.equal(
                                "PS(10, 0, 0, 0) = PS(0, 0, 0, 10)",
                                estimators.estimate(ORDERED, 10, 0, 0, 0),
                                estimators.estimate(ORDERED, 0, 0, 0, 10),
                                estimators.roundoff(ORDERED, 4, 1))))));
  }
}
