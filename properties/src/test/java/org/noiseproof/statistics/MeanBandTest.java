package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.noiseproof.exact.Tolerance;

class MeanBandTest {
  private static final double[] FRACTIONS = Capital.againstAtMost(0.5, 0, 1, 0.03125).fractions();

  private static MeanBand band(double... samples) {
    MeanBand band = new MeanBand(FRACTIONS, FRACTIONS);
    for (double x : samples) {
      band.observe(x);
    }
    return band;
  }

  /** The e-value itself, sample by sample. */
  private static double logEvidence(double[] samples, double m) {
    double sum = 1;
    for (double fraction : FRACTIONS) {
      double log = 0;
      for (double x : samples) {
        log += StrictMath.log(1 - fraction + fraction * x / m);
      }
      sum += StrictMath.exp(log);
    }
    return StrictMath.log(sum / (FRACTIONS.length + 1));
  }

  @ParameterizedTest
  @EnumSource
  void moments_give_away_little_of_the_evidence_and_never_add_to_it(Law law) {
    double[] samples = law.draw(300, "evidence");
    MeanBand band = band(samples);
    for (double ratio : new double[] {0.5, 0.75, 0.9, 1, 1.1}) {
      double m = ratio * band.mean();
      double exact = logEvidence(samples, m);
      double slack = Tolerance.CLOSED_FORM * (1 + Math.abs(exact));
      double evidence = band.logEvidenceAtMost(m);
      assertThat(evidence).isLessThanOrEqualTo(exact + slack);
      if (law == Law.EVENT || law == Law.RARE) {
        assertThat(evidence).isCloseTo(exact, within(slack));
      }
      assertThat(evidence).isGreaterThan(exact - 0.1 * Math.abs(exact) - 0.1);
    }
  }

  @Test
  void a_law_that_is_narrow_beside_its_mean_gives_away_next_to_nothing() {
    double[] samples = Law.NARROW.draw(300, "narrow");
    MeanBand band = band(samples);
    for (double ratio : new double[] {0.5, 0.75, 0.9}) {
      double m = ratio * band.mean();
      double exact = logEvidence(samples, m);
      assertThat(exact - band.logEvidenceAtMost(m)).isLessThan(exact / 100_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_ends_are_where_the_evidence_reaches_the_threshold(Law law) {
    double[] samples = law.draw(1000, "ends");
    MeanBand band = band(samples);
    double error = 0.01;
    double lower = band.lower(error);
    assertThat(lower).isPositive().isLessThan(band.mean());
    assertThat(band.logEvidenceAtMost(lower)).isGreaterThanOrEqualTo(-StrictMath.log(error));
    assertThat(band.logEvidenceAtMost(lower * (1 + 0x1p-30))).isLessThan(-StrictMath.log(error));
    assertThat(band.upper(error)).isGreaterThan(band.mean()).isLessThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void the_ends_of_the_mirrored_samples_are_mirrored(Law law) {
    double[] samples = law.draw(400, "mirror");
    double[] mirrored = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      mirrored[i] = 1 - samples[i];
    }
    // Groups are octaves from 0, so a mirrored group is another one: equal only up to their cost.
    double width = band(samples).upper(0.01) - band(samples).lower(0.01);
    assertThat(band(mirrored).lower(0.01))
        .isCloseTo(1 - band(samples).upper(0.01), within(width / 4));
    assertThat(band(mirrored).upper(0.01))
        .isCloseTo(1 - band(samples).lower(0.01), within(width / 4));
  }

  @Test
  void events_and_their_complements_have_mirrored_ends() {
    double[] events = Law.EVENT.draw(200, "events");
    double[] others = new double[events.length];
    for (int i = 0; i < events.length; i++) {
      others[i] = 1 - events[i];
    }
    assertThat(band(others).lower(0.01))
        .isCloseTo(1 - band(events).upper(0.01), within(Tolerance.CLOSED_FORM));
    assertThat(band(others).upper(0.01))
        .isCloseTo(1 - band(events).lower(0.01), within(Tolerance.CLOSED_FORM));
  }

  @Test
  void nothing_but_zeros_leaves_the_lower_end_at_zero_and_bounds_the_upper() {
    MeanBand band = band(new double[1000]);
    assertThat(band.mean()).isZero();
    assertThat(band.lower(0.01)).isZero();
    // About ln(1/error)/n with the boldest bet.
    assertThat(band.upper(0.01)).isBetween(4.6 / 1000, 8.0 / 1000);
  }

  @Test
  void a_single_sample_says_nothing_at_a_small_error() {
    assertThat(band(0.5).lower(1e-3)).isPositive().isLessThan(0.01);
    assertThat(band(0.5).upper(1e-3)).isGreaterThan(0.99);
  }

  @Test
  void the_mean_is_that_of_all_samples() {
    assertThat(band(0, 0.25, 1, 0.75, 0.5, 0x1p-40).mean())
        .isCloseTo((2.5 + 0x1p-40) / 6, within(Tolerance.CLOSED_FORM));
    assertThat(band(1).mean()).isEqualTo(1);
    assertThat(band(Double.MIN_VALUE).mean()).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void a_smaller_error_gives_a_wider_band() {
    MeanBand band = band(Law.UNIFORM.draw(500, "errors"));
    assertThat(band.lower(0.001)).isLessThan(band.lower(0.01));
    assertThat(band.upper(0.001)).isGreaterThan(band.upper(0.01));
  }
}
