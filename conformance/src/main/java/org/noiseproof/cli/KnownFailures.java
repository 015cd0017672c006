package org.noiseproof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.ExpectedFailures;
import org.noiseproof.conformance.ExpectedFailuresJson;

/** What is known to fail in the libraries of others: the files of conformance/expected. */
final class KnownFailures {
  private KnownFailures() {}

  /** Those of a subject, by its name; none where it has no file. */
  static ExpectedFailures of(Subject subject) {
    String file = "expected/" + subject.name() + ".json";
    try (InputStream content = KnownFailures.class.getResourceAsStream(file)) {
      return content == null
          ? ExpectedFailures.NONE
          : ExpectedFailuresJson.read(new String(content.readAllBytes(), StandardCharsets.UTF_8))
              .of(subject);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
