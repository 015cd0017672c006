package org.noiseproof.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.statistics.Verdict;

/** What of a run does not apply, and why. */
public final class NotApplicable {
  /** A spec within a reason; its type says enough. */
  private static final Pattern SPEC = Pattern.compile("\\{\"type\":\"(\\w+)\".*?\\}");

  private NotApplicable() {}

  /** The ids of the checks, by their reason. */
  public static Map<String, List<String>> byReason(List<CheckResult> results) {
    return results.stream()
        .filter(result -> result.verdict() == Verdict.NOT_APPLICABLE)
        .collect(
            Collectors.groupingBy(
                result -> SPEC.matcher(result.note()).replaceAll("$1"),
                LinkedHashMap::new,
                Collectors.mapping(result -> result.check().id(), Collectors.toList())));
  }
}
