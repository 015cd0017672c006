package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.clipping.Alternatives.Contestant;
import org.noiseproof.claim.clipping.Alternatives.Outcome;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.theory.MinimaxBound;
import org.noiseproof.theory.PerSampleClipBounds;
import org.noiseproof.theory.PerSampleClipRisk;

class Clip13Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip13.claim(), Golden.REFERENCE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "16,   0.1313, 2.165, 3.57, 3.81, 0.178",
    "64,   0.1337, 2.182, 3.68, 3.74, 0.182",
    "256,  0.1343, 2.187, 3.71, 3.72, 0.184",
    "1024, 0.1344, 2.188, 3.72, 3.72, 0.184"
  })
  void risks_over_the_bayes_risk_are_the_catalogues(
      int n, String bound, String clip, String mean, String zero, String failure) {
    Alternatives alternatives = new Alternatives(1.5, 1, n);
    double least = alternatives.bayesRisk();
    double q = alternatives.law().probability();
    double expectation = alternatives.law().mean();
    double scale = StrictMath.pow(n, -PerSampleClipBounds.rate(1.5));
    assertThat(digits(least / scale, 4)).isEqualTo(bound);
    double risk = PerSampleClipRisk.of(alternatives.law(), 0, 1, 1.5, n).meanSquaredError() / 2;
    assertThat(digits(risk / least, 4)).isEqualTo(clip);
    double height = alternatives.law().height();
    assertThat(digits(q * (1 - q) * height * height / n / 2 / least, 3)).isEqualTo(mean);
    assertThat(digits(expectation * expectation / 2 / least, 3)).isEqualTo(zero);
    assertThat(digits(MinimaxBound.deviationProbability(q, n), 3)).isEqualTo(failure);
  }

  @Test
  void always_zero_risks_half_the_squared_mean_and_fails_where_there_is_one() {
    Alternatives alternatives = new Alternatives(2, 1, 4);
    // q = 1/4, A = 2
    Outcome outcome = alternatives.outcome(Contestant.honest(batch -> new double[] {0}));
    assertThat(outcome.mean()).isEqualTo(0.5);
    assertThat(outcome.risk()).isEqualTo(0.125);
    assertThat(outcome.failure(0)).isEqualTo(1);
  }

  @Test
  void halfway_fails_under_both_laws() {
    Alternatives alternatives = new Alternatives(2, 1, 4);
    Outcome outcome = alternatives.outcome(Contestant.honest(batch -> new double[] {0.25}));
    assertThat(outcome.risk()).isEqualTo(0.0625);
    assertThat(outcome.failure(0)).isEqualTo(1);
  }

  @Test
  void the_oracle_risks_nothing() {
    Alternatives alternatives = new Alternatives(1.5, 1, 3);
    Outcome outcome = alternatives.outcome(alternatives.oracle());
    assertThat(outcome.risk()).isZero();
    assertThat(outcome.failure(0)).isZero();
  }

  @Test
  void risk_and_failure_are_both_contested() {
    Finding finding = Clip13Risk.contest(Alternatives::oracle, Alternatives::bayesRisk, 3);
    assertThat(finding.comparisons()).hasSize(2).noneMatch(Comparison::holds);
  }

  @Test
  void a_backend_without_estimators_is_not_judged() {
    for (Check check : List.of(Clip13.claim().checks().getFirst(), additive())) {
      Finding finding = check.experiment().apply(Golden.bare());
      assertThat(finding.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
      assertThat(finding.summary()).contains("bare");
    }
  }

  private static Check additive() {
    return Clip13.claim().checks().stream()
        .filter(check -> check.name().equals("additive-estimators"))
        .findFirst()
        .orElseThrow();
  }
}
