package org.noiseproof.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;

/** What single losses and populations are known for. */
class LossTest {

  @Test
  void a_product_of_two_weights_is_the_same_in_three_disguises() {
    double u = 1.5;
    double w = 0.25;
    Sample z = Sample.of(2, -1);
    double value = new DiagonalLinear(2, 1).value(new double[] {w, u}, z);
    assertThat(DeepLinear.of(1, 1, 1).value(new double[] {w, u}, z)).isEqualTo(value);
    assertThat(new DifferenceOfSquares().value(new double[] {u + w, u - w}, z)).isEqualTo(value);
  }

  @Test
  void twice_the_step_in_sum_and_difference_is_one_step_of_the_product() {
    double[] uw = {1.5, 0.25};
    double[] sd = {1.75, 1.25};
    Sample z = Sample.of(2, -1);
    double[] g = new DiagonalLinear(2, 1).gradient(uw, z);
    double[] h = new DifferenceOfSquares().gradient(sd, z);
    double rate = 0.125;
    double u = uw[0] - rate * g[0];
    double w = uw[1] - rate * g[1];
    assertThat(sd[0] - 2 * rate * h[0]).isEqualTo(u + w);
    assertThat(sd[1] - 2 * rate * h[1]).isEqualTo(u - w);
  }

  @Test
  void charges_are_what_they_are_called() {
    assertThat(DeepLinear.of(2, 1, 1).symmetries().getFirst().charge(new double[] {1, 2, 3}))
        .isEqualTo(3 * 3 - 1 - 4);
    assertThat(new ReluNeuron(2).symmetries().getFirst().charge(new double[] {1, 2, 3}))
        .isEqualTo(3 * 3 - 1 - 4);
    assertThat(new DifferenceOfSquares().symmetries().getFirst().charge(new double[] {3, 2}))
        .isEqualTo(6);
    assertThat(new DiagonalLinear(3, 2).symmetries()).hasSize(6);
    assertThat(new SphereLoss(2).symmetries().getFirst().charge(new double[] {3, 4})).isEqualTo(25);
    // U = (5 6), W = ((1, 2), (3, 4)): K = e₁e₂ᵀ + e₂e₁ᵀ has 2(5·6 − (1·3 + 2·4))
    assertThat(DeepLinear.of(2, 2, 1).symmetries().get(1).charge(new double[] {1, 2, 3, 4, 5, 6}))
        .isEqualTo(2 * (30 - 11));
    assertThat(DeepLinear.of(2, 2, 1).rescaling(1).charge(new double[] {1, 2, 3, 4, 5, 6}))
        .isEqualTo(25 + 36 - 1 - 4 - 9 - 16);
  }

  @Test
  void a_dead_neuron_and_one_on_its_kink_do_not_move() {
    ReluNeuron relu = new ReluNeuron(2);
    for (double w : new double[] {-1, 0}) {
      assertThat(relu.gradient(new double[] {w, 0, 2}, Sample.of(new double[] {1, 1}, 3)))
          .containsOnly(0);
    }
    assertThat(relu.value(new double[] {-1, 0, 2}, Sample.of(new double[] {1, 1}, 3)))
        .isEqualTo(4.5);
  }

  @Test
  void the_gradient_of_the_angle_has_length_one_over_that_of_the_point() {
    double[] g = new AngleLoss().gradient(new double[] {3, 4}, Sample.of(1, -1));
    assertThat(g).containsExactly(4 / 25.0, -3 / 25.0);
  }

  @Test
  void atoms_have_the_moments_that_they_stand_for() {
    Matrix v = Matrix.of(2, 2, 1, 0.25, -0.25, 0.75);
    Population population = Populations.linear(v, new double[] {1.5, 0.5}, new double[] {1, 0.25});
    assertThat(population.size()).isEqualTo(16);
    double[] noise = new double[2];
    double[] features = new double[2];
    double crossed = 0;
    for (Sample z : population.samples()) {
      double[] epsilon = {z.y(0) - z.x(0) - 0.25 * z.x(1), z.y(1) + 0.25 * z.x(0) - 0.75 * z.x(1)};
      for (int j = 0; j < 2; j++) {
        noise[j] += epsilon[j] * epsilon[j] / 16;
        features[j] += z.x(j) * z.x(j) / 16;
        crossed += epsilon[0] * z.x(j) + epsilon[0] * epsilon[1] + z.x(0) * z.x(1) + epsilon[j];
      }
    }
    assertThat(noise).containsExactly(1, 1 / 16.0);
    assertThat(features).containsExactly(2.25, 0.25);
    assertThat(crossed).isZero();
    assertThat(Populations.labels(1, 0, 2).samples())
        .containsExactly(Sample.of(1, 0), Sample.of(1, 2));
  }

  @Test
  void the_labels_of_a_neuron_are_its_own_with_a_sign_of_noise() {
    List<Sample> samples = Populations.relu(new double[] {2, 0}, 0.5).samples();
    assertThat(samples).hasSize(8);
    assertThat(samples).allMatch(z -> Math.abs(z.y(0) - Math.max(0, 2 * z.x(0))) == 0.5);
    assertThat(samples.stream().distinct().count()).isEqualTo(8);
  }

  /**
   * For a point θ̂ of the sphere, q = 1 − (θ̂·x)² has means 2/3 and E q² = 8/15 over the sphere.
   */
  @Test
  void an_icosahedron_has_the_sphere_s_fourth_moments() {
    SphereLoss loss = new SphereLoss(3);
    for (double[] theta : new double[][] {{0.36, 0.48, 0.8}, {1, 0, 0}, {-0.6, 0, 0.8}}) {
      double first = 0;
      double second = 0;
      for (Sample z : Populations.icosahedron().samples()) {
        double q = Arrays.stream(loss.gradient(theta, z)).map(g -> g * g).sum();
        first += q / 12;
        second += q * q / 12;
      }
      Offset<Double> rounding = Offset.offset(Tolerance.gamma(64, Tolerance.UNIT_ROUNDOFF));
      assertThat(first).isCloseTo(2 / 3.0, rounding);
      assertThat(second).isCloseTo(8 / 15.0, rounding);
    }
  }

  @Test
  void bad_input_is_refused_by_name() {
    refused(() -> new DiagonalLinear(0, 1), "layers = 0 is out of range: layers ≥ 1");
    refused(() -> new DiagonalLinear(2, 0), "subnets = 0 is out of range: subnets ≥ 1");
    refused(
        () -> new DiagonalLinear(1 << 20, 1 << 20),
        "layers · subnets = 1099511627776 is out of range: at most 2147483647, the parameters");
    refused(
        () -> DeepLinear.of(1 << 20, 1 << 20),
        "widths = [1048576, 1048576] is out of range: at most 2147483647 parameters");
    refused(() -> new ReluNeuron(0), "inputs = 0 is out of range: inputs ≥ 1");
    refused(() -> new SphereLoss(0), "dimension = 0 is out of range: dimension ≥ 1");
    refused(
        () -> new AngleLoss().gradient(new double[2], Sample.of(1, 1)),
        "theta = [0.0, 0.0] is out of range: ‖theta‖² > 0");
    refused(
        () -> new SphereLoss(1).value(new double[1], Sample.of(1, 1)),
        "theta = [0.0] is out of range: ‖theta‖² > 0");
    refused(
        () -> DeepLinear.of(2, 1).rescaling(1),
        "layer = 1 is out of range: 1 ≤ layer < 1, a hidden layer");
    refused(
        () -> DeepLinear.of(2, 2, 1).rotation(1, Matrix.of(1, 1, 1)), "k is 1 × 1, expected 2 × 2");
    refused(
        () -> Populations.linear(Matrix.of(1, 2, 1, 1), new double[1], new double[1]),
        "scales has 1 entries, expected 2");
    refused(
        () -> Populations.relu(new double[20], 1),
        "signs = 21 is out of range: features and targets ≤ 20");
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
