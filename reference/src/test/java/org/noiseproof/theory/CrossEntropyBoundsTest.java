package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.Loss.Weights;
import org.noiseproof.margin.MarginProblem;

class CrossEntropyBoundsTest {
  private static final double THREE_DIGITS = 0.5e-3;
  private static final CrossEntropyBounds BOUNDS = new CrossEntropyBounds(8, 4, 16);

  @Test
  void the_start_is_the_loss_at_zero() {
    MarginProblem problem = Instances.eightSamples();
    Weights zero = Loss.CROSS_ENTROPY.at(problem, problem.zero());
    assertThat(BOUNDS.trajectoryStart())
        .isCloseTo(Math.log(8) + zero.logLoss(), within(Tolerance.CLOSED_FORM));
    assertThat(BOUNDS.leastMargin(zero.logLoss()))
        .isCloseTo(-Math.log(Math.pow(4, 8) - 1), within(Tolerance.CLOSED_FORM));
  }

  @Test
  void classified_once_the_loss_is_below_log_two_over_n() {
    assertThat(BOUNDS.leastMargin(Math.log(Math.log(2) / 8)))
        .isCloseTo(0, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void tiny_losses_do_not_underflow() {
    assertThat(BOUNDS.leastMargin(-900))
        .isCloseTo(900 - Math.log(8), within(Tolerance.CLOSED_FORM));
    assertThat(BOUNDS.leastRatio(-900)).isEqualTo(1);
  }

  @Test
  void the_sharper_ratio_is_above_the_simpler_one() {
    for (double logLoss = -20; logLoss <= 2; logLoss += 0.5) {
      assertThat(BOUNDS.leastRatio(logLoss))
          .isBetween(1 - 4 * Math.exp(logLoss) - Tolerance.CLOSED_FORM, 1.0);
    }
  }

  @Test
  void progress_is_never_negative_up_to_the_longest_step() {
    double gamma = 157.0 / 33;
    double longest = BOUNDS.longestStep(gamma);
    assertThat(longest * 16).isCloseTo(0.595, within(THREE_DIGITS));
    assertThat(BOUNDS.progress(longest, gamma, 0)).isCloseTo(0, within(Tolerance.CLOSED_FORM));
  }
}
