package org.noiseproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.noiseproof.check.Implementation;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.Examination;
import org.noiseproof.conformance.ExpectedFailures;
import org.noiseproof.conformance.Prerequisites;
import org.noiseproof.conformance.Score;
import org.noiseproof.conformance.Scoreboard;
import org.noiseproof.conformance.Scoreboard.Entry;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written of a right implementation, a wrong one, and one that is wrong as expected. */
class ConformanceReportsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final ZonedDateTime NOW = TODAY.atStartOfDay(ZoneOffset.UTC);
  private static final Subject RIGHT = plain(1);
  private static final Subject WRONG = plain(2);
  private static final ConformanceRun RIGHT_RUN = run(RIGHT);
  private static final ConformanceRun WRONG_RUN = run(WRONG);
  private static final ExpectedFailures PINNED =
      ExpectedFailures.pinned(WRONG_RUN, "https://example.org/1", TODAY);
  private static final ConformanceRun AS_EXPECTED = PINNED.judge(WRONG, WRONG_RUN, TODAY);
  private static final ConformanceRun MENDED = PINNED.judge(RIGHT, RIGHT_RUN, TODAY);

  private static Subject plain(double factor) {
    return Implementation.named("mine")
        .optimizer(
            Sgd.class,
            sgd ->
                start -> {
                  double[] position = start.clone();
                  return gradient -> {
                    for (int j = 0; j < position.length; j++) {
                      position[j] -= factor * sgd.learningRate() * gradient[j];
                    }
                    return position.clone();
                  };
                },
            "learning_rate");
  }

  private static ConformanceRun run(Subject subject) {
    return Conformance.run(
        new Examination(
            subject,
            Checks.select(List.of("vector/sgd", "law/sgd/sign-symmetry")),
            7,
            5,
            Prerequisites.FIRST_STEP),
        Listener.silent());
  }

  @Test
  void the_badge_says_how_it_went() {
    assertThat(Badge.message(RIGHT_RUN)).isEqualTo("sgd conforms");
    assertThat(Badge.message(WRONG_RUN)).isEqualTo("1 check violated");
    assertThat(Badge.message(AS_EXPECTED)).isEqualTo("sgd conforms but for 1 known");
    assertThat(Badge.message(MENDED)).isEqualTo("expected failures out of date");
    Element svg = Xml.parse(Badge.of(RIGHT_RUN)).getDocumentElement();
    assertThat(svg.getTagName()).isEqualTo("svg");
    assertThat(svg.getAttribute("aria-label")).isEqualTo("noiseproof: sgd conforms");
  }

  @Test
  void the_html_is_well_formed_and_shows_each_failure_with_its_replay() {
    for (ConformanceRun run : List.of(RIGHT_RUN, WRONG_RUN, AS_EXPECTED, MENDED)) {
      Xml.parse(ConformanceReport.of(run, NOW).replace("<!DOCTYPE html>", ""));
    }
    assertThat(ConformanceReport.of(WRONG_RUN, NOW))
        .contains(
            "mine: 1 check violated",
            "id=\"vector/sgd/first-step\"",
            "after step 1 expected",
            "-Dnoiseproof.check=vector/sgd/first-step",
            "not judged: vector/sgd/first-step is broken");
    assertThat(ConformanceReport.of(AS_EXPECTED, NOW)).contains("Expected until 2026-06-01");
    assertThat(ConformanceReport.of(MENDED, NOW)).contains("take the entry out");
  }

  @Test
  void junit_xml_has_a_suite_a_folder_and_a_case_a_check() {
    Document right = Xml.parse(ConformanceJunit.of(RIGHT_RUN));
    assertThat(right.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    assertThat(right.getElementsByTagName("testcase").getLength())
        .isEqualTo(RIGHT_RUN.results().size());
    assertThat(right.getElementsByTagName("failure").getLength()).isZero();
    Document wrong = Xml.parse(ConformanceJunit.of(WRONG_RUN));
    assertThat(wrong.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(wrong.getElementsByTagName("failure").item(0).getTextContent())
        .contains("demanded:", "replay:");
    assertThat(
            Xml.parse(ConformanceJunit.of(AS_EXPECTED)).getElementsByTagName("failure").getLength())
        .isZero();
    assertThat(Xml.parse(ConformanceJunit.of(MENDED)).getElementsByTagName("failure").getLength())
        .isEqualTo(1);
  }

  @Test
  void json_has_the_counterexample_to_be_pinned() {
    JsonNode json = new JsonMapper().readTree(ConformanceJson.of(AS_EXPECTED));
    assertThat(json.at("/verdict").asString()).isEqualTo("HOLDS");
    assertThat(json.at("/expected/0/met").asBoolean()).isTrue();
    JsonNode violated =
        json.get("checks")
            .valueStream()
            .filter(check -> check.get("verdict").asString().equals("VIOLATED"))
            .findFirst()
            .orElseThrow();
    assertThat(violated.at("/case/optimizer/type").asString()).isEqualTo("sgd");
    assertThat(violated.get("expected").asString()).isEqualTo("https://example.org/1");
  }

  @Test
  void the_scoreboard_counts_names_the_first_cause_and_tells_who_was_not_to_be_had() {
    Scoreboard board =
        new Scoreboard(
            7,
            5,
            List.of(
                examined("right", RIGHT, RIGHT_RUN),
                examined("wrong", WRONG, WRONG_RUN),
                new Entry.Absent("far", "cannot fetch | it")));
    String page = ScoreboardMarkdown.of(board, TODAY);
    assertThat(page)
        .isEqualTo(ScoreboardMarkdown.of(board, TODAY))
        .contains(
            "on 2026-06-01",
            "| [right](#right) | 1 | 1 | 2 | none |",
            "| [wrong](#wrong) | 1 | 0 | 2 | 1 |",
            "| sgd | `sgd`; heard: heard | ✓ 1 | ✓ 1 | – | – |",
            "| sgd | `sgd`; heard: heard | ✓ 1 | ✗ 0 of 1 | – |"
                + " [`vector/sgd/first-step`](#wrong-sgd) |",
            "| far | not to be had: cannot fetch \\| it |",
            "### wrong sgd",
            "-Dnoiseproof.check=vector/sgd/first-step",
            "- not judged: vector/sgd/first-step is broken (");
  }

  private static Entry examined(String name, Subject subject, ConformanceRun run) {
    return new Entry.Examined(name, run, Score.of(subject, run, (_, _) -> Optional.of("heard")));
  }
}
