package org.noiseproof.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.SampleCheck;
import org.noiseproof.random.Streams;

/** Each sampler draws from its law, and a sampler of another law is found out. */
class SamplerTest {
  private static final int SIZE = 1 << 18;

  static Stream<Arguments> distributions() {
    return Stream.of(
        Arguments.of(new SymmetricPareto(1.5, 2), new SymmetricPareto(1.4, 2), cdf(1.5, 2)),
        Arguments.of(
            new ShiftedPareto(1.6, 2),
            new ShiftedPareto(1.5, 2),
            (DoubleUnaryOperator) x -> 1 - Math.pow(2 / (x + 3.2 / 0.6), 1.6)),
        Arguments.of(
            new StudentT2(),
            new Cauchy(1),
            (DoubleUnaryOperator) x -> (1 + x / Math.sqrt(2 + x * x)) / 2),
        Arguments.of(
            new Cauchy(3),
            new Cauchy(3.2),
            (DoubleUnaryOperator) x -> 0.5 + Math.atan(x / 3) / Math.PI),
        Arguments.of(
            new SymmetricStable(1, 3),
            new SymmetricStable(1.1, 3),
            (DoubleUnaryOperator) x -> 0.5 + Math.atan(x / 3) / Math.PI),
        Arguments.of(
            new SymmetricStable(2, 3),
            new SymmetricStable(1.8, 3),
            (DoubleUnaryOperator)
                NormalDistribution.of(0, 3 * Math.sqrt(2))::cumulativeProbability));
  }

  private static DoubleUnaryOperator cdf(double index, double scale) {
    return x -> {
      double tail = Math.pow(Math.max(1, Math.abs(x) / scale), -index) / 2;
      return x < 0 ? tail : 1 - tail;
    };
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void a_sample_has_the_distribution_function_of_its_law(
      NoiseLaw law, NoiseLaw wrong, DoubleUnaryOperator cdf) {
    assertThat(SampleCheck.contradictsDistribution(draw(law), cdf)).isFalse();
    assertThat(SampleCheck.contradictsDistribution(draw(wrong), cdf)).isTrue();
  }

  static Stream<Arguments> tails() {
    SymmetricPareto pareto = new SymmetricPareto(1.5, 2);
    ShiftedPareto shifted = new ShiftedPareto(1.6, 2);
    StudentT2 student = new StudentT2();
    Cauchy cauchy = new Cauchy(3);
    TwoPoint twoPoint = new TwoPoint(0.01, 7);
    CentredTwoPoint centred = new CentredTwoPoint(0.01, 700);
    ThreePoint threePoint = new ThreePoint(0.01, 7);
    return Stream.of(
        Arguments.of(pareto, (DoubleUnaryOperator) pareto::tail, new SymmetricPareto(1.3, 2)),
        Arguments.of(shifted, (DoubleUnaryOperator) shifted::tail, new ShiftedPareto(1.4, 2)),
        Arguments.of(student, (DoubleUnaryOperator) student::tail, new Cauchy(1)),
        Arguments.of(cauchy, (DoubleUnaryOperator) cauchy::tail, new Cauchy(4)),
        Arguments.of(twoPoint, (DoubleUnaryOperator) twoPoint::tail, new TwoPoint(0.012, 7)),
        Arguments.of(centred, (DoubleUnaryOperator) centred::tail, new CentredTwoPoint(0.012, 700)),
        Arguments.of(threePoint, (DoubleUnaryOperator) threePoint::tail, new ThreePoint(0.012, 7)));
  }

  @ParameterizedTest
  @MethodSource("tails")
  void a_sample_exceeds_each_level_as_often_as_its_law(
      NoiseLaw law, DoubleUnaryOperator tail, NoiseLaw wrong) {
    assertThat(contradictsTail(draw(law), tail)).isFalse();
    assertThat(contradictsTail(draw(wrong), tail)).isTrue();
  }

  private static boolean contradictsTail(double[] sample, DoubleUnaryOperator tail) {
    boolean contradicted = false;
    for (double level : new double[] {1, 4, 20, 100, 690, 1000}) {
      int hits = (int) Arrays.stream(sample).filter(x -> Math.abs(x) > level).count();
      contradicted |=
          SampleCheck.contradictsProbability(hits, sample.length, tail.applyAsDouble(level));
    }
    return contradicted;
  }

  @Test
  void the_points_of_the_discrete_laws_have_their_probabilities() {
    double q = 0.3;
    assertAtom(new TwoPoint(q, 5), 5, q);
    assertAtom(new TwoPoint(q, 5), 0, 1 - q);
    assertAtom(new CentredTwoPoint(q, 10), 7, q);
    assertAtom(new CentredTwoPoint(q, 10), -3, 1 - q);
    assertAtom(new ThreePoint(q, 5), 5, q / 2);
    assertAtom(new ThreePoint(q, 5), -5, q / 2);
    assertAtom(new ThreePoint(q, 5), 0, 1 - q);
  }

  private static void assertAtom(NoiseLaw law, double value, double probability) {
    int hits = (int) Arrays.stream(draw(law)).filter(x -> x == value).count();
    assertThat(SampleCheck.contradictsProbability(hits, SIZE, probability)).isFalse();
    assertThat(SampleCheck.contradictsProbability(hits, SIZE, probability + 0.01)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0.6", "0.9", "1", "1.3", "1.5", "1.9", "2"})
  void a_stable_sample_has_its_characteristic_function(double index) {
    double scale = 2;
    double[] sample = draw(new SymmetricStable(index, scale));
    assertThat(contradictsCharacteristicFunction(sample, index, scale)).isFalse();
    assertThat(contradictsCharacteristicFunction(sample, index - 0.2, scale)).isTrue();
    assertThat(contradictsCharacteristicFunction(sample, index, 1.1 * scale)).isTrue();
  }

  private static boolean contradictsCharacteristicFunction(
      double[] sample, double index, double scale) {
    boolean contradicted = false;
    for (double t : new double[] {0.05, 0.2, 0.5, 1}) {
      double sum = Arrays.stream(sample).map(x -> Math.cos(t * x)).sum();
      double expected = Math.exp(-Math.pow(scale * t, index));
      contradicted |= SampleCheck.contradictsMean(sum, sample.length, expected);
    }
    return contradicted;
  }

  @ParameterizedTest
  @CsvSource({"1.5, 0.7", "1.8, 0.8", "0.8, 0.3"})
  void a_stable_sample_has_its_moments_below_half_its_index(double index, double q) {
    double[] sample = draw(new SymmetricStable(index, 1));
    assertThat(contradictsMoment(sample, new SymmetricStable(index, 1), q)).isFalse();
    assertThat(contradictsMoment(sample, new SymmetricStable(index, 1.5), q)).isTrue();
  }

  /**
   * By the median of k block means: a block of m is off by 2σ/√m with probability ≤ ¼ (Chebyshev),
   * and the median only if half the blocks are.
   */
  private static boolean contradictsMoment(double[] sample, SymmetricStable law, double q) {
    int blocks = 1;
    while (BinomialDistribution.of(blocks, 0.25).survivalProbability((blocks - 1) / 2)
        > Tolerance.SAMPLER_ERROR) {
      blocks += 2;
    }
    int size = sample.length / blocks;
    double[] means = new double[blocks];
    for (int block = 0; block < blocks; block++) {
      means[block] =
          Arrays.stream(sample, block * size, (block + 1) * size)
              .map(x -> Math.pow(Math.abs(x), q))
              .average()
              .orElseThrow();
    }
    Arrays.sort(means);
    double moment = law.absoluteMoment(q);
    double deviation = Math.sqrt(law.absoluteMoment(2 * q) - moment * moment);
    return Math.abs(means[blocks / 2] - moment) > 2 * deviation / Math.sqrt(size);
  }

  @Test
  void sparse_hits_come_as_independent_trials_do() {
    double probability = 1.0 / 64;
    int replicates = 1 << 14;
    int trials = 100;
    int empty = 0;
    int total = 0;
    int second = 0;
    for (int replicate = 0; replicate < replicates; replicate++) {
      RandomStream random = Streams.of(1, "sparse").replicate(replicate);
      SparseHits hits = new SparseHits(random, probability);
      long first = hits.next();
      empty += first >= trials ? 1 : 0;
      long hit = first;
      while (hit < trials) {
        total++;
        long before = hit;
        hit = hits.next();
        second += hit == before + 1 ? 1 : 0;
      }
    }
    double none = Math.pow(1 - probability, trials);
    assertThat(SampleCheck.contradictsProbability(empty, replicates, none)).isFalse();
    assertThat(SampleCheck.contradictsProbability(empty, replicates, 1.2 * none)).isTrue();
    assertThat(SampleCheck.contradictsProbability(total, trials * replicates, probability))
        .isFalse();
    assertThat(SampleCheck.contradictsProbability(total, trials * replicates, 1.1 * probability))
        .isTrue();
    assertThat(SampleCheck.contradictsProbability(second, total, probability)).isFalse();
    assertThat(SampleCheck.contradictsProbability(second, total, 2 * probability)).isTrue();
  }

  @Test
  void sparse_hits_of_probability_1_are_all_trials_and_of_probability_0_none() {
    RandomStream random = Streams.of(1, "sparse").replicate(0);
    SparseHits all = new SparseHits(random, 1);
    assertThat(new long[] {all.next(), all.next(), all.next()}).containsExactly(0, 1, 2);
    SparseHits none = new SparseHits(random, 0);
    assertThat(new long[] {none.next(), none.next()}).containsOnly(Long.MAX_VALUE);
    SparseHits hardlyAny = new SparseHits(random, Double.MIN_VALUE);
    assertThat(hardlyAny.next()).isEqualTo(Long.MAX_VALUE);
  }

  private static double[] draw(NoiseLaw law) {
    return SampleCheck.draw(SIZE, law.toString(), law::sample);
  }
}
