package org.noiseproof.claim.symmetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.loss.Agreement;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;

/** The losses of the controls have right gradients: it is their symmetries that are wrong. */
class SymmetryLossesTest {
  private static final double[] POINT = {0.75, -1.5, 0.5};

  @Test
  void a_hidden_bias_and_a_tanh_disagree_with_the_symmetry_that_is_claimed_of_them_alone() {
    assertThat(disagreements(new HiddenBias(), POINT))
        .isNotEmpty()
        .allMatch(what -> what.contains("rescaling without the bias"));
    assertThat(disagreements(new TanhUnit(), new double[] {0.75, -1.5}))
        .hasSize(3)
        .allMatch(what -> what.contains("rescaling of a tanh"));
  }

  @Test
  void losses_that_are_translated_and_rotated_have_right_gradients() {
    assertThat(disagreements(new SoftmaxLogits(3), POINT)).isEmpty();
    assertThat(disagreements(new SquaredNormFit(), new double[] {0.75, -1.5})).isEmpty();
  }

  private static List<String> disagreements(SampleLoss loss, double[] theta) {
    return Agreement.at(loss, theta, Sample.of(1, 2)).stream()
        .filter(one -> !one.agrees())
        .map(Agreement::what)
        .toList();
  }
}
