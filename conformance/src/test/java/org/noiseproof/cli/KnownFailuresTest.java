package org.noiseproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.noiseproof.conformance.ExpectedFailure;
import org.noiseproof.conformance.ExpectedFailures;
import org.noiseproof.conformance.ExpectedFailuresJson;
import org.noiseproof.library.Libraries;

class KnownFailuresTest {
  private static final Path FOLDER = Path.of("expected");

  @Test
  void every_library_has_a_file() {
    assertThat(Libraries.names())
        .allSatisfy(name -> assertThat(FOLDER.resolve(name + ".json")).exists());
  }

  @TestFactory
  Stream<DynamicTest> a_file_tells_of_its_library_and_of_checks_that_there_are()
      throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> sound(file)));
    }
  }

  private static void sound(Path file) throws IOException {
    ExpectedFailures failures = ExpectedFailuresJson.read(Files.readString(file));
    assertThat(failures.unmatched()).isEmpty();
    List<String> headings = headings();
    for (ExpectedFailure failure : failures.all()) {
      assertThat(file).hasFileName(failure.subject() + ".json");
      if (!failure.issue().startsWith("http")) {
        assertThat(headings).contains(failure.issue());
      }
    }
  }

  /** Of the page of found bugs, as links. */
  private static List<String> headings() throws IOException {
    return Files.readAllLines(Path.of("../docs/found-bugs.md")).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .map(anchor -> "docs/found-bugs.md#" + anchor)
        .toList();
  }
}
