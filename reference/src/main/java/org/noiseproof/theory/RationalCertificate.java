package org.noiseproof.theory;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;

/**
 * A W and a p in rational numbers, and what they prove of a problem's maximum margin without
 * rounding anything: m(W)/‖W‖ ≤ γ ≤ ‖A p‖_*. Samples are taken as the rationals that their doubles
 * are.
 */
public final class RationalCertificate {
  private final MarginProblem problem;
  private final BigFraction[][] w;
  private final BigFraction[] p;

  /**
   * The certificate of these two.
   *
   * @param w k rows of d numbers, {@code "61/99"} each
   * @param p the pairs (sample, wrong class) with weight, and their weights; none is negative, and
   *     their sum is 1
   * @throws IllegalArgumentException where p is no such weighting, or W not k × d
   */
  public RationalCertificate(MarginProblem problem, String[][] w, Map<SamplePair, String> p) {
    this.problem = problem;
    this.w =
        Arrays.stream(w)
            .map(
                row ->
                    Arrays.stream(row).map(RationalCertificate::parse).toArray(BigFraction[]::new))
            .toArray(BigFraction[][]::new);
    if (w.length != problem.classes()
        || Arrays.stream(w).anyMatch(row -> row.length != problem.features())) {
      throw new IllegalArgumentException(
          "W is not %d × %d".formatted(problem.classes(), problem.features()));
    }
    this.p = new BigFraction[problem.pairs()];
    Arrays.fill(this.p, BigFraction.ZERO);
    p.forEach(
        (pair, weight) -> this.p[problem.pair(pair.sample(), pair.wrongClass())] = parse(weight));
    BigFraction sum = Arrays.stream(this.p).reduce(BigFraction.ZERO, BigFraction::add);
    if (!sum.equals(BigFraction.ONE)
        || Arrays.stream(this.p).anyMatch(weight -> weight.compareTo(BigFraction.ZERO) < 0)) {
      throw new IllegalArgumentException("p = " + p + " is no weighting: its sum is " + sum);
    }
  }

  /** A sample and a class that is not its own, both from 0. */
  public record SamplePair(int sample, int wrongClass) {}

  private static BigFraction parse(String text) {
    String[] parts = text.split("/", -1);
    BigFraction numerator = new BigFraction(Integer.parseInt(parts[0]));
    return parts.length == 1 ? numerator : numerator.divide(Integer.parseInt(parts[1]));
  }

  /** m(W). */
  public BigFraction margin() {
    BigFraction[][] scores = new BigFraction[problem.samples()][];
    for (int i = 0; i < scores.length; i++) {
      BigFraction[] x = sample(i);
      scores[i] = Arrays.stream(w).map(row -> dot(row, x)).toArray(BigFraction[]::new);
    }
    return IntStream.range(0, problem.samples())
        .boxed()
        .flatMap(i -> margins(scores[i], problem.data().label(i)))
        .min(BigFraction::compareTo)
        .orElseThrow();
  }

  private static Stream<BigFraction> margins(BigFraction[] scores, int right) {
    return IntStream.range(0, scores.length)
        .filter(c -> c != right)
        .mapToObj(c -> scores[right].subtract(scores[c]));
  }

  /** max |w|, the norm of W under which the dual is {@link #dualSum}. */
  public BigFraction largest() {
    return largest(w);
  }

  /** Σ |w|, the norm of W under which the dual is {@link #dualLargest}. */
  public BigFraction sum() {
    return sum(w);
  }

  /** Σ |entries of A p|. */
  public BigFraction dualSum() {
    return sum(combination());
  }

  /** max |entries of A p|. */
  public BigFraction dualLargest() {
    return largest(combination());
  }

  /** W, each entry rounded to a double. */
  public Matrix direction() {
    return Matrix.ofRows(
        Arrays.stream(w)
            .map(row -> Arrays.stream(row).mapToDouble(BigFraction::doubleValue).toArray())
            .toArray(double[][]::new));
  }

  /** p, each weight rounded to a double. */
  public double[] weights() {
    return Arrays.stream(p).mapToDouble(BigFraction::doubleValue).toArray();
  }

  private BigFraction[][] combination() {
    BigFraction[][] sum = new BigFraction[problem.classes()][problem.features()];
    for (BigFraction[] row : sum) {
      Arrays.fill(row, BigFraction.ZERO);
    }
    for (int i = 0; i < problem.samples(); i++) {
      BigFraction[] x = sample(i);
      int right = problem.data().label(i);
      for (int c = 0; c < problem.classes(); c++) {
        if (c != right) {
          BigFraction weight = p[problem.pair(i, c)];
          for (int j = 0; j < x.length; j++) {
            BigFraction term = weight.multiply(x[j]);
            sum[right][j] = sum[right][j].add(term);
            sum[c][j] = sum[c][j].subtract(term);
          }
        }
      }
    }
    return sum;
  }

  private BigFraction[] sample(int i) {
    return Arrays.stream(problem.data().input(i))
        .mapToObj(BigFraction::new)
        .toArray(BigFraction[]::new);
  }

  private static BigFraction dot(BigFraction[] a, BigFraction[] b) {
    return IntStream.range(0, a.length)
        .mapToObj(j -> a[j].multiply(b[j]))
        .reduce(BigFraction.ZERO, BigFraction::add);
  }

  private static BigFraction largest(BigFraction[][] matrix) {
    return magnitudes(matrix).max(BigFraction::compareTo).orElseThrow();
  }

  private static BigFraction sum(BigFraction[][] matrix) {
    return magnitudes(matrix).reduce(BigFraction.ZERO, BigFraction::add);
  }

  private static Stream<BigFraction> magnitudes(BigFraction[][] matrix) {
    return Arrays.stream(matrix).flatMap(Arrays::stream).map(BigFraction::abs);
  }
}
