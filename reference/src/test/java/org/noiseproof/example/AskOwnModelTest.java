package org.noiseproof.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/symmetry.md shows these two files and what they print. */
class AskOwnModelTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/symmetry.md"));
  }

  /** A file from its first comment on: without package and imports. */
  private static String body(String name) throws IOException {
    String source =
        Files.readString(
            ROOT.resolve("reference/src/test/java/org/noiseproof/example/" + name + ".java"));
    return source.substring(source.indexOf("/**"));
  }

  @Test
  void the_page_shows_the_model() throws IOException {
    assertThat(page()).contains("```java\n" + body("QuadraticNeuron") + "```");
  }

  @Test
  void the_page_shows_the_questions() throws IOException {
    assertThat(page()).contains("```java\n" + body("AskOwnModel") + "```");
  }

  @Test
  void the_page_shows_the_answers() throws IOException {
    assertThat(page()).contains("```\n" + AskOwnModel.answers() + "```");
  }
}
