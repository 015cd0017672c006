package org.noiseproof.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.noiseproof.backend.Backends;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code fast/gpu-check.sh}, as one runs it where there is nothing but a Java runtime. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for sh")
final class GpuCheckScriptTest {
  private static final Path SCRIPT = Path.of("..", "fast", "gpu-check.sh").toAbsolutePath();
  private static final long MINUTES = 10;

  @TempDir private Path folder;

  private record Ended(int code, String said) {}

  @Test
  void it_runs_all_parts_on_the_emulation_and_writes_what_it_measured() throws Exception {
    Optional<String> reason = Backends.named("gpu-emulated").unavailable();
    assumeTrue(reason.isEmpty(), reason::toString);
    Path json = folder.resolve("check.json");

    Ended run = run(jars(), "--emulated", "--few", "--write", json.toString());

    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.said())
        .contains("criterion/A/mean", "CLIP-3", "SYM-2", "the bits of the emulation in all")
        .contains("whose times mean nothing", "Measurements: " + json);
    JsonNode check = new JsonMapper().readTree(Files.readString(json));
    assertThat(check.get("format").asString()).isEqualTo("noiseproof-gpu-check");
    assertThat(check.get("emulated").asBoolean()).isTrue();
    assertThat(check.at("/claims/verdicts/CLIP-3").asString()).isEqualTo("HOLDS");
    assertThat(check.at("/bits/0/different").isEmpty()).isTrue();
    assertThat(check.at("/times/kernels/0/seconds").asDouble()).isPositive();
  }

  @Test
  void without_a_device_it_is_one_line_and_code_69() throws Exception {
    assumeTrue(Backends.named("gpu").unavailable().isPresent(), "there is a device here");

    Ended run = run(jars(), "--write", folder.resolve("none.json").toString());

    assertThat(run.code()).isEqualTo(69);
    assertThat(run.said()).contains("noiseproof: backend gpu cannot run here: ");
  }

  @Test
  void without_jars_it_says_how_to_build_them() throws Exception {
    Ended run = run(folder);

    assertThat(run.code()).isEqualTo(66);
    assertThat(run.said()).contains("there are no jars in " + folder);
  }

  /** The class path of this test as one jar that names it. */
  private Path jars() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    Path jars = Files.createDirectory(folder.resolve("lib"));
    Path jar = jars.resolve("noiseproof-conformance-test.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
    return jars;
  }

  private Ended run(Path jars, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(List.of(options));
    Path said = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("NOISEPROOF_LIB", jars.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("within its time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(said));
  }
}
