package org.noiseproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Trial.Scale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerificationJsonTest {
  private static final JsonNode JSON =
      new JsonMapper().readTree(VerificationJson.of(Fabricated.everything()));

  @Test
  void it_says_what_ran_on_what_with_which_seed() {
    assertThat(JSON.get("format").asString()).isEqualTo("noiseproof-verification");
    assertThat(JSON.at("/backend/name").asString()).isEqualTo("cpu");
    assertThat(JSON.at("/backend/determinism").asString()).isEqualTo("reproducible");
    assertThat(JSON.get("seed").asLong()).isEqualTo(7);
    assertThat(JSON.at("/verdicts/VIOLATED").asInt()).isEqualTo(1);
    assertThat(JSON.get("claims").size()).isEqualTo(5);
  }

  @Test
  void an_allowance_and_the_size_of_the_runs_are_said() {
    JsonNode json =
        new JsonMapper()
            .readTree(VerificationJson.of(Fabricated.run(Scale.SHORT, Fabricated.LIMIT)));

    assertThat(json.get("scale").asString()).isEqualTo("short");
    assertThat(json.at("/claims/0/checks/0/decision/allowance").asDouble()).isEqualTo(0.002);
    assertThat(JSON.at("/claims/0/checks/1/decision/allowance").asDouble()).isZero();
    assertThat(JSON.at("/claims/0/checks/0/plots/0/plane").asBoolean()).isFalse();
  }

  @Test
  void doubles_come_back_to_the_bit() {
    JsonNode comparisons = JSON.at("/claims/0/checks/0/comparisons");

    assertThat(comparisons.get(0).get("predicted").asDouble()).isEqualTo(1.0 / 3);
    assertThat(comparisons.get(1).get("slack").asDouble()).isEqualTo(0x1p-60);
  }

  @Test
  void what_is_not_finite_is_a_string() {
    assertThat(JSON.at("/claims/1/checks/0/comparisons/0/measured").isString()).isTrue();
    assertThat(JSON.at("/claims/1/checks/0/comparisons/0/measured").asString()).isEqualTo("NaN");
  }

  @Test
  void a_sequential_test_shows_its_path_and_a_control_whether_it_was_found() {
    assertThat(JSON.at("/claims/0/checks/1/decision/path/2/against").asDouble()).isEqualTo(-900);
    assertThat(JSON.at("/claims/0/checks/1/decision/path/2/in_favour").asDouble()).isEqualTo(8.5);
    assertThat(JSON.at("/claims/0/controls/0/found").asBoolean()).isTrue();
    assertThat(JSON.at("/claims/4/controls/0/found").asBoolean()).isFalse();
    assertThat(JSON.at("/claims/0/replay").asString()).contains("FAB-1");
  }
}
