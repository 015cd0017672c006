package org.noiseproof.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.spec.ScheduleSpec.Power;

class ScheduledTest {

  @Test
  void factors_are_those_of_the_definition_counted_from_one() {
    assertThat(new Constant().factor(7)).isEqualTo(1);
    assertThat(new Power(-0.5, 0).factor(1)).isEqualTo(1);
    assertThat(new Power(-0.5, 0).factor(4)).isEqualTo(0.5);
    assertThat(new Power(-1, 1).factor(1)).isEqualTo(0.5);
    assertThat(new Power(2, 0.5).factor(2)).isEqualTo(6.25);
    assertThat(new Horizon(0.5, 16).factor(1)).isEqualTo(4);
    assertThat(new Horizon(0.5, 16).factor(99)).isEqualTo(4);
    assertThat(new InverseSqrt(0, 1).factor(3)).isEqualTo(0.5);
    assertThat(new InverseSqrt(0, 300).factor(900)).isEqualTo(0.5);
    assertThat(new InverseSqrt(10, 2).factor(10)).isEqualTo(1);
    assertThat(new InverseSqrt(10, 2).factor(16)).isEqualTo(0.5);
  }

  @Test
  void every_schedule_refuses_a_step_before_the_first() {
    for (ScheduleSpec schedule :
        new ScheduleSpec[] {
          new Constant(), new Power(1, 0), new Horizon(1, 2), new InverseSqrt(3, 1)
        }) {
      assertThatThrownBy(() -> schedule.factor(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("step = 0 is out of range: step ≥ 1");
    }
  }

  @Test
  void only_learning_rate_and_threshold_change() {
    Power half = new Power(-1, 0);
    Power twice = new Power(1, 0);
    assertThat(new Scheduled(new Sgd(1, 0.5, 0.25, false, 2), half, new Constant()).at(2))
        .isEqualTo(new Sgd(0.5, 0.5, 0.25, false, 2));
    assertThat(new Scheduled(new ClippedSgd(1, 3, 0.5), half, twice).at(2))
        .isEqualTo(new ClippedSgd(0.5, 6, 0.5));
    assertThat(new Scheduled(new ClippedSgd(1, 3, 0.5, true), half, twice).at(2))
        .isEqualTo(new ClippedSgd(0.5, 6, 0.5, true));
    assertThat(new Scheduled(new SignSgd(1, 0.5), half, new Constant()).at(2))
        .isEqualTo(new SignSgd(0.5, 0.5));
    assertThat(new Scheduled(new NormalizedSgd(1, 0.5, true), half, new Constant()).at(2))
        .isEqualTo(new NormalizedSgd(0.5, 0.5, true));
    assertThat(new Scheduled(new Nsd(1, new Nuclear(), 0.5, 2), half, new Constant()).at(2))
        .isEqualTo(new Nsd(0.5, new Nuclear(), 0.5, 2));
    assertThat(new Scheduled(new Nucgd(1, 0.5, 3, 2), half, new Constant()).at(2))
        .isEqualTo(new Nucgd(0.5, 0.5, 3, 2));
    assertThat(new Scheduled(new Muon(1, 0.5, 3, 2), half, new Constant()).at(2))
        .isEqualTo(new Muon(0.5, 0.5, 3, 2));
    assertThat(new Scheduled(new PolarGrad(1, 0.5, 2), half, new Constant()).at(2))
        .isEqualTo(new PolarGrad(0.5, 0.5, 2));
    assertThat(new Scheduled(new Adam(1, 0.5, 0.75, 1, 2), half, new Constant()).at(2))
        .isEqualTo(new Adam(0.5, 0.5, 0.75, 1, 2));
  }

  @Test
  void a_learning_rate_that_overflows_on_the_way_is_refused_when_it_does() {
    Scheduled spec =
        new Scheduled(new Sgd(1e300, 0, 0, false, 0), new Power(10, 0), new Constant());
    assertThat(spec.at(1)).isEqualTo(new Sgd(1e300, 0, 0, false, 0));
    assertThatThrownBy(() -> spec.at(10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learning_rate = Infinity is out of range: 0 ≤ learning_rate < ∞");
  }
}
