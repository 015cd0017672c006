package org.noiseproof.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backends;
import org.noiseproof.check.Subject;

/** Holds docs/protocol.md to its word. */
final class ProtocolPageTest {
  private static final Path PAGE = Path.of("..", "docs", "protocol.md");

  @Test
  void the_transcript_is_what_the_server_answers() throws IOException {
    Service service = new Service(Subject.of(Backends.named("reference")));
    List<String> lines =
        Files.readAllLines(PAGE).stream().filter(line -> line.matches("[→←] .*")).toList();
    assertThat(lines).hasSize(22);
    for (int i = 0; i < lines.size(); i += 2) {
      assertThat(lines.get(i)).startsWith("→ ");
      assertThat(service.answer(lines.get(i).substring(2)))
          .matches(pattern(lines.get(i + 1).substring(2)));
    }
  }

  /** An ellipsis stands for anything. */
  private static Pattern pattern(String line) {
    return Pattern.compile(
        Pattern.compile("…")
            .splitAsStream(line)
            .map(Pattern::quote)
            .collect(Collectors.joining(".*", "", line.endsWith("…") ? ".*" : "")));
  }

  @Test
  void the_page_knows_every_capability() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(Hello.Capability.ids())
        .allSatisfy(id -> assertThat(page).contains("| `" + id + "` |"));
  }
}
