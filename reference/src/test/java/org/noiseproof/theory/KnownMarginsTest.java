package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Norm;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Instances;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.theory.RationalCertificate.SamplePair;

class KnownMarginsTest {

  @Test
  void both_sides_of_every_closed_form_are_equal() {
    assertThat(ClosedFormMargins.all())
        .hasSizeGreaterThan(100)
        .allSatisfy(KnownMarginsTest::proven);
  }

  @Test
  void both_sides_of_the_eight_samples_are_equal() {
    assertThat(CertifiedMargins.eightSamples()).hasSize(5).allSatisfy(KnownMarginsTest::proven);
  }

  private static void proven(KnownMargin known) {
    Norm norm = new ReferenceBackend().norm(known.norm()).orElseThrow();
    double lower = known.problem().margin(known.direction()) / norm.of(known.direction());
    double upper = norm.direction(known.problem().combination(known.weights())).dualNorm();
    double accuracy = Tolerance.CLOSED_FORM * known.margin();
    assertThat(lower).isCloseTo(known.margin(), within(accuracy));
    assertThat(upper).isCloseTo(known.margin(), within(accuracy));
  }

  @Test
  void the_margins_of_polyhedral_norms_are_rational() {
    RationalCertificate max = CertifiedMargins.eightSamplesMax();
    assertThat(max.largest()).isEqualTo(BigFraction.ONE);
    assertThat(max.margin()).isEqualTo(new BigFraction(157, 33)).isEqualTo(max.dualSum());
    RationalCertificate sum = CertifiedMargins.eightSamplesSum();
    assertThat(sum.sum()).isEqualTo(BigFraction.ONE);
    assertThat(sum.margin()).isEqualTo(new BigFraction(129, 280)).isEqualTo(sum.dualLargest());
    RationalCertificate stalling = CertifiedMargins.stallingMax();
    assertThat(stalling.margin()).isEqualTo(new BigFraction(178, 31)).isEqualTo(stalling.dualSum());
  }

  @Test
  void closed_forms_have_their_digits() {
    assertThat(margin("E8, k = 6", new Nuclear())).isCloseTo(0.4350127712, within(TEN_DIGITS));
    assertThat(margin("E2[1.0, 2.0, 4.0]", new Spectral()))
        .isCloseTo(1.2247448714, within(TEN_DIGITS));
    assertThat(margin("E3[3.0, 1.0]", new Frobenius())).isEqualTo(Math.sqrt(20));
  }

  private static final double TEN_DIGITS = 0.5e-10;

  private static double margin(String instance, NormSpec norm) {
    return ClosedFormMargins.all().stream()
        .filter(known -> known.instance().equals(instance) && known.norm().equals(norm))
        .findFirst()
        .orElseThrow()
        .margin();
  }

  @Test
  void a_certificate_refuses_weights_that_do_not_sum_to_one() {
    String[][] w = {{"1"}, {"-1"}};
    assertThatThrownBy(
            () ->
                new RationalCertificate(
                    Instances.opposite(1), w, Map.of(new SamplePair(0, 1), "1/2")))
        .hasMessageContaining("its sum is 1 / 2");
    assertThatThrownBy(
            () ->
                new RationalCertificate(
                    Instances.opposite(1),
                    w,
                    Map.of(new SamplePair(0, 1), "3/2", new SamplePair(1, 0), "-1/2")))
        .hasMessageContaining("no weighting");
  }

  @Test
  void a_norm_without_a_known_margin_is_refused() {
    assertThatThrownBy(() -> CertifiedMargins.ofEightSamples(new NormSpec.KyFan(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("KyFan");
    assertThat(List.of(new Frobenius(), new Spectral()))
        .allSatisfy(norm -> assertThat(CertifiedMargins.ofEightSamples(norm)).isPositive());
  }
}
