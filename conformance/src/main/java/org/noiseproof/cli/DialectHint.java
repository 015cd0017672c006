package org.noiseproof.cli;

import java.util.List;
import java.util.Optional;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.identify.Identification;
import org.noiseproof.identify.Identify;
import org.noiseproof.statistics.Verdict;

/** What is wrong for the spec may be another dialect, which nobody declared. */
final class DialectHint {
  private DialectHint() {}

  /** A line for each type whose exact answers are those of a dialect that is not declared. */
  static List<String> lines(Subject subject, ConformanceRun run) {
    return run.results().stream()
        .filter(result -> result.verdict() == Verdict.VIOLATED)
        .map(result -> result.check().type())
        .filter(Identify.types()::contains)
        .distinct()
        .flatMap(type -> line(subject, type).stream())
        .toList();
  }

  private static Optional<String> line(Subject subject, String type) {
    Identification heard = Identify.of(subject, type);
    List<Dialect> spoken = heard.spoken();
    if (spoken.isEmpty() || spoken.contains(subject.dialect(type))) {
      return Optional.empty();
    }
    return Optional.of(
        "%s is answered as %s: declare that dialect, if it is meant (docs/dialects.md)."
            .formatted(type, spoken.getFirst().id()));
  }
}
