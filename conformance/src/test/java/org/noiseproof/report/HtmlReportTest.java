package org.noiseproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.report.formula.MathMl;
import org.noiseproof.verifier.Catalogue;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlReportTest {
  private static final ZonedDateTime FINISHED =
      ZonedDateTime.of(2026, 8, 1, 12, 0, 0, 0, ZoneOffset.UTC);

  private static String report() {
    return HtmlReport.of(Fabricated.everything(), FINISHED);
  }

  @Test
  void it_is_well_formed_xml_whatever_the_catalogue_says() {
    Document document = Xml.parse(report());

    assertThat(document.getDocumentElement().getTagName()).isEqualTo("html");
    assertThat(elements(document, "section")).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void it_loads_nothing() {
    String report = report();

    assertThat(report).doesNotContain("http:", "https:", "@import", "url(http");
    Document document = Xml.parse(report);
    for (String tag : List.of("link", "img", "iframe", "object")) {
      assertThat(elements(document, tag)).isEmpty();
    }
    assertThat(elements(document, "script")).allMatch(script -> !script.hasAttribute("src"));
  }

  @Test
  void the_verdict_stands_at_the_top() {
    Element headline = elements(Xml.parse(report()), "h1").getFirst();

    assertThat(headline.getTextContent())
        .isEqualTo("Of 5 claims: 1 violated, 1 error, 1 undecided, 1 holds, 1 not applicable");
    assertThat(HtmlReport.of(Fabricated.run(Fabricated.HOLDS, Fabricated.HOLDS), FINISHED))
        .contains("All 2 claims hold");
  }

  @Test
  void a_claim_is_told_with_its_formula_numbers_plots_controls_and_replay_line() {
    String report = HtmlReport.of(Fabricated.run(Fabricated.HOLDS), FINISHED);

    assertThat(report)
        .contains("<munderover>", "<mfrac>")
        .contains("b<sub>p</sub> n<sup>1/p</sup>")
        .contains("MSE against n", "HOLDS at ln(1/β)")
        .contains("everything &lt;twice&gt;")
        .contains("./noiseproof verify FAB-1 --backend cpu --seed 7");
  }

  @Test
  void a_control_that_was_not_found_is_said_to_be_missed() {
    assertThat(HtmlReport.of(Fabricated.run(Fabricated.MISSED), FINISHED))
        .contains("mark missed")
        .contains("missed: doubled");
  }

  @Test
  void an_allowance_stands_between_what_is_claimed_and_the_effect() {
    String report = HtmlReport.of(Fabricated.run(Fabricated.LIMIT), FINISHED);

    assertThat(report)
        .contains("<dt>Allowance about it</dt><dd>± 0.002</dd>")
        .contains("0.25 = 0.3 ± (0.002 + 0.01), n = 12");
    assertThat(report()).doesNotContain("Allowance about it");
  }

  @Test
  void the_size_of_the_runs_stands_among_the_facts() {
    assertThat(HtmlReport.of(Fabricated.run(Scale.SHORT, Fabricated.LIMIT), FINISHED))
        .contains("<dt>Size</dt><dd>short (no lanes)</dd>");
    assertThat(report()).contains("<dt>Size</dt><dd>default</dd>");
  }

  @Test
  void every_formula_of_the_catalogue_is_understood() {
    List<String> broken = new ArrayList<>();
    for (Claim claim : Catalogue.all()) {
      try {
        MathMl.display(claim.formula());
      } catch (IllegalArgumentException e) {
        broken.add(claim.id() + ": " + e.getMessage());
      }
      for (Constant constant : claim.constants()) {
        String text =
            MathMl.prose("$" + constant.symbol() + "$") + MathMl.definition(constant.definition());
        if (text.contains("$") || text.contains("\\")) {
          broken.add(claim.id() + ": " + text);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<Element> elements(Document document, String tag) {
    List<Element> found = new ArrayList<>();
    var nodes = document.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }
}
