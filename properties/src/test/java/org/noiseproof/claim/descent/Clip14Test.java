package org.noiseproof.claim.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.claim.descent.Clip14Gates.Instance;
import org.noiseproof.problem.ZeroChain;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.statistics.Verdict;

class Clip14Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip14.claim(), Golden.REFERENCE)).isEmpty();
  }

  /** One coordinate, even odds: it is missed with probability 2⁻ᵗ. */
  @Test
  void every_sequence_of_gates_has_its_probability() {
    Finding finding =
        Clip14Gates.every(
            Golden.TRIAL,
            new Sgd(1, 0, 0, false, 0),
            new Instance(new ZeroChain(1), 0.5, 4),
            1,
            true);
    assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
    List<Double> measured =
        finding.comparisons().stream()
            .filter(c -> c.quantity().endsWith("attained"))
            .map(Comparison::measured)
            .toList();
    assertThat(measured).containsExactly(0.5, 0.75, 0.875, 0.9375);
  }

  @Test
  void a_method_that_never_moves_never_finishes() {
    Finding finding =
        Clip14Gates.every(
            Golden.TRIAL,
            new Sgd(0, 0, 0, false, 0),
            new Instance(new ZeroChain(2), 0.5, 3),
            2,
            true);
    assertThat(finding.comparisons())
        .filteredOn(c -> c.quantity().endsWith("attained"))
        .extracting(Comparison::holds)
        .containsExactly(true, false, false);
  }

  @Test
  void a_backend_without_optimizers_is_not_judged() {
    for (Check check : Clip14.claim().checks()) {
      if (check.name().contains("gates-") || check.name().contains("gate-")) {
        assertThat(check.experiment().apply(Golden.bare()).verdict())
            .isEqualTo(Verdict.NOT_APPLICABLE);
      }
    }
  }
}
