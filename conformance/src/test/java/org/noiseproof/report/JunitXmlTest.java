package org.noiseproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitXmlTest {
  private static final Document DOCUMENT = Xml.parse(JunitXml.of(Fabricated.everything()));

  private static String attribute(String tag, int index, String name) {
    return ((Element) DOCUMENT.getElementsByTagName(tag).item(index)).getAttribute(name);
  }

  @Test
  void a_claim_is_a_suite_and_every_check_and_control_a_case() {
    assertThat(DOCUMENT.getElementsByTagName("testsuite").getLength()).isEqualTo(5);
    assertThat(DOCUMENT.getElementsByTagName("testcase").getLength()).isEqualTo(11);
    assertThat(attribute("testsuite", 0, "name")).isEqualTo("FAB-1 A bound that holds");
    assertThat(attribute("testcase", 2, "name")).isEqualTo("control: doubled");
    assertThat(attribute("testcase", 0, "classname")).isEqualTo("noiseproof.FAB-1");
    assertThat(attribute("testcase", 0, "time")).isEqualTo("0.400");
  }

  @Test
  void the_counts_are_those_of_the_cases() {
    assertThat(attribute("testsuites", 0, "tests")).isEqualTo("11");
    assertThat(attribute("testsuites", 0, "failures")).isEqualTo("1");
    assertThat(attribute("testsuites", 0, "errors")).isEqualTo("1");
    assertThat(attribute("testsuites", 0, "skipped")).isEqualTo("3");
  }

  @Test
  void a_failure_says_how_to_see_it_again() {
    var failure = DOCUMENT.getElementsByTagName("failure").item(0);

    assertThat(failure.getTextContent())
        .contains("replay: ./noiseproof verify FAB-2 --backend cpu --seed 7");
    assertThat(attribute("failure", 0, "message")).contains("NaN = 0.1");
  }

  @Test
  void a_skipped_case_says_why() {
    assertThat(attribute("skipped", 1, "message")).isEqualTo("NOT_APPLICABLE: no such spec");
  }

  @Test
  void a_control_that_was_not_found_is_an_error() {
    assertThat(attribute("error", 0, "message")).startsWith("the negative control was not found");
  }
}
