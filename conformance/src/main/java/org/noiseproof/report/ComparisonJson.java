package org.noiseproof.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.noiseproof.check.CaseJson;
import org.noiseproof.check.Outcome;
import org.noiseproof.compare.Accuracy;
import org.noiseproof.compare.Comparison;
import org.noiseproof.compare.Comparison.Judged;
import org.noiseproof.compare.Drift;
import org.noiseproof.compare.TimedAnswer;
import org.noiseproof.compare.Timing;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Verdict;

/** A comparison as one JSON object, documented in docs/compare.md. */
public final class ComparisonJson {
  private ComparisonJson() {}

  /** The object, indented. */
  public static String of(Comparison comparison, List<Drift> drifts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "noiseproof-comparison");
    json.put("version", 1);
    json.put("noiseproof", Facts.version());
    json.put("java", Runtime.version().toString());
    json.put(
        "candidate",
        VerificationJson.backend(
            comparison.candidate().subject(), comparison.candidate().description()));
    json.put(
        "baseline",
        VerificationJson.backend(
            comparison.baseline().subject(), comparison.baseline().description()));
    json.put("seed", comparison.candidate().seed());
    json.put("cases", comparison.candidate().cases());
    json.put("right", comparison.isRight());
    json.put(
        "types", comparison.judged().stream().map(judged -> judged(comparison, judged)).toList());
    json.put("failures", comparison.failures().stream().map(ComparisonJson::failure).toList());
    json.put("at_size", comparison.answers().stream().map(ComparisonJson::answer).toList());
    json.put("margin", comparison.margin());
    json.put("rounds", comparison.race().rounds());
    json.put("level", comparison.race().level());
    json.put("level_of_each", comparison.levelOfEach());
    json.put(
        "timings",
        comparison.timings().stream().map(timing -> timing(comparison, timing)).toList());
    json.put("drifts", drifts.stream().map(ComparisonJson::drift).toList());
    return VerificationJson.write(json);
  }

  private static Map<String, Object> judged(Comparison comparison, Judged judged) {
    Map<String, Object> json = new LinkedHashMap<>();
    String type = judged.type();
    json.put("type", type);
    json.put("right", comparison.isRight(type));
    json.put("holds", comparison.count(comparison.candidate(), type, Verdict.HOLDS));
    json.put("violated", comparison.count(comparison.candidate(), type, Verdict.VIOLATED));
    json.put("candidate", judged.candidate().map(ComparisonJson::accuracy).orElse(null));
    json.put("baseline", judged.baseline().map(ComparisonJson::accuracy).orElse(null));
    return json;
  }

  private static Map<String, Object> accuracy(Accuracy accuracy) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("test_ratio", accuracy.ratio());
    json.put("depth", accuracy.depth());
    json.put("roundings", accuracy.roundings());
    return json;
  }

  private static Map<String, Object> failure(CheckResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", result.check().id());
    json.put("verdict", result.verdict());
    json.putAll(result.findings());
    result.counterexample().ifPresent(c -> json.put("case", CaseJson.write(c.minimal())));
    return json;
  }

  private static Map<String, Object> answer(TimedAnswer answer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("workload", answer.workload().toString());
    json.put("test_ratio", answer.outcome().map(Outcome::ratio).orElse(null));
    json.put("observed", answer.outcome().map(Outcome::observed).orElse("not judged"));
    return json;
  }

  private static Map<String, Object> timing(Comparison comparison, Timing timing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("spec", SpecJson.write(timing.workload().spec()));
    json.put("rows", timing.workload().rows());
    json.put("columns", timing.workload().columns());
    json.put("in_cache", timing.workload().isInCache());
    json.put("speed", comparison.speed(timing));
    json.put("ratio", timing.ratio().median());
    json.put("lower", timing.ratio().lower());
    json.put("upper", timing.ratio().upper());
    json.put("ratio_of_medians", timing.medians().median());
    json.put("candidate_seconds", timing.candidate());
    json.put("baseline_seconds", timing.baseline());
    return json;
  }

  private static Map<String, Object> drift(Drift drift) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("of", drift.of());
    json.put("said", drift.said());
    json.put("worse", drift.worse());
    return json;
  }
}
