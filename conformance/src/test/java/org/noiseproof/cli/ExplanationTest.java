package org.noiseproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Source;
import org.noiseproof.verifier.Catalogue;

class ExplanationTest {
  /** A year, the number of an arXiv paper, or authors; Muon is cited by the name of its method. */
  private static final Pattern WORK = Pattern.compile("\\b(19|20)\\d\\d\\b|arXiv \\d|Ziyin|Muon");

  @ParameterizedTest
  @ValueSource(strings = {"SYM-6", "SYM-9", "SYM-13", "SYM-19"})
  void where_no_work_is_cited_none_is_said_to_have_the_statement(String id) {
    assertThat(CommandResult.of("explain", id).out())
        .contains("Derived here, with a proof.")
        .doesNotContain("cited work");
  }

  @Test
  void a_derived_law_whose_diffusion_is_published_says_both() {
    assertThat(CommandResult.of("explain", "SYM-14").out())
        .contains("Derived here, with a proof; the cited work has a statement of this kind.")
        .doesNotContain("Stated in the cited work.");
  }

  @Test
  void a_cited_work_is_spoken_of_only_where_one_is_named() {
    Stream<Claim> cited =
        Catalogue.all().stream().filter(claim -> claim.source().status() == Source.Status.DERIVED);
    assertThat(cited)
        .allSatisfy(claim -> assertThat(claim.source().citation()).containsPattern(WORK));
  }
}
