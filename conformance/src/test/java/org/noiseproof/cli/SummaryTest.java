package org.noiseproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.report.Fabricated;
import org.noiseproof.statistics.Verdict;

class SummaryTest {
  @Test
  void a_run_as_a_terminal_shows_it() {
    assertThat(String.join("\n", Summary.lines(Fabricated.everything(), Terminal.NONE)))
        .isEqualTo(
            """
            Backend cpu (float64, reproducible, 8 lanes, 2 threads, a <machine> & more). Seed 7.

            claim                            evidence    verdict         decisive number                   controls  time
            FAB-1  A bound that holds        BOUND+STAT  HOLDS           1.2224e-9 ≤ 1.8626e-9             1/1       1.2 s
            FAB-2  An equality that fails    EXACT       VIOLATED        NaN ≠ 0.1                         1/1       0.8 s
            FAB-3  Nobody knows              STAT        UNDECIDED       0.25 in [0.125, 0.5], n = 12\u202f345  1/1       0.8 s
            FAB-4  Elsewhere                 EXACT       NOT APPLICABLE  no such spec                      0/0       0.8 s
            FAB-5  A check that cannot fail  EXACT       ERROR           missed: doubled                   0/1       0.8 s

            FAB-2 VIOLATED  An equality that fails
              equality: violated. 1 of 1 fail: E X: NaN = 0.1
              replay: ./noiseproof verify FAB-2 --backend cpu --seed 7

            FAB-3 UNDECIDED  Nobody knows
              sampled: undecided. E Z = 0.250000 in [0.125000, 0.500000] after 12,345 samples; claimed ≤
              0.300000, Δ = 0.100
              replay: ./noiseproof verify FAB-3 --backend cpu --seed 7

            FAB-4 NOT APPLICABLE  Elsewhere
              none: not applicable. no such spec

            FAB-5 ERROR  A check that cannot fail
              control doubled was not found (holds), so the check proves nothing. What is wrong there:
              everything <twice>. zero: 0 = 0
              replay: ./noiseproof verify FAB-5 --backend cpu --seed 7

            5 claims in 4.4 s: 1 holds, 1 violated, 1 undecided, 1 not applicable, 1 error. 3 of 4 controls found.
            """
                .stripTrailing());
  }

  @Test
  void the_first_line_says_the_size_of_the_runs_where_it_is_not_the_default() {
    assertThat(Summary.head(Fabricated.run(Scale.SHORT))).endsWith("Seed 7, short (no lanes).");
    assertThat(Summary.head(Fabricated.run(Scale.DEEP))).endsWith("Seed 7, deep.");
    assertThat(Summary.head(Fabricated.run(Scale.DEFAULT))).endsWith("Seed 7.");
  }

  @Test
  void only_deep_runs_need_an_option_to_be_repeated() {
    assertThat(Fabricated.run(Scale.SHORT).replay("FAB-1"))
        .isEqualTo(Fabricated.run(Scale.DEFAULT).replay("FAB-1"))
        .doesNotContain("--deep");
    assertThat(Fabricated.run(Scale.DEEP).replay("FAB-1")).endsWith(" --deep");
  }

  @Test
  void the_exit_code_says_the_worst() {
    assertThat(ExitCode.of(List.of(Verdict.HOLDS), true)).isZero();
    assertThat(ExitCode.of(List.of(Verdict.HOLDS, Verdict.UNDECIDED), false)).isZero();
    assertThat(ExitCode.of(List.of(Verdict.HOLDS, Verdict.UNDECIDED), true)).isEqualTo(2);
    assertThat(ExitCode.of(List.of(Verdict.NOT_APPLICABLE), true)).isEqualTo(2);
    assertThat(ExitCode.of(List.of(Verdict.NOT_APPLICABLE, Verdict.HOLDS), true)).isZero();
    assertThat(ExitCode.of(List.of(Verdict.ERROR, Verdict.HOLDS), false)).isEqualTo(70);
    assertThat(ExitCode.of(List.of(Verdict.ERROR, Verdict.VIOLATED), false)).isEqualTo(1);
  }

  @Test
  void colours_are_for_terminals_that_have_them() {
    Terminal colourful = new Terminal(true, true, 120, true);

    assertThat(Summary.lines(Fabricated.everything(), colourful))
        .anyMatch(l -> l.contains("\u001b["));
    assertThat(Summary.lines(Fabricated.everything(), new Terminal(true, true, 120, false)))
        .noneMatch(line -> line.contains("\u001b["));
  }

  @Test
  void no_line_of_the_table_is_wider_than_the_terminal() {
    Terminal narrow = new Terminal(true, true, 90, false);

    assertThat(Summary.lines(Fabricated.everything(), narrow).subList(2, 8))
        .allMatch(line -> Terminal.width(line) <= 90);
  }

  @Test
  void a_narrow_terminal_keeps_the_titles_and_loses_the_last_columns() {
    Terminal narrow = new Terminal(true, true, 60, false);

    List<String> table = Summary.lines(Fabricated.everything(), narrow).subList(2, 8);

    assertThat(table).allMatch(line -> Terminal.width(line) <= 60);
    assertThat(table.getFirst()).doesNotContain("time", "controls", "decisive");
    assertThat(table.get(1)).contains("A bound that holds", "HOLDS");
  }

  @Test
  void width_counts_cells_and_not_characters() {
    assertThat(Terminal.width("x̄ ≤ 1")).isEqualTo(5);
    assertThat(Terminal.width("証明")).isEqualTo(4);
    assertThat(Terminal.width("𝔼X")).isEqualTo(2);
    assertThat(Terminal.cut("x̄x̄x̄x̄", 3)).isEqualTo("x̄x̄…");
  }

  @Test
  void paragraphs_are_broken_between_words() {
    assertThat(Terminal.wrapped("one two three\nfour", 9, "  "))
        .isEqualTo("  one two\n  three\n  four");
  }
}
