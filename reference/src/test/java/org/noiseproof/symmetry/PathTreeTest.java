package org.noiseproof.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

class PathTreeTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1.268775680000, .489809120000, 1.444763040000, .175987360000, .238011038659",
    "2, 1.256272819553, .492549129606, 1.440145240610, .183872421057, .228059394592",
    "6, 1.202586071546, .486664676201, 1.393625650680, .191039579134, .184104970323"
  })
  void a_scalar_net_on_four_samples(
      int steps, double charge, double product, double u2, double w2, double logCharge) {
    PathTree tree = PathTree.of(Nets.SCALAR, Nets.FOUR, 1, Sampling.WITH_REPLACEMENT, 0.1, 0);
    double[] start = {0.4, 1.2}; // (w, u)
    assertExpectation(tree, start, steps, Nets.SCALAR_RESCALING::charge, charge);
    assertExpectation(tree, start, steps, theta -> theta[0] * theta[1], product);
    assertExpectation(tree, start, steps, theta -> theta[1] * theta[1], u2);
    assertExpectation(tree, start, steps, theta -> theta[0] * theta[0], w2);
    assertExpectation(
        tree,
        start,
        steps,
        theta -> StrictMath.log(Math.abs(Nets.SCALAR_RESCALING.charge(theta))),
        logCharge);
  }

  private static void assertExpectation(
      PathTree tree,
      double[] start,
      int steps,
      ToDoubleFunction<double[]> quantity,
      double expected) {
    assertThat(tree.expectation(start, steps, quantity))
        .isCloseTo(expected, within(Tolerance.CLOSED_FORM));
  }

  @Property(tries = 30, seed = "1")
  void one_step_moves_the_charge_by_what_the_drift_says(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int batch,
      @ForAll Sampling sampling,
      @ForAll @DoubleRange(min = 0, max = 0.5) double rate,
      @ForAll @DoubleRange(min = 0, max = 2) double decay) {
    RandomStream random = Streams.of(seed, "drift").replicate(0);
    Symmetry symmetry = Nets.TWO_LAYER.rotation(1, Nets.symmetric(3, random));
    Population population = Nets.samples(5, 4, 2, random);
    double[] theta = Nets.normal(18, random);
    GradientNoise noise = GradientNoise.of(Nets.TWO_LAYER, population, theta, batch, sampling);
    PathTree tree = PathTree.of(Nets.TWO_LAYER, population, batch, sampling, rate, decay);
    double enumerated = tree.expectation(theta, 1, symmetry::charge) - symmetry.charge(theta);
    double gauge = (1 + noise.squaredNorm() * rate * rate) * 18 * symmetry.generator().largest();
    assertThat(ChargeDrift.of(symmetry, theta, noise, rate, decay).total())
        .isCloseTo(enumerated, within(Tolerance.CLOSED_FORM * gauge));
  }

  @Test
  void the_full_batch_without_replacement_has_no_noise_but_a_descent() {
    double[] theta = {0.4, 1.2};
    GradientNoise full =
        GradientNoise.of(Nets.SCALAR, Nets.FOUR, theta, 4, Sampling.WITHOUT_REPLACEMENT);
    ChargeDrift drift = ChargeDrift.of(Nets.SCALAR_RESCALING, theta, full, 0.1, 0);
    assertThat(drift.noise()).isZero();
    assertThat(drift.decay()).isZero();
    assertThat(drift.total()).isEqualTo(drift.descent()).isNegative();
  }

  @Test
  void a_drift_at_no_point_is_refused() {
    GradientNoise noise = GradientNoise.of(Nets.SCALAR, Nets.FOUR, new double[] {1, 2});
    double[] nowhere = {Double.NaN, 1};
    assertThatThrownBy(() -> ChargeDrift.of(Nets.SCALAR_RESCALING, nowhere, noise, 0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("theta = [NaN, 1.0] is out of range: finite");
  }

  @Test
  void the_centred_formula_is_not_the_drift() {
    // u = 2, w = 1, y ∈ {0, 2}: C′/C = 1 − η²h², h = 2 or 0: 0.98, not 0.99.
    Population labels = Population.of(Sample.of(1, 0), Sample.of(1, 2));
    double[] theta = {1, 2};
    GradientNoise noise = GradientNoise.of(Nets.SCALAR, labels, theta);
    ChargeDrift drift = ChargeDrift.of(Nets.SCALAR_RESCALING, theta, noise, 0.1, 0);
    assertThat(1 + drift.total() / 3).isCloseTo(0.98, within(Tolerance.CLOSED_FORM));
    assertThat(1 + drift.noise() / 3).isCloseTo(0.99, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void batches_are_enumerated_each_once() {
    assertThat(EveryBatch.of(Nets.FOUR, 2, Sampling.WITH_REPLACEMENT)).hasSize(16);
    assertThat(EveryBatch.of(Nets.FOUR, 2, Sampling.WITHOUT_REPLACEMENT))
        .hasSize(6)
        .doesNotHaveDuplicates();
    assertThat(EveryBatch.of(Nets.FOUR, 4, Sampling.WITHOUT_REPLACEMENT))
        .containsExactly(Nets.FOUR.samples());
    assertThatThrownBy(() -> EveryBatch.of(Nets.FOUR, 5, Sampling.WITHOUT_REPLACEMENT))
        .hasMessageContaining("batch = 5 is out of range: batch ≤ 4");
    assertThatThrownBy(() -> EveryBatch.of(Nets.FOUR, 20, Sampling.WITH_REPLACEMENT))
        .hasMessageContaining("more than 1,048,576 such batches");
    Population one = Population.of(Sample.of(1, 1));
    assertThatThrownBy(() -> EveryBatch.of(one, Integer.MAX_VALUE, Sampling.WITH_REPLACEMENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("batch = 2147483647 is out of range")
        .hasMessageContaining("more than 33,554,432 samples");
  }

  @Test
  void what_cannot_be_enumerated_or_is_out_of_range_is_refused() {
    PathTree tree = PathTree.of(Nets.SCALAR, Nets.FOUR, 1, Sampling.WITH_REPLACEMENT, 0.1, 0);
    assertThatThrownBy(() -> tree.expectation(new double[] {1, 1}, 13, _ -> 0))
        .hasMessageContaining("steps = 13 is out of range");
    assertThat(tree.expectation(new double[] {1, 1}, 0, theta -> theta[0])).isEqualTo(1);
    assertThatThrownBy(() -> new PathTree(Nets.SCALAR, List.of(), 0.1, 0))
        .hasMessageContaining("batches = []");
    for (int steps : new int[] {0, 1}) {
      assertThatThrownBy(() -> tree.expectation(new double[] {1}, steps, _ -> 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("start = [1.0] is out of range: 2 finite entries");
    }
    assertThatThrownBy(() -> tree.expectation(new double[] {1, Double.NaN}, 0, _ -> 0))
        .hasMessageStartingWith("start = [1.0, NaN]");
    assertThatThrownBy(() -> new PathTree(Nets.SCALAR, List.of(List.of()), 0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batches[0] = [] is out of range: at least one sample");
    assertThatThrownBy(() -> tree.step(new double[] {1, 1}, List.of()))
        .hasMessage("batch = [] is out of range: at least one sample");
  }

  @Test
  void a_single_batch_is_one_path_of_any_length() {
    Population one = Population.of(Sample.of(1, 1));
    PathTree tree = PathTree.of(Nets.SCALAR, one, 1, Sampling.WITH_REPLACEMENT, 0.1, 0);
    assertThat(tree.expectation(new double[] {1, 2}, 200_000, theta -> theta[0] * theta[1]))
        .isCloseTo(1, within(Tolerance.CLOSED_FORM));
    assertThatThrownBy(() -> tree.expectation(new double[] {1, 2}, Integer.MAX_VALUE, _ -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("steps = 2147483647 is out of range");
  }
}
