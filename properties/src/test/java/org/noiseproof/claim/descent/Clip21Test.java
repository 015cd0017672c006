package org.noiseproof.claim.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import org.junit.jupiter.api.Test;
import org.noiseproof.claim.clipping.FiniteLaw;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.statistics.Verdict;

class Clip21Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip21.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void a_backend_without_the_specs_is_told_so() {
    assertThat(Clip21.claim().checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }

  /** x ← x − (x ± 3)/2 once from 0: |F′| averages to 0, then ends at 3/2. */
  @Test
  void a_walk_of_two_steps_is_what_it_is_by_hand() {
    FiniteLaw noise = FiniteLaw.twoPoint(-3, 3, 0.25);
    LatticeWalk walk = LatticeWalk.of(Golden.REFERENCE, new Mean(), 0.5, noise, 1).orElseThrow();
    assertThat(walk.averageGradient(0, 2)).isEqualTo(0.75);
    LatticeWalk normalized =
        LatticeWalk.of(Golden.REFERENCE, new Normalize(), 0.5, noise, 2).orElseThrow();
    // from 0 up with 9/16, down with 1/16; one hit of two leaves a mean of 0
    assertThat(normalized.averageGradient(0, 2)).isEqualTo(0.5 * 10 / 16 / 2);
  }

  /** One plain step of 1/2 on two samples: a hit of ±8 moves by 2, and no other run moves. */
  @Test
  void failures_by_one_jump_are_counted() {
    ThreePoint noise = new ThreePoint(0.01, 8);
    OneJump runs =
        OneJump.of(
                Golden.REFERENCE,
                new PseudoHuber(1),
                new Mean(),
                new Sgd(0.5, 0, 0, false, 0),
                noise,
                2,
                2)
            .orElseThrow();
    OneJump.Failure failure = runs.failure(0, 0.25);
    // hit in the first step, of either sample, and then the gradient is 2/√5; not in the second
    assertThat(digits(failure.atLeast(), 12)).isEqualTo(digits(2 * 0.01 * Math.pow(0.99, 3), 12));
    double twoHits = 1 - Math.pow(0.99, 4) - 4 * 0.01 * Math.pow(0.99, 3);
    assertThat(digits(failure.atMost() - failure.atLeast(), 8)).isEqualTo(digits(twoHits, 8));
  }
}
