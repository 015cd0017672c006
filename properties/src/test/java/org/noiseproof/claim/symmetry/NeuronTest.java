package org.noiseproof.claim.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Sampling;
import org.noiseproof.theory.TwoLayerEquilibrium;

class NeuronTest {

  @Test
  void the_equilibrium_is_a_minimum_of_the_population() {
    for (Neuron neuron : new Neuron[] {Neuron.LINEAR, Neuron.RELU, Neuron.LINEAR.rated(2, 1)}) {
      double[] theta = neuron.equilibrium().at(0.3);
      double[] sum = new double[theta.length];
      for (int k = 0; k < neuron.atoms().size(); k++) {
        double[] gradient = neuron.loss().gradient(theta, neuron.atoms().get(k));
        for (int j = 0; j < sum.length; j++) {
          sum[j] += gradient[j];
        }
      }
      assertThat(sum).containsExactly(new double[sum.length], within(Tolerance.CLOSED_FORM));
    }
  }

  @Test
  void other_rates_are_other_units_of_the_same_net() {
    Neuron rated = Neuron.LINEAR.rated(4, 1);
    double[] theta = rated.equilibrium().at(0);
    double u = 2 * theta[4];
    double squaredW = 0;
    for (int j = 0; j < 4; j++) {
      assertThat(u * theta[j]).isEqualTo(Neuron.LINEAR.teacher()[j], within(Tolerance.CLOSED_FORM));
      squaredW += theta[j] * theta[j];
    }
    assertThat(u * u / squaredW)
        .isEqualTo(TwoLayerEquilibrium.ratio(4, 4, 1), within(Tolerance.CLOSED_FORM));
  }

  @Test
  void batches_drift_by_their_share_of_the_noise() {
    Neuron four = Neuron.LINEAR.batches(Sampling.WITH_REPLACEMENT, 4);
    assertThat(four.flow().noise()).isEqualTo(0.25);
    assertThat(Neuron.RELU.flow().noise()).isEqualTo(0.5);
    assertThat(Neuron.LINEAR.fullBatch().batch()).isEqualTo(32);
  }

  @Test
  void the_steps_of_a_time_grow_with_the_square_of_the_rate() {
    assertThat(Approach.steps(0.6, 0.04)).isEqualTo(375);
    assertThat(Approach.steps(0.6, 0.02)).isEqualTo(1500);
  }
}
