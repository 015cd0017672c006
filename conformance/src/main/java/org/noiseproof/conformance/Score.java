package org.noiseproof.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.statistics.Verdict;

/**
 * One optimizer or estimator of one subject: a line of the scoreboard.
 *
 * @param type of the specs that it was asked for: {@code adam}
 * @param declared the dialect it says it speaks; empty where its type has none
 * @param found the dialect that it was heard speaking, or the nearest; empty where nobody listened
 * @param results of all checks of that type, those that do not apply among them
 */
public record Score(
    String type, Optional<String> declared, Optional<String> found, List<CheckResult> results) {

  /** Copies what it is given. */
  public Score {
    results = List.copyOf(results);
  }

  /** Listens for the dialect that a subject speaks. */
  @FunctionalInterface
  public interface Listening {
    /** What was heard under the name of a type, in a few words; empty where nothing can be. */
    Optional<String> heard(Subject subject, String type);
  }

  /** A line for each spec type of which a subject has anything. */
  public static List<Score> of(Subject subject, ConformanceRun run, Listening listening) {
    Map<String, List<CheckResult>> byType =
        run.results().stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.check().type(), LinkedHashMap::new, Collectors.toList()));
    return byType.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().stream()
                    .anyMatch(result -> result.verdict() != Verdict.NOT_APPLICABLE))
        .map(
            entry -> {
              String type = entry.getKey();
              boolean speaks = !Dialects.of(type).isEmpty();
              return new Score(
                  type,
                  speaks ? Optional.of(subject.dialect(type).id()) : Optional.empty(),
                  speaks ? listening.heard(subject, type) : Optional.empty(),
                  entry.getValue());
            })
        .toList();
  }

  /** Those of one kind: law, vector, criterion. */
  public List<CheckResult> kind(String kind) {
    return results.stream().filter(result -> result.check().id().startsWith(kind + "/")).toList();
  }

  /** What is not as demanded. */
  public List<CheckResult> failures() {
    return results.stream().filter(CheckResult::isFailure).toList();
  }

  /** The failure to look at first: of the first step, else the first in order. */
  public Optional<CheckResult> firstCause() {
    return failures().stream()
        .filter(result -> result.check().id().endsWith("/first-step"))
        .findFirst()
        .or(() -> failures().stream().findFirst());
  }
}
