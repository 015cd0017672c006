package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec.Sgd;

class ReferenceBackendTest {
  private final Backend reference = Backends.named("reference");

  @Test
  void it_is_found_by_its_name_and_describes_itself() {
    assertThat(reference).isInstanceOf(ReferenceBackend.class);
    assertThat(reference.describe().precision()).isEqualTo(Precision.FLOAT64);
    assertThat(reference.describe().determinism()).isEqualTo(Determinism.REPRODUCIBLE);
    assertThat(reference.describe().lanes()).isEqualTo(1);
    assertThat(reference.describe().threads()).isEqualTo(1);
  }

  @Test
  void an_unknown_name_is_answered_with_the_nearest() {
    assertThatThrownBy(() -> Backends.named("referense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown backend \"referense\": did you mean \"reference\"?");
  }

  @Test
  void its_estimators_round_once() {
    GradientEstimator clip = reference.estimator(new PerSampleClip(5, 2)).orElseThrow();
    assertThat(clip.estimate(Batch.ofRows(new double[] {6, 8}))).containsExactly(3, 4);
    assertThat(clip.depth(1000, 1000)).isEqualTo(1);
  }

  @Test
  void its_optimizers_step_from_state_to_state_and_change_neither_argument() {
    Optimizer sgd = reference.optimizer(new Sgd(0.5, 0.5, 0, false, 0)).orElseThrow();
    OptimizerState start = sgd.start(new double[] {1, 1});
    double[] gradient = {2, -2};
    OptimizerState first = sgd.step(start, gradient);
    OptimizerState second = sgd.step(first, gradient);
    assertThat(first.parameters()).containsExactly(0, 2);
    assertThat(second.parameters()).containsExactly(-1.5, 3.5);
    assertThat(second.buffer("momentum")).containsExactly(3, -3);
    assertThat(start).isEqualTo(sgd.start(new double[] {1, 1}));
    assertThat(gradient).containsExactly(2, -2);
    assertThat(sgd.depth(7)).isEqualTo(1);
  }
}
