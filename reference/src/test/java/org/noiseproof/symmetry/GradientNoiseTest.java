package org.noiseproof.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

class GradientNoiseTest {

  /** A loss whose gradient is what it is told to be. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Fixed(double... gradient) implements SampleLoss {
    @Override
    public int parameters() {
      return 2;
    }

    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public double value(double[] theta, Sample z) {
      return 0;
    }

    @Override
    public double[] gradient(double[] theta, Sample z) {
      return gradient.clone();
    }
  }

  @Property(tries = 30, seed = "1")
  void of_a_batch_it_is_that_of_all_batches(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int batch, @ForAll Sampling sampling) {
    RandomStream random = Streams.of(seed, "noise").replicate(0);
    Population population = Nets.samples(4, 4, 2, random);
    double[] theta = Nets.normal(18, random);
    List<double[]> all = new ArrayList<>();
    PathTree unitStep = PathTree.of(Nets.TWO_LAYER, population, batch, sampling, 1, 0);
    for (List<Sample> one : unitStep.batches()) {
      double[] next = unitStep.step(theta, one);
      for (int j = 0; j < next.length; j++) {
        next[j] = theta[j] - next[j];
      }
      all.add(next);
    }
    GradientNoise enumerated = GradientNoise.of(all);
    GradientNoise closed = GradientNoise.of(Nets.TWO_LAYER, population, theta, batch, sampling);
    double gauge = 1 + GradientNoise.of(Nets.TWO_LAYER, population, theta).squaredNorm();
    assertThat(closed.mean().minus(enumerated.mean()).largest())
        .isLessThan(Tolerance.CLOSED_FORM * gauge);
    assertThat(closed.secondMoment().minus(enumerated.secondMoment()).largest())
        .isLessThan(Tolerance.CLOSED_FORM * gauge);
    assertThat(closed.squaredNorm())
        .isCloseTo(enumerated.squaredNorm(), within(Tolerance.CLOSED_FORM * gauge));
  }

  @Test
  void of_two_gradients_by_hand() {
    GradientNoise noise = GradientNoise.of(List.of(new double[] {1, 2}, new double[] {3, -2}));
    assertThat(noise.mean()).isEqualTo(Matrix.of(2, 1, 2, 0));
    assertThat(noise.covariance()).isEqualTo(Matrix.of(2, 2, 1, -2, -2, 4));
    assertThat(noise.secondMoment()).isEqualTo(Matrix.of(2, 2, 5, -2, -2, 4));
    assertThat(noise.squaredNorm()).isEqualTo(9);
    assertThat(noise.force(Symmetry.diagonal("rescaling", 1, -1))).isEqualTo(1);
  }

  @Test
  void what_a_user_may_get_wrong_is_refused_by_name() {
    double[] theta = {1, 2};
    Population two = Population.of(Sample.of(1, 0), Sample.of(1, 1));
    assertThatThrownBy(() -> GradientNoise.of(new Fixed(1, Double.NaN), two, theta))
        .hasMessage(
            "the gradient of sample 0 at theta = [1.0, 2.0] is [1.0, NaN], expected finite numbers");
    assertThatThrownBy(() -> GradientNoise.of(new Fixed(1), two, theta))
        .hasMessage("the gradient of sample 0 has 1 entries, expected 2");
    assertThatThrownBy(() -> GradientNoise.of(new Fixed(1, 1), two, new double[3]))
        .hasMessage("theta has 3 entries, expected 2");
    assertThatThrownBy(
            () -> GradientNoise.of(new Fixed(1, 1), two, theta, 3, Sampling.WITHOUT_REPLACEMENT))
        .hasMessageContaining("batch = 3 is out of range");
    assertThatThrownBy(() -> GradientNoise.of(List.of())).hasMessageContaining("equiprobable");
    for (double[] longer : new double[][] {{1}, {1, 2, 3}}) {
      assertThatThrownBy(() -> GradientNoise.of(List.of(theta, longer)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("equiprobable[1] has %d entries, expected 2", longer.length);
    }
    for (double[] bad : new double[][] {null, {}, {Double.NaN, 1}}) {
      assertThatThrownBy(() -> GradientNoise.of(Arrays.asList(theta, bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "equiprobable[1] = %s is out of range: finite numbers, at least one",
              Arrays.toString(bad));
    }
    assertThatThrownBy(() -> new GradientNoise(Matrix.zero(2, 1), Matrix.of(2, 2, 1, 2, 3, 4)))
        .hasMessageContaining("covariance");
    assertThatThrownBy(() -> new GradientNoise(Matrix.zero(1, 2), Matrix.zero(1, 1)))
        .hasMessageContaining("mean");
    GradientNoise noise = GradientNoise.of(new Fixed(1, 1), two, theta);
    assertThatThrownBy(() -> noise.force(Symmetry.diagonal("long", 1, 1, 1)))
        .hasMessage("generator is 3 × 3, the gradients have 2 coordinates");
  }
}
