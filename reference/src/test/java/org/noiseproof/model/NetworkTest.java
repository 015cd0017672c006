package org.noiseproof.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Batch;
import org.noiseproof.data.LabelledData;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.random.Streams;

class NetworkTest {
  private static final LabelledData DATA =
      new LabelledData(2, 4, new double[] {1, 2, -3, 0.5}, new int[] {3, 0});

  @Test
  void without_weights_softmax_regression_pulls_each_class_alike() {
    Network network = Network.softmaxRegression(2, 4);
    Batch gradients = network.gradients(new double[12], DATA, 0, 1);
    assertThat(gradients.row(0))
        .containsExactly(0.25, 0.5, 0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.25, -0.75, -1.5, -0.75);
    assertThat(gradients.at(1, 2)).isEqualTo(-0.75);
    assertThat(network.loss(new double[12], DATA.input(0), 3)).isEqualTo(StrictMath.log(4));
  }

  @Test
  void layers_lie_one_behind_the_other_with_a_bias_for_each_output() {
    Network network = Network.twoLayers(64, 32, 10);
    assertThat(network.layers()).isEqualTo(2);
    assertThat(network.offset(1)).isEqualTo(32 * 65);
    assertThat(network.parameters()).isEqualTo(32 * 65 + 10 * 33);
    assertThat(network.start(Streams.of(1, "start").replicate(0))[64]).isZero();
  }

  @Test
  void the_norm_of_a_gradient_is_that_of_delta_times_that_of_the_input_and_a_one() {
    Network network = Network.softmaxRegression(2, 4);
    double[] parameters = network.start(Streams.of(1, "norm").replicate(0));
    double[] g = network.gradient(parameters, DATA.input(0), 3);
    double deltas = 0;
    double whole = 0;
    for (int j = 0; j < g.length; j++) {
      whole += g[j] * g[j];
      deltas += j % 3 == 2 ? g[j] * g[j] : 0;
    }
    double slack = Tolerance.gamma(20, Tolerance.UNIT_ROUNDOFF) * whole;
    assertThat(Math.abs(whole - 6 * deltas)).isLessThanOrEqualTo(slack);
  }

  @Test
  void sign_noise_is_as_long_as_its_radius_and_an_outer_product_on_each_layer() {
    Network network = Network.twoLayers(2, 3, 2);
    SignNoise noise =
        SignNoise.draw(network, new TwoPoint(1, 7), 5, Streams.of(1, "signs").replicate(0));
    double[] rows = new double[5 * 17];
    for (int k = 0; k < 5; k++) {
      noise.addTo(rows, 17 * k, k);
    }
    double entry = 7 / Math.sqrt(17);
    for (int i = 0; i < rows.length; i++) {
      assertThat(Math.abs(rows[i])).isEqualTo(entry);
    }
    // Rank one: every 2 × 2 minor of the first layer's signs vanishes.
    for (int j = 1; j < 3; j++) {
      assertThat(rows[0] * rows[3 + j]).isEqualTo(rows[j] * rows[3]);
    }
    assertThat(noise.radius(4)).isEqualTo(7);
    assertThatThrownBy(
            () ->
                SignNoise.draw(network, new TwoPoint(1, 7), 0, Streams.of(1, "none").replicate(0)))
        .hasMessage("samples = 0 is out of range: samples ≥ 1");
  }

  @Test
  void what_does_not_fit_is_refused() {
    assertThatThrownBy(() -> new Network(List.of(3))).hasMessageContaining("widths = [3]");
    assertThatThrownBy(() -> new Network(List.of(3, 1))).hasMessageContaining("classes ≥ 2");
    assertThatThrownBy(() -> new Network(List.of(3, 0, 2))).hasMessageContaining("each ≥ 1");
    Network network = Network.softmaxRegression(2, 4);
    assertThatThrownBy(() -> network.gradients(new double[11], DATA, 0))
        .hasMessage("parameters has 11 entries, expected 12");
    assertThatThrownBy(() -> Network.softmaxRegression(2, 5).gradients(new double[15], DATA, 0))
        .hasMessage("data has 2 features and 4 classes, expected 2 and 5");
  }
}
