package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.zoo.WrongAverages;
import org.noiseproof.zoo.WrongClips;

/**
 * CLIP-4: what one bad sample can do grows with the number of rows that are averaged before they
 * are clipped, and what clipping takes away from good ones shrinks with it. Robustness and bias are
 * ordered oppositely.
 */
final class Clip4Contamination {
  private Clip4Contamination() {}

  private static final double T = Contamination.THRESHOLD;
  private static final int N = 64;
  private static final int[] BLOCK_SIZES = {1, 2, 4, 8, 16, 32, 64};
  private static final int[] UNEVEN_SIZES = {3, 10, 48};

  private static final Check MICRO_BATCH =
      contamination(
          "micro-batch-limit",
          "the error of micro-batch clipping with outliers of size 1e12 to 1e300 against ‖tv − μ‖ b/n, b the "
              + "size of the block that is hit",
          Contamination::limit);

  private static final Check BATCH =
      limit("batch-limit", "the same for clipping after averaging: ‖tv − μ‖", N, new BatchClip(T));

  private static final Check PER_SAMPLE =
      limit(
          "per-sample-limit",
          "the same for per-sample clipping, one outlier: ‖tv − μ‖/n",
          1,
          new PerSampleClip(T, Double.POSITIVE_INFINITY));

  private static final Check MASS =
      mass(
          "clipped-away-mass",
          "E(‖X̄_{2B}‖ − t)₊ against E(‖X̄_B‖ − t)₊ for X = 8 with probability 1/8, else 0: all outcomes",
          1);

  private static final Check HALVES =
      Check.bound(
          "clipped-away-pathwise",
          "what clipping takes from the mean of 2B heavy-tailed rows against the average of what it takes "
              + "from its halves",
          trial -> Estimators.with(trial, List.of(new BatchClip(T)), e -> halves(trial, e)));

  static Claim claim() {
    return new Claim(
        "CLIP-4",
        "Contamination: per sample, micro-batch, batch",
        """
        n samples in blocks of B, each block's mean clipped at t, the clipped means averaged by weight. If all
        samples equal μ, ‖μ‖ ≤ t, but for outliers s v in one block of b rows, the error tends to ‖tv − μ‖ b/n
        as s → ∞: 1/n of the worst for per-sample clipping, all of it for clipping after averaging.
        In the other direction, for iid X the mass clipped away, E(‖X̄_B‖ − t)₊, never increases with B.\
        """,
        """
        \\lim_{s\\to\\infty}\\lVert\\hat g_B-\\mu\\rVert=\\lVert tv-\\mu\\rVert\\,\\frac{b}{n},\\qquad \
        E\\bigl(\\lVert\\bar X_{2B}\\rVert-t\\bigr)_+\\le E\\bigl(\\lVert\\bar X_B\\rVert-t\\bigr)_+""",
        Source.derived(
            "The ordering is the one Nobile and Grohs 2026, arXiv 2605.02701v2, report for clipping accumulated "
                + "mini-batches; limit and convex-order argument (Jensen) derived"),
        List.of(
            "‖μ‖ ≤ t, ‖v‖ = 1",
            "B need not divide n; blocks are consecutive",
            "X iid with E‖X‖ < ∞"),
        List.of(
            new Constant("B", "rows averaged before clipping"),
            new Constant("b", "rows of the block that is hit, B but for the last block"),
            new Constant(
                "\\lVert tv-\\mu\\rVert", "\\sqrt{2.65} here: \\mu=(0.3,0.4),\\ v=(0,1),\\ t=2")),
        List.of(MICRO_BATCH, BATCH, PER_SAMPLE, MASS, HALVES),
        List.of(
            Control.statement(
                "the error does not depend on B",
                contamination(
                    "error-independent-of-block-size",
                    "the error against the per-sample limit ‖tv − μ‖/n",
                    c -> new Contamination(c.samples(), 1, 0, 1, c.size()).limit())),
            Control.statement(
                "the mass clipped away grows with B",
                mass("mass-grows", "E(‖X̄_{2B}‖ − t)₊ ≥ E(‖X̄_B‖ − t)₊", -1)),
            Control.implementation(WrongAverages.CLIP_AFTER_ACCUMULATION, MICRO_BATCH),
            Control.implementation(WrongAverages.UNWEIGHTED_MICRO_BATCHES, MICRO_BATCH),
            Control.implementation(WrongAverages.REMAINDER_DROPPED, MICRO_BATCH),
            Control.implementation(WrongAverages.INTERLEAVED_MICRO_BATCHES, MICRO_BATCH),
            Control.implementation(WrongAverages.CLIP_BEFORE_AVERAGING, BATCH),
            Control.implementation(WrongAverages.CLIP_AFTER_AVERAGING, PER_SAMPLE),
            Control.implementation(WrongClips.DROPPING, PER_SAMPLE),
            Control.implementation(WrongAverages.MEAN_OVER_UNCLIPPED, PER_SAMPLE)),
        List.of(
            "The limit says nothing about outliers of moderate size, nor of the mean squared error: see CLIP-9.",
            "One configuration of μ, v and t in the plane."));
  }

  /** What the error of micro-batch clipping should be, on all configurations. */
  private interface Prediction {
    double of(Contamination contamination);
  }

  private static Check contamination(String name, String measures, Prediction prediction) {
    IntFunction<EstimatorSpec> spec = size -> new MicroBatchClip(T, size);
    return Check.exact(
        name,
        measures,
        trial ->
            Estimators.with(
                trial,
                List.of(spec.apply(1)),
                estimators -> {
                  List<Comparison> errors =
                      IntStream.concat(Arrays.stream(BLOCK_SIZES), Arrays.stream(UNEVEN_SIZES))
                          .boxed()
                          .flatMap(b -> Contamination.of(N, b, sizes(estimators)).stream())
                          .map(
                              c ->
                                  c.compare(
                                      estimators, spec.apply(c.blockSize()), prediction.of(c)))
                          .toList();
                  return Finding.of(errors).with(plot(estimators, spec, prediction));
                }));
  }

  private static Check limit(String name, String measures, int blockSize, EstimatorSpec spec) {
    return Check.exact(
        name,
        measures,
        trial ->
            Estimators.with(
                trial,
                List.of(spec),
                estimators ->
                    Finding.of(
                        Contamination.of(N, blockSize, sizes(estimators)).stream()
                            .map(c -> c.compare(estimators, spec, c.limit()))
                            .toList())));
  }

  private static List<Double> sizes(Estimators estimators) {
    return estimators.precision() == Precision.FLOAT64 ? List.of(1e12, 1e300) : List.of(1e12, 1e30);
  }

  private static Plot plot(
      Estimators estimators, IntFunction<EstimatorSpec> spec, Prediction prediction) {
    List<Double> sizes = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    List<Double> limits = new ArrayList<>();
    for (int size : BLOCK_SIZES) {
      Contamination c = new Contamination(N, size, 0, 1, sizes(estimators).getFirst());
      Comparison error = c.compare(estimators, spec.apply(size), prediction.of(c));
      sizes.add((double) size);
      errors.add(error.measured());
      limits.add(error.predicted());
    }
    return new Plot(
        "One outlier among 64 samples",
        "B, rows averaged before clipping",
        "‖estimate − μ‖",
        true,
        true,
        List.of(
            Plot.Series.of("measured", Plot.Role.MEASURED, sizes, errors),
            Plot.Series.of("predicted", Plot.Role.PREDICTED, sizes, limits)));
  }

  /** The enumeration, with its inequality as it is (sign 1) or turned round (sign −1). */
  private static Check mass(String name, String measures, int sign) {
    BatchClip spec = new BatchClip(T);
    return Check.exact(
        name,
        measures,
        trial ->
            Estimators.with(
                trial,
                List.of(spec),
                estimators -> {
                  List<Comparison> steps = new ArrayList<>();
                  for (int b = 1; b < N; b *= 2) {
                    double slack = estimators.roundoff(spec, 2 * b, 1) * HEIGHT;
                    steps.add(
                        Comparison.atMost(
                            "%sE(|X̄_%d| − t)₊".formatted(sign > 0 ? "" : "−", 2 * b),
                            sign * expectedMass(estimators, spec, 2 * b),
                            sign * expectedMass(estimators, spec, b),
                            slack));
                  }
                  return Finding.of(steps);
                }));
  }

  private static final double HEIGHT = 8;

  /** E(|X̄_B| − t)₊ by enumerating how many of the B samples are 8. */
  private static double expectedMass(Estimators estimators, BatchClip spec, int b) {
    BinomialDistribution hits = new BinomialDistribution(null, b, 1 / HEIGHT);
    double mass = 0;
    for (int j = 0; j <= b; j++) {
      double[] rows = new double[b];
      Arrays.fill(rows, 0, j, HEIGHT);
      double taken = HEIGHT * j / b - estimators.estimate(spec, rows);
      mass += hits.probability(j) * taken;
    }
    return mass;
  }

  /** The convex-order argument on single outcomes: ‖·‖ − t, cut at 0, is convex. */
  private static Finding halves(Trial trial, Estimators estimators) {
    Tightest found = new Tightest();
    ShiftedPareto noise = new ShiftedPareto(1.6, 1);
    BatchClip spec = new BatchClip(T);
    int cases = trial.scale() == Trial.Scale.DEEP ? 10_000 : 500;
    for (int i = 0; i < cases; i++) {
      RandomStream random = trial.streams().replicate(i);
      int half = 1 << (i % 5);
      int d = 1 + i % 3;
      List<double[]> rows =
          IntStream.range(0, 2 * half)
              .mapToObj(
                  k -> IntStream.range(0, d).mapToDouble(j -> 1 + noise.sample(random)).toArray())
              .toList();
      double scale = rows.stream().mapToDouble(Vectors::norm).max().orElseThrow();
      double first = taken(estimators, spec, rows.subList(0, half));
      double second = taken(estimators, spec, rows.subList(half, 2 * half));
      found.offer(
          Comparison.atMost(
              "(‖X̄_{2B}‖ − t)₊ against the average over the halves",
              taken(estimators, spec, rows),
              (first + second) / 2,
              4 * estimators.roundoff(spec, 2 * half, d) * scale),
          "case %d: B = %d, d = %d".formatted(i, half, d));
    }
    return Finding.of(found.comparisons());
  }

  /** ‖X̄ − clip(X̄)‖. */
  private static double taken(Estimators estimators, BatchClip spec, List<double[]> rows) {
    double[] mean =
        Vectors.times(1.0 / rows.size(), rows.stream().reduce(Vectors::plus).orElseThrow());
    return Vectors.distance(mean, estimators.estimate(spec, rows));
  }
}
