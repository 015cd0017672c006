package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.theory.MedianOfMeansBounds;

/** How often medians of means err beyond their radius, without sampling. σ = 1. */
final class Clip11Exact {
  private Clip11Exact() {}

  /** A radius claimed for k blocks of N. */
  @FunctionalInterface
  interface Radius {
    double of(double p, int blockSize);

    /** R. */
    Radius CLAIMED = (p, blockSize) -> MedianOfMeansBounds.radius(p, 1, blockSize);

    /** R, shortened or lengthened. */
    static Radius scaled(double factor) {
      return (p, blockSize) -> factor * CLAIMED.of(p, blockSize);
    }
  }

  /** Blocks whose one hit carries their mean beyond R, or, for the plain mean, one hit in all. */
  enum Worst {
    BLOCK,
    WHOLE;

    CentredTwoPoint law(double p, Shape shape, double radius) {
      return OneHit.centred(p, this == BLOCK ? shape.blockSize() : shape.samples(), radius);
    }
  }

  /** P(|estimate| &gt; R) ≤ P(Bin(k, 1/8) ≥ k/2), from all batches of the two worst laws. */
  static Finding enumerate(Trial trial, Radius radius, Shape shape, double... ps) {
    return Subject.of(
        trial,
        new MedianOfMeans(shape.blocks()),
        subject -> {
          List<Comparison> comparisons = new ArrayList<>();
          for (double p : ps) {
            for (Worst worst : Worst.values()) {
              double r = radius.of(p, shape.blockSize());
              CentredTwoPoint law = worst.law(p, shape, r);
              FiniteLaw sample = FiniteLaw.twoPoint(law.lower(), law.upper(), law.probability());
              FiniteLaw estimate =
                  FiniteLaw.ofEstimate(subject.estimator(), sample, shape.samples());
              comparisons.add(
                  Comparison.atMost(
                      "P(|estimate| > %.4g), %s, p = %s, q = %.3g"
                          .formatted(r, shape, p, law.probability()),
                      estimate.probability(x -> Math.abs(x) > r),
                      MedianOfMeansBounds.failure(shape.blocks()),
                      0));
            }
          }
          return Finding.of(comparisons);
        });
  }

  /** k blocks of N samples. */
  record Shape(int blocks, int blockSize) {
    int samples() {
      return blocks * blockSize;
    }

    @Override
    public String toString() {
      return "%d blocks of %d".formatted(blocks, blockSize);
    }
  }

  /**
   * P(|estimate| &gt; R) ≤ P(Bin(k, 1/8) ≥ k/2) on the worst law, exactly; for the median of means
   * on the law that is worst for its blocks it is P(Bin(k, b) ≥ k/2) itself, b the probability of a
   * hit in a block.
   */
  static Finding worst(
      Trial trial, IntFunction<EstimatorSpec> spec, Worst worst, double p, List<Shape> shapes) {
    List<Comparison> comparisons = new ArrayList<>();
    for (Shape shape : shapes) {
      Finding finding =
          Subject.of(
              trial,
              spec.apply(shape.blocks()),
              subject -> Finding.of(worst(subject, trial.streams(), worst, p, shape)));
      if (finding.comparisons().isEmpty()) {
        return finding;
      }
      comparisons.addAll(finding.comparisons());
    }
    return Finding.of(comparisons);
  }

  private static List<Comparison> worst(
      Subject subject, Streams streams, Worst worst, double p, Shape shape) {
    double r = Radius.CLAIMED.of(p, shape.blockSize());
    CentredTwoPoint law = worst.law(p, shape, r);
    double failure = failure(subject, streams, law, shape, r);
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(
        Comparison.atMost(
            "P(|estimate| > %.4g), %s, A = %.4g, q = %.4g"
                .formatted(r, shape, law.height(), law.probability()),
            failure,
            MedianOfMeansBounds.failure(shape.blocks()),
            0));
    if (worst == Worst.BLOCK) {
      double bad = hits(law, shape).survivalProbability(0);
      double half = MedianOfMeansBounds.failure(shape.blocks(), bad);
      comparisons.add(
          Comparison.atMost(
              "P(|block mean| > R), " + shape, bad, MedianOfMeansBounds.BAD_BLOCK, 0));
      comparisons.add(
          Comparison.equal(
              "P(half of the blocks are bad), " + shape,
              failure,
              half,
              subject.slack(shape.samples(), 1, half)));
    }
    return comparisons;
  }

  /** Failures against radii, for n samples cut in all these ways. */
  static Plot survival(Trial trial, double p, List<Shape> shapes) {
    List<Series> curves = new ArrayList<>();
    curves.add(
        curve("claimed", Role.BOUND, p, shapes, s -> MedianOfMeansBounds.failure(s.blocks())));
    Subject.find(trial, new Mean())
        .ifPresent(
            mean ->
                curves.add(
                    curve(
                        "plain mean on its worst law",
                        Role.CONTROL,
                        p,
                        shapes,
                        s -> failure(mean, trial.streams(), Worst.WHOLE, p, s))));
    curves.add(
        curve(
            "median of means on its worst law",
            Role.MEASURED,
            p,
            shapes,
            s ->
                Subject.find(trial, new MedianOfMeans(s.blocks()))
                    .map(subject -> failure(subject, trial.streams(), Worst.BLOCK, p, s))
                    .orElse(Double.NaN)));
    return new Plot(
        "%d samples in %s blocks, p = %s"
            .formatted(shapes.getFirst().samples(), shapes.stream().map(Shape::blocks).toList(), p),
        "radius R for σ = 1",
        "P(|estimate − EX| > R)",
        true,
        true,
        curves);
  }

  private static Series curve(
      String name, Role role, double p, List<Shape> shapes, ToDoubleFunction<Shape> failure) {
    return Series.of(
        name,
        role,
        shapes.stream().map(s -> Radius.CLAIMED.of(p, s.blockSize())).toList(),
        shapes.stream().map(failure::applyAsDouble).toList());
  }

  private static double failure(
      Subject subject, Streams streams, Worst worst, double p, Shape shape) {
    double r = Radius.CLAIMED.of(p, shape.blockSize());
    return failure(subject, streams, worst.law(p, shape, r), shape, r);
  }

  /**
   * P(|estimate| &gt; r) for an estimator that sees of a block only its mean and never moves
   * against it. A block has no hit, one, or more; how many more cannot matter where two in each
   * such block and all N in each of them agree, and where they do not, both count as failing. The
   * blocks with hits, and the hits in them, are placed at random.
   */
  static double failure(
      Subject subject, Streams streams, CentredTwoPoint law, Shape shape, double r) {
    int blocks = shape.blocks();
    int blockSize = shape.blockSize();
    BinomialDistribution hits = hits(law, shape);
    double any = hits.survivalProbability(0);
    double more = hits.survivalProbability(1);
    double probability = 0;
    for (int hit = 0; hit <= blocks; hit++) {
      for (int often = 0; often <= hit; often++) {
        RandomStream random = streams.replicate(hit, often);
        int[] few = placed(blocks, hit, often, Math.min(2, blockSize), random);
        int[] all = placed(blocks, hit, often, blockSize, random);
        boolean fails =
            Math.abs(subject.estimate(batch(law, few, blockSize, random))) > r
                || Math.abs(subject.estimate(batch(law, all, blockSize, random))) > r;
        if (fails) {
          probability +=
              BinomialDistribution.of(blocks, any).probability(hit)
                  * BinomialDistribution.of(hit, more / any).probability(often);
        }
      }
    }
    return probability;
  }

  /** The hits in a block. */
  private static BinomialDistribution hits(CentredTwoPoint law, Shape shape) {
    return BinomialDistribution.of(shape.blockSize(), law.probability());
  }

  /** The hits of each block: {@code many} in {@code often} of those hit, 1 in the others. */
  private static int[] placed(int blocks, int hit, int often, int many, RandomStream random) {
    int[] hits = new int[blocks];
    Arrays.fill(hits, 0, hit, 1);
    Arrays.fill(hits, 0, often, many);
    return shuffled(hits, random);
  }

  private static double[] batch(
      CentredTwoPoint law, int[] hits, int blockSize, RandomStream random) {
    double[] rows = new double[hits.length * blockSize];
    for (int b = 0; b < hits.length; b++) {
      int[] block = new int[blockSize];
      Arrays.fill(block, 0, hits[b], 1);
      shuffled(block, random);
      for (int i = 0; i < blockSize; i++) {
        rows[b * blockSize + i] = block[i] == 1 ? law.upper() : law.lower();
      }
    }
    return rows;
  }

  private static int[] shuffled(int[] values, RandomStream random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
    return values;
  }
}
