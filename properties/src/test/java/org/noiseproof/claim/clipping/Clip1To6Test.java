package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.theory.ClippedMoments;
import org.noiseproof.theory.ClippingBounds;
import org.noiseproof.zoo.WrongDirections;

class Clip1To6Test {

  static Stream<Claim> claims() {
    return Stream.of(
        Clip1Projection.claim(),
        Clip2Equivariance.claim(),
        Clip3Structure.claim(),
        Clip4Contamination.claim(),
        Clip5ClosedForms.claim(),
        Clip6OneSample.claim());
  }

  @ParameterizedTest
  @MethodSource("claims")
  void holds_on_the_reference_and_every_control_is_found(Claim claim) {
    assertThat(Golden.surprises(claim, Golden.REFERENCE)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("claims")
  void does_not_apply_to_a_backend_without_clipping(Claim claim) {
    Backend withoutClipping = WrongDirections.SIGN_OF_ZERO_IS_ONE.backend();
    assertThat(claim.checks())
        .allSatisfy(
            check -> {
              Finding finding = check.experiment().apply(trial(withoutClipping));
              assertThat(finding.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
              assertThat(finding.summary()).startsWith("sign-of-zero-is-one");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.0254357",
    "2, 0.0508713",
    "4, 0.101743",
    "8, 0.203485",
    "16, 0.406971",
    "32, 0.813941",
    "64, 1.62788"
  })
  void the_limits_of_contamination_are_the_catalogues(int blockSize, String golden) {
    Contamination one = new Contamination(64, blockSize, 0, 1, 1e12);
    assertThat(digits(one.limit(), 6)).isEqualTo(golden);
    String name =
        "error for n = 64, B = %d, 1 outlier of size 1e+12 from row 0".formatted(blockSize);
    assertThat(digits(measured("CLIP-4", "micro-batch-limit", name), 6)).isEqualTo(golden);
  }

  @Test
  void an_outlier_in_the_last_smaller_block_counts_by_that_blocks_size() {
    Contamination inLast = new Contamination(64, 10, 63, 1, 1e12);
    Contamination inFirst = new Contamination(64, 10, 0, 1, 1e12);
    assertThat(digits(inLast.limit() / inFirst.limit(), 10)).isEqualTo("0.4");
  }

  @Test
  void contaminations_are_in_one_block_each() {
    assertThat(Contamination.of(64, 1, List.of(1e12))).hasSize(3);
    assertThat(Contamination.of(64, 64, List.of(1e12))).hasSize(5);
  }

  @Test
  void the_order_of_the_rows_matters_as_in_the_catalogue() {
    assertThat(digits(measured("CLIP-3", "order-matters", "PS(10, 0, 0, 0)"), 5)).isEqualTo("0.25");
    assertThat(digits(measured("CLIP-3", "order-matters", "PS(0, 0, 0, 10)"), 5))
        .isEqualTo("0.62996");
  }

  @Test
  void the_closed_forms_are_the_catalogues() {
    NoiseLaw n1 = new SymmetricPareto(1.5, 1);
    assertThat(digits(ClippedMoments.of(n1, 10).absolute(), 13)).isEqualTo("2.367544467966");
    assertThat(digits(ClippedMoments.of(n1, 10).second(), 13)).isEqualTo("9.649110640674");
    NoiseLaw n2 = new ShiftedPareto(1.5, 1);
    assertThat(digits(ClippedMoments.of(n2, 10).mean(), 12)).isEqualTo("-0.554700196225");
    assertThat(digits(ClippedMoments.of(n2, 10).second(), 13)).isEqualTo("5.750406279207");
    NoiseLaw n3 = new StudentT2();
    assertThat(digits(ClippedMoments.of(n3, 1, 2).mean(), 12)).isEqualTo("0.792286991393");
    assertThat(digits(ClippedMoments.of(n3, 2).absolute(), 11)).isEqualTo("0.96472381959");
    assertThat(digits(ClippedMoments.of(n3, 2).second(), 13)).isEqualTo("1.393452183995");
    NoiseLaw n4 = new Cauchy(1);
    assertThat(digits(ClippedMoments.of(n4, 1, 2).mean(), 12)).isEqualTo("0.686600853588");
  }

  @ParameterizedTest
  @CsvSource({"2, 0.25", "1.5, 0.3849", "1.75, 0.30268", "1.25, 0.53499"})
  void kappa_is_the_catalogues(double p, String golden) {
    assertThat(digits(ClippingBounds.kappa(p), 5)).isEqualTo(golden);
  }

  @Test
  void the_extremal_law_attains_its_bound_to_ten_digits() {
    Finding bias = finding("CLIP-6", "extremal-bias");
    assertThat(bias.comparisons())
        .allSatisfy(c -> assertThat(digits(c.measured() / c.predicted(), 10)).isEqualTo("1"));
  }

  @Test
  void the_raw_bound_of_the_central_moment_says_12_millionths_where_the_bias_is_4() {
    Comparison refuted =
        Clip6OneSample.claim().controls().stream()
            .filter(c -> c.check().name().equals("raw-bound-of-central-moment"))
            .map(c -> c.check().experiment().apply(trial(Golden.REFERENCE)))
            .findFirst()
            .orElseThrow()
            .comparisons()
            .getFirst();
    assertThat(digits(refuted.measured(), 6)).isEqualTo("4");
    assertThat(digits(refuted.predicted(), 2)).isEqualTo("0.000012");
  }

  @Test
  void the_published_constants_are_looser_by_a_factor_of_four_at_least() {
    assertThat(finding("CLIP-6", "central-search").comparisons())
        .filteredOn(c -> c.quantity().contains(Clip6OneSample.PUBLISHED))
        .hasSize(6)
        .allSatisfy(c -> assertThat(c.measured()).isLessThan(c.predicted() / 4));
  }

  @Test
  void two_outliers_of_a_size_are_predicted_as_one() {
    Contamination one = new Contamination(64, 16, 32, 1, 1e12);
    Contamination two = new Contamination(64, 16, 32, 2, 1e12);
    assertThat(two.limit()).isEqualTo(one.limit());
    assertThat(two).hasToString("error for n = 64, B = 16, 2 outliers of size 1e+12 from row 32");
  }

  private static double measured(String claim, String check, String quantity) {
    return finding(claim, check).comparisons().stream()
        .filter(c -> c.quantity().equals(quantity))
        .findFirst()
        .orElseThrow()
        .measured();
  }

  private static Finding finding(String id, String name) {
    return claims()
        .filter(claim -> claim.id().equals(id))
        .flatMap(claim -> claim.checks().stream())
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .experiment()
        .apply(trial(Golden.REFERENCE));
  }

  private static Trial trial(Backend backend) {
    return new Trial(
        backend, Streams.of(1, "test"), Scale.DEFAULT, new ErrorBudget(0x1p-20, 0x1p-10));
  }
}
