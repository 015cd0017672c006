package org.noiseproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.noiseproof.experiment.ExperimentResult;
import org.noiseproof.experiment.Method;
import org.noiseproof.experiment.SmallExperiment;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExperimentReportTest {
  private static final ExperimentResult RESULT = SmallExperiment.run(3);

  @Test
  void it_is_well_formed_and_has_two_figures_for_each_setting() {
    String report =
        ExperimentReport.of(RESULT, ZonedDateTime.of(2026, 8, 1, 12, 0, 0, 0, ZoneOffset.UTC));
    Document document = Xml.parse(report);
    assertThat(document.getElementsByTagName("figure").getLength()).isEqualTo(8);
    assertThat(report)
        .contains("training loss against samples processed")
        .contains("nothing is judged")
        .contains("./noiseproof experiment ps-clip --seed 3")
        .doesNotContain("http:", "https:", "Infinity");
    for (Method method : Method.values()) {
      assertThat(report).contains(method.label());
    }
  }

  @Test
  void the_json_has_every_setting_method_and_cost() {
    JsonNode json = new JsonMapper().readTree(ExperimentJson.of("ps-clip", RESULT));
    assertThat(json.get("format").asString()).isEqualTo("noiseproof-experiment");
    assertThat(json.get("settings")).hasSize(4);
    assertThat(json.at("/settings/0/methods")).hasSize(Method.values().length);
    assertThat(json.at("/settings/0/methods/0/method").asString()).isEqualTo("sgd");
    assertThat(json.at("/settings/0/methods/0/loss")).hasSize(3);
    assertThat(json.at("/settings/0/methods/0/threshold").asString()).isEqualTo("Infinity");
    assertThat(json.at("/effort/micro_batch").asInt()).isEqualTo(32);
    assertThat(json.get("costs")).hasSize(10);
  }
}
