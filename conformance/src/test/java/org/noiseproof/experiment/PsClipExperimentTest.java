package org.noiseproof.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.experiment.ExperimentResult.InSetting;
import org.noiseproof.experiment.ExperimentResult.OfMethod;
import org.noiseproof.model.Network;

class PsClipExperimentTest {
  private static final ExperimentResult RESULT = SmallExperiment.run(1);

  @Test
  void every_method_runs_in_every_setting() {
    assertThat(RESULT.settings()).hasSize(4);
    for (InSetting in : RESULT.settings()) {
      assertThat(in.methods()).extracting(OfMethod::method).containsExactly(Method.values());
      for (OfMethod of : in.methods()) {
        assertThat(of.tuning()).hasSize(2);
        assertThat(of.curve()).hasSize(SmallExperiment.EFFORT.epochs() + 1);
        assertThat(of.loss().median()).isBetween(of.loss().lower(), of.loss().upper());
        assertThat(of.threshold() < Double.POSITIVE_INFINITY).isEqualTo(of.method().clips());
      }
    }
  }

  @Test
  void the_learning_rate_that_trains_is_chosen() {
    OfMethod sgd = RESULT.settings().getFirst().methods().getFirst();
    assertThat(sgd.learningRate()).isEqualTo(0.1);
    assertThat(sgd.atEdge(SmallExperiment.EFFORT)).isTrue();
    assertThat(sgd.loss().upper()).isLessThan(sgd.curve().getFirst().lower());
  }

  @Test
  void the_same_seed_gives_the_same_numbers_and_another_seed_others() {
    assertThat(SmallExperiment.run(1).settings()).isEqualTo(RESULT.settings());
    assertThat(SmallExperiment.run(2).settings()).isNotEqualTo(RESULT.settings());
  }

  @Test
  void rows_that_are_written_down_need_more_memory_than_anything_else() {
    assertThat(RESULT.costs()).hasSize(10);
    for (int model = 0; model < 2; model++) {
      List<StepCost> costs = RESULT.costs().subList(5 * model, 5 * model + 5);
      assertThat(costs.getFirst().ratio()).isEqualTo(new StepCost.Ratio(1, 1, 1));
      assertThat(costs.subList(0, 2)).allMatch(cost -> cost.extraBytes() == 0);
      assertThat(costs.getLast().extraBytes()).isGreaterThan(10 * costs.get(2).extraBytes());
    }
  }

  @Test
  void what_makes_no_sense_is_refused() {
    Network network = Network.softmaxRegression(2, 2);
    assertThatThrownBy(() -> new Setting("m", network, -1))
        .hasMessage("noise = -1.0 is out of range: 0 ≤ noise < ∞");
    assertThatThrownBy(() -> new Effort(0, 1, 1, List.of(1.0), 1, 1, 1, List.of(0.0), 1))
        .hasMessage("epochs = 0 is out of range: epochs ≥ 1");
  }
}
