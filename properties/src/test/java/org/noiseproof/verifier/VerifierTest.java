package org.noiseproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.noiseproof.statistics.Verdict.HOLDS;
import static org.noiseproof.statistics.Verdict.VIOLATED;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Evidence;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Ledger;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.Claims.Diary;

class VerifierTest {
  private static final Backend REFERENCE = new ReferenceBackend();

  @Test
  void runs_checks_then_controls_of_each_claim_and_tells_how_it_goes() {
    Diary diary = new Diary();
    Claim first =
        Claims.claim("A-1", List.of(Claims.check("x", HOLDS)), Claims.check("y", VIOLATED));
    Claim second =
        Claims.claim("A-2", List.of(Claims.check("x", VIOLATED)), Claims.check("y", VIOLATED));
    Verification run = Verifier.verify(List.of(first, second), REFERENCE, 7, Scale.DEFAULT, diary);
    assertThat(diary.entries())
        .containsExactly(
            "A-1/x 1 of 4",
            "A-1/y 2 of 4",
            "A-1 HOLDS",
            "A-2/x 3 of 4",
            "A-2/y 4 of 4",
            "A-2 VIOLATED");
    assertThat(run.results()).extracting(ClaimResult::verdict).containsExactly(HOLDS, VIOLATED);
    assertThat(run.backend()).isEqualTo("reference");
    assertThat(run.seed()).isEqualTo(7);
    assertThat(run.replay("A-1")).isEqualTo("./noiseproof verify A-1 --backend reference --seed 7");
  }

  @Test
  void a_check_that_throws_is_an_error_and_does_not_stop_the_run() {
    Check broken =
        Check.exact(
            "broken",
            "nothing",
            trial -> {
              throw new IllegalStateException("out of ideas");
            });
    Check overflowing =
        Check.exact(
            "overflowing",
            "nothing",
            trial -> {
              throw new StackOverflowError("too deep");
            });
    Claim first = Claims.claim("A-1", List.of(broken, overflowing), Claims.check("y", VIOLATED));
    Claim second =
        Claims.claim("A-2", List.of(Claims.check("x", HOLDS)), Claims.check("y", VIOLATED));
    Verification run =
        Verifier.verify(List.of(first, second), REFERENCE, 7, Scale.DEFAULT, new Diary());
    assertThat(run.results())
        .extracting(ClaimResult::verdict)
        .containsExactly(Verdict.ERROR, HOLDS);
    assertThat(run.results().getFirst().checks())
        .extracting(check -> check.finding().summary())
        .containsExactly(
            "java.lang.IllegalStateException: out of ideas",
            "java.lang.StackOverflowError: too deep");
  }

  @Test
  void every_check_has_streams_and_a_budget_of_its_own() {
    List<Trial> trials = new ArrayList<>();
    Check more = recording("more", 0x1p-6, trials);
    Check less = recording("less", 0x1p-7, trials);
    Check bound =
        Check.bound(
            "bound",
            "nothing",
            trial -> {
              trials.add(trial);
              return Claims.finding(HOLDS);
            });
    Claim claim = Claims.claim("A-1", List.of(more, less, bound), Claims.check("y", VIOLATED));
    Verifier.verify(List.of(claim), REFERENCE, 7, Scale.DEEP, new Diary());
    Verifier.verify(List.of(claim), REFERENCE, 8, Scale.DEEP, new Diary());
    assertThat(trials)
        .extracting(Trial::budget)
        .startsWith(
            new ErrorBudget(Ledger.ALPHA / 64, Ledger.BETA / 64),
            new ErrorBudget(Ledger.ALPHA / 128, Ledger.BETA / 128),
            new ErrorBudget(Ledger.ALPHA, Ledger.BETA));
    assertThat(trials).extracting(Trial::scale).containsOnly(Scale.DEEP);
    assertThat(trials)
        .extracting(trial -> trial.streams().replicate(0).nextLong())
        .doesNotHaveDuplicates();
  }

  @Test
  void a_claim_alone_gets_the_bits_and_the_budget_that_it_gets_among_others() {
    Claim first = drawing("A-1");
    Claim second = drawing("A-2");
    List<ClaimResult> alone = run(List.of(second));
    List<ClaimResult> among = run(List.of(first, second));
    assertThat(summary(alone.getFirst())).isEqualTo(summary(among.get(1)));
    assertThat(summary(alone.getFirst())).isNotEqualTo(summary(among.getFirst()));
  }

  @Test
  void a_statistical_claim_decides_alike_whenever_it_is_run() {
    List<Claim> selected = Catalogue.select(List.of("CLIP-5"));
    assertThat(findings(run(selected).getFirst())).isEqualTo(findings(run(selected).getFirst()));
  }

  @Test
  void shares_beyond_the_whole_are_refused() {
    List<Trial> none = new ArrayList<>();
    Claim greedy =
        Claims.claim(
            "A-1",
            List.of(recording("a", 0.75, none), recording("b", 0.75, none)),
            Claims.check("y", VIOLATED));
    assertThat(
            catchThrowable(
                () -> Verifier.verify(List.of(greedy), REFERENCE, 7, Scale.DEFAULT, new Diary())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A claim that finds what it draws and may spend. */
  private static Claim drawing(String id) {
    Check check =
        new Check(
            "x",
            "nothing",
            Evidence.STATISTICAL,
            0x1p-7,
            trial -> {
              long drawn = trial.streams().replicate(3).nextLong();
              return Finding.notApplicable(drawn + ", " + trial.budget());
            });
    return Claims.claim(id, List.of(check), Claims.check("y", VIOLATED));
  }

  private static String summary(ClaimResult result) {
    return result.checks().getFirst().finding().summary();
  }

  private static List<ClaimResult> run(List<Claim> claims) {
    return Verifier.verify(claims, REFERENCE, 3, Scale.DEFAULT, new Diary()).results();
  }

  private static List<Object> findings(ClaimResult result) {
    List<Object> findings = new ArrayList<>();
    result.checks().forEach(check -> findings.add(check.finding()));
    result.controls().forEach(control -> findings.add(control.finding()));
    return findings;
  }

  private static Check recording(String name, double share, List<Trial> trials) {
    return new Check(
        name,
        "nothing",
        Evidence.STATISTICAL,
        share,
        trial -> {
          trials.add(trial);
          return Claims.finding(HOLDS);
        });
  }
}
