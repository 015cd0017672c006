package org.noiseproof.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the folder's README runs as it stands, and finds what is wrong. */
final class ReadmeTest {
  private static final Path FOLDER = Path.of("vectors");
  private static final long SECONDS = 60;

  @TempDir private Path scratch;

  @BeforeEach
  void python_is_there() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    assumeTrue(there, "there is no python3 on the PATH");
  }

  @Test
  void its_program_passes_every_vector_of_adam() throws Exception {
    String said = run(program());
    assertThat(said.lines().filter(line -> line.startsWith("ok adam/"))).hasSizeGreaterThan(8);
    assertThat(said).contains("ok adam/ten-thousand-steps-free").doesNotContain("Error");
  }

  @Test
  void with_the_bias_correction_of_the_step_before_it_does_not() throws Exception {
    assertThat(run(program().replace("b2**t", "b2**(t + 1)"))).contains("AssertionError");
  }

  private static String program() throws IOException {
    String readme = Files.readString(FOLDER.resolve("README.md"));
    String opening = "```python\n";
    int from = readme.indexOf(opening) + opening.length();
    return readme.substring(from, readme.indexOf("```", from));
  }

  private String run(String program) throws Exception {
    Path file = Files.writeString(scratch.resolve("program.py"), program);
    Path said = scratch.resolve("said.txt");
    Process process =
        new ProcessBuilder("python3", file.toString())
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(said, StandardCharsets.UTF_8);
  }
}
