package org.noiseproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Backends;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Backends that need what may not be there. */
final class BackendChoiceTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify CLIP-3",
        "conform",
        "identify",
        "serve",
        "matrix CLIP-3",
        "experiment ps-clip",
        "bench"
      })
  void a_backend_without_its_device_is_one_line_and_its_own_exit_code(String command) {
    Optional<String> reason = Backends.named("gpu").unavailable();
    assumeTrue(reason.isPresent(), "there is a device here");

    CommandResult result = CommandResult.of((command + " --backend gpu").split(" "));

    assertThat(result.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(result.error().strip())
        .isEqualTo("noiseproof: backend gpu cannot run here: " + reason.orElseThrow());
  }

  @Test
  void list_says_why_a_backend_is_not_here() {
    Optional<String> reason = Backends.named("gpu").unavailable();
    assumeTrue(reason.isPresent(), "there is a device here");

    assertThat(CommandResult.of("list").out())
        .containsPattern("gpu +not here: \\Q" + reason.orElseThrow() + "\\E");
  }

  @Test
  void what_a_device_was_asked_stands_in_every_report() throws IOException {
    emulation();
    Path json = folder.resolve("run.json");
    Path html = folder.resolve("run.html");

    CommandResult conform =
        CommandResult.of(
            "conform",
            "--backend",
            "gpu-emulated",
            "--check",
            "law/mean/single-sample",
            "--json",
            json.toString(),
            "--html",
            html.toString());

    assertThat(conform.code()).isZero();
    assertThat(conform.out()).contains("Used: ", " kernels launched, ", " bytes to the device");
    assertThat(Files.readString(html))
        .contains("<dt>Kernels launched</dt>", "<dt>Bytes to the device</dt>");
    JsonNode usage = new JsonMapper().readTree(Files.readString(json)).get("usage");
    assertThat(usage.get("kernels_launched").asLong()).isPositive();
    assertThat(usage.get("bytes_to_the_device").asLong()).isPositive();
  }

  @Test
  void a_claim_on_the_emulation_reports_its_use() throws IOException {
    emulation();
    Path json = folder.resolve("run.json");
    Path html = folder.resolve("run.html");

    CommandResult verify =
        CommandResult.of(
            "verify",
            "CLIP-3",
            "--backend",
            "gpu-emulated",
            "--json",
            json.toString(),
            "--report",
            html.toString());

    assertThat(verify.out()).contains("host emulation, no GPU", "Used: ");
    assertThat(Files.readString(html)).contains("<dt>Kernels launched</dt>");
    assertThat(new JsonMapper().readTree(Files.readString(json)).get("usage").isEmpty()).isFalse();
  }

  @Test
  void times_of_the_emulation_say_that_they_mean_nothing() {
    emulation();

    CommandResult bench = CommandResult.of("bench", "--backend", "gpu-emulated");

    assertThat(bench.code()).isZero();
    assertThat(bench.out())
        .contains("whose times mean nothing", "at most ", "mean ", "float32", "× cpu")
        .doesNotContain("NaN", "∞");
  }

  @Test
  void bench_knows_the_backends_that_it_measures() {
    assertThat(CommandResult.of("bench", "--backend", "reference").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(CommandResult.of("bench", "--backend", "gpu", "--quick").error())
        .contains("for the cpu backend");
  }

  private static void emulation() {
    Optional<String> reason = Backends.named("gpu-emulated").unavailable();
    assumeTrue(reason.isEmpty(), reason::toString);
  }
}
