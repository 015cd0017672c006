package org.noiseproof.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.data.DataFile;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.margin.Certificate;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.singular.SingularPairs;
import org.noiseproof.spec.NormSpec;

/**
 * What a search for a maximum margin came to.
 *
 * @param file the data
 * @param norm of W
 * @param asked the relative gap that was asked for
 * @param certificate the interval
 * @param direction W, of norm 1 up to rounding; 0 where no margin is positive
 * @param rank that is proven to be enough for a margin within the gap asked for; see {@link
 *     #rank(MarginProblem, NormSpec, Certificate, Matrix, double)}
 * @param weights p, one a pair
 * @param iterations Newton steps
 * @param seconds of the search
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MarginResult(
    DataFile file,
    NormSpec norm,
    double asked,
    Certificate certificate,
    Matrix direction,
    int rank,
    double[] weights,
    int iterations,
    double seconds) {

  /**
   * A constraint that holds the margin down.
   *
   * @param sample from 1, as in the file
   * @param label its label
   * @param rival the label that it is told apart from
   * @param weight p_ic, of Σp = 1
   * @param margin m_ic(W)
   */
  public record Pair(int sample, long label, long rival, double weight, double margin) {}

  /** The problem that was solved. */
  public MarginProblem problem() {
    return new MarginProblem(file.data());
  }

  /** Whether the norm's name alone does not say which it is. */
  public boolean hasHyperparameters() {
    return norm.getClass().getRecordComponents().length > 0;
  }

  /** Whether there is no more to do: the gap is reached, or there is no margin above rounding. */
  public boolean isDecided() {
    return certificate.gap() <= asked || !certificate.separableToRounding().orElse(true);
  }

  /** The singular values of W, largest first. */
  public List<Double> singularValues() {
    SingularPairs pairs = SingularPairs.of(direction);
    return IntStream.range(0, pairs.count())
        .mapToObj(i -> pairs.enclosure(i).centre().toDouble())
        .toList();
  }

  /**
   * The smallest r such that the r leading singular pairs of W are enough: the matrix of them has a
   * margin that is proven to be within the gap of γ. 0 where W has no margin, and all where no
   * fewer will do.
   *
   * @param certificate of W, or of a wider interval
   */
  public static int rank(
      MarginProblem problem, NormSpec norm, Certificate certificate, Matrix w, double gap) {
    if (certificate.lower() == 0) {
      return 0;
    }
    SingularPairs pairs = SingularPairs.of(w);
    int r = 1;
    while (r < pairs.count()
        && leading(problem, norm, pairs, r) < (1 - gap) * certificate.upper()) {
      r++;
    }
    return r;
  }

  private static double leading(MarginProblem problem, NormSpec norm, SingularPairs pairs, int r) {
    Dyadic[] values = IntStream.range(0, r).mapToObj(pairs::value).toArray(Dyadic[]::new);
    return Certificate.lower(problem, norm, pairs.combination(values));
  }

  /** The pairs of largest weight. */
  public List<Pair> support(int most) {
    MarginProblem problem = problem();
    double[] margins = problem.margins(direction);
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double whole = sum;
    return IntStream.range(0, problem.samples())
        .boxed()
        .flatMap(i -> pairs(problem, i, margins, whole))
        .filter(pair -> pair.weight() > 0)
        .sorted(Comparator.comparingDouble(pair -> -pair.weight()))
        .limit(most)
        .toList();
  }

  private Stream<Pair> pairs(MarginProblem problem, int i, double[] margins, double whole) {
    int right = file.data().label(i);
    return IntStream.range(0, problem.classes())
        .filter(c -> c != right)
        .mapToObj(
            c ->
                new Pair(
                    i + 1,
                    file.labels().get(right),
                    file.labels().get(c),
                    weights[problem.pair(i, c)] / whole,
                    margins[problem.pair(i, c)]));
  }
}
