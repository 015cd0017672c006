package org.noiseproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noiseproof.statistics.Verdict.HOLDS;
import static org.noiseproof.statistics.Verdict.VIOLATED;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;
import org.noiseproof.claim.Evidence;
import org.noiseproof.statistics.Ledger;

class CatalogueTest {
  private static final Claim A1 = claim("A-1");
  private static final Claim A2 = claim("A-2");
  private static final Claim B1 = claim("B-1");
  private static final List<ClaimFamily> FAMILIES =
      List.of(new Claims.Family("alpha", List.of(A1, A2)), new Claims.Family("beta", List.of(B1)));

  @Test
  void no_name_selects_everything() {
    assertThat(Catalogue.select(List.of(), FAMILIES)).containsExactly(A1, A2, B1);
  }

  @Test
  void ids_and_families_are_found_in_any_case_and_in_the_order_asked_for() {
    assertThat(Catalogue.select(List.of("b-1", "ALPHA"), FAMILIES)).containsExactly(B1, A1, A2);
  }

  @Test
  void a_claim_named_twice_is_run_once() {
    assertThat(Catalogue.select(List.of("A-2", "alpha", "a-2"), FAMILIES)).containsExactly(A2, A1);
  }

  @Test
  void an_unknown_name_is_refused_with_the_closest_one() {
    assertThatThrownBy(() -> Catalogue.select(List.of("A-1", "alpa"), FAMILIES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown claim or family \"alpa\": did you mean \"alpha\"? Known: alpha, A-1, A-2, beta, B-1");
  }

  @Test
  void the_clipping_family_is_found_by_the_service_loader() {
    assertThat(Catalogue.families()).extracting(ClaimFamily::name).contains("clipping");
    assertThat(Catalogue.select(List.of("clip-1")))
        .extracting(Claim::title)
        .containsExactly("Clipping is projection");
    assertThat(Catalogue.select(List.of("clipping")))
        .extracting(Claim::id)
        .startsWith("CLIP-1", "CLIP-2", "CLIP-3", "CLIP-4", "CLIP-5", "CLIP-6");
  }

  @Test
  void a_claim_named_twice_is_selected_once() {
    assertThat(Catalogue.select(List.of("CLIP-4", "clip-4", "clipping")))
        .extracting(Claim::id)
        .startsWith("CLIP-4", "CLIP-1")
        .doesNotHaveDuplicates();
  }

  @Test
  void ids_are_unique_in_the_catalogue() {
    assertThat(Catalogue.all()).extracting(Claim::id).doesNotHaveDuplicates();
  }

  @Test
  void the_ledger_of_the_catalogue_is_not_overdrawn() {
    assertThat(Catalogue.ledger().spent()).isPositive().isLessThanOrEqualTo(1);
    assertThat(Catalogue.ledger().budget("CLIP-5/shifted-pareto-mean").alpha()).isPositive();
  }

  @Test
  void checks_and_controls_share_one_ledger() {
    Claim claim =
        Claims.claim("A-1", List.of(statistical("check", 0.25)), statistical("control", 0.5));
    Ledger ledger = Catalogue.ledger(List.of(claim, A2));
    assertThat(ledger.spent()).isEqualTo(0.75);
    assertThat(ledger.budget("A-1/control").alpha()).isEqualTo(Ledger.ALPHA / 2);
  }

  private static Check statistical(String name, double share) {
    return new Check(name, "nothing", Evidence.STATISTICAL, share, trial -> Claims.finding(HOLDS));
  }

  private static Claim claim(String id) {
    return Claims.claim(id, List.of(Claims.check("x", HOLDS)), Claims.check("y", VIOLATED));
  }
}
