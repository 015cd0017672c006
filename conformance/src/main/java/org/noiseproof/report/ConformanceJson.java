package org.noiseproof.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.noiseproof.check.CaseJson;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.Expectation;

/** A conformance run as one JSON object, documented in docs/command-line.md. */
public final class ConformanceJson {
  private ConformanceJson() {}

  /** The object, indented. */
  public static String of(ConformanceRun run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "noiseproof-conformance");
    json.put("version", 1);
    json.put("noiseproof", Facts.version());
    json.put("java", Runtime.version().toString());
    json.put("subject", VerificationJson.backend(run.subject(), run.description()));
    json.put("seed", run.seed());
    json.put("cases", run.cases());
    json.put("verdict", run.verdict());
    json.put(
        "verdicts",
        VerificationJson.counts(run.results().stream().map(CheckResult::verdict).toList()));
    json.put("usage", VerificationJson.usage(run.usage()));
    json.put("checks", run.results().stream().map(result -> check(run, result)).toList());
    json.put("expected", run.expectations().stream().map(ConformanceJson::expectation).toList());
    return VerificationJson.write(json);
  }

  private static Map<String, Object> check(ConformanceRun run, CheckResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", result.check().id());
    json.put("type", result.check().type());
    json.put("demand", result.check().demand());
    json.put("gates", result.check().gates());
    json.put("verdict", result.verdict());
    run.expected(result).ifPresent(expected -> json.put("expected", expected.issue()));
    json.put("note", result.note());
    json.put("worst_ratio", result.worstRatio());
    result.worst().ifPresent(worst -> json.put("worst", worst.toString()));
    json.put("cases", result.cases());
    result
        .counterexample()
        .ifPresent(
            counterexample -> {
              json.put("counterexample", counterexample.minimal().toString());
              json.put("case", CaseJson.write(counterexample.minimal()));
              json.put("observed", counterexample.observed());
            });
    json.put("seconds", result.time().toNanos() / 1e9);
    json.put("replay", result.replay());
    return json;
  }

  private static Map<String, Object> expectation(Expectation expectation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("check", expectation.failure().check());
    json.put("reason", expectation.failure().reason());
    json.put("issue", expectation.failure().issue());
    json.put("expires", expectation.failure().expires().toString());
    json.put("met", expectation.isMet());
    json.put("problem", expectation.problem());
    return json;
  }
}
