package org.noiseproof.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.noiseproof.backend.Description;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Picture;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.ClaimResult.ControlResult;
import org.noiseproof.verifier.Verification;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A verification as one JSON object, documented in docs/command-line.md. Doubles are written in the
 * fewest digits that read back to the same bits; what is not finite is a string.
 */
public final class VerificationJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private VerificationJson() {}

  /** The object, indented. */
  public static String of(Verification run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "noiseproof-verification");
    json.put("version", 1);
    json.put("noiseproof", Facts.version());
    json.put("java", Runtime.version().toString());
    json.put("backend", backend(run.backend(), run.description()));
    json.put("seed", run.seed());
    json.put("scale", lower(run.scale()));
    json.put("verdicts", counts(run.results().stream().map(ClaimResult::verdict).toList()));
    json.put("usage", usage(run.usage()));
    json.put("claims", run.results().stream().map(result -> claim(run, result)).toList());
    return write(json);
  }

  /** A tree of maps, lists and values, written the way all JSON of the project is. */
  public static String write(Map<String, Object> json) {
    return MAPPER.writeValueAsString(json);
  }

  /** What ran, as every JSON of the project says it. */
  public static Map<String, Object> backend(String name, Description description) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("precision", lower(description.precision()));
    json.put("determinism", lower(description.determinism()));
    json.put("lanes", description.lanes());
    json.put("threads", description.threads());
    json.put("device", description.device());
    return json;
  }

  /** What a backend used, as every JSON of the project says it. */
  public static Map<String, Object> usage(Map<String, Long> usage) {
    Map<String, Object> json = new LinkedHashMap<>();
    usage.forEach((what, count) -> json.put(what.replace(' ', '_'), count));
    return json;
  }

  /** How many of each verdict. */
  public static Map<String, Object> counts(List<Verdict> verdicts) {
    Map<String, Object> json = new LinkedHashMap<>();
    Arrays.stream(Verdict.values())
        .forEach(v -> json.put(v.name(), verdicts.stream().filter(v::equals).count()));
    return json;
  }

  private static Map<String, Object> claim(Verification run, ClaimResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", result.claim().id());
    json.put("title", result.claim().title());
    json.put("evidence", result.claim().evidence());
    json.put("verdict", result.verdict());
    json.put("statement", result.claim().statement());
    json.put("source", result.claim().source());
    json.put("replay", run.replay(result.claim().id()));
    json.put(
        "checks",
        result.checks().stream()
            .map(c -> check(c.check(), c.finding(), c.time().toNanos()))
            .toList());
    json.put("controls", result.controls().stream().map(VerificationJson::control).toList());
    return json;
  }

  private static Map<String, Object> control(ControlResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", lower(result.control().kind()));
    json.put("wrong", result.control().wrong());
    json.put("found", result.found());
    json.putAll(check(result.control().check(), result.finding(), result.time().toNanos()));
    return json;
  }

  private static Map<String, Object> check(Check check, Finding finding, long nanoseconds) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", check.name());
    json.put("measures", check.measures());
    json.put("evidence", check.evidence());
    json.put("share", check.share());
    json.put("verdict", finding.verdict());
    json.put("summary", finding.summary());
    json.put("seconds", nanoseconds / 1e9);
    json.put(
        "comparisons", finding.comparisons().stream().map(VerificationJson::comparison).toList());
    finding.decision().ifPresent(decision -> json.put("decision", decision(decision)));
    json.put("plots", finding.plots());
    json.put(
        "pictures",
        finding.figures().stream()
            .filter(Picture.class::isInstance)
            .map(figure -> picture((Picture) figure))
            .toList());
    return json;
  }

  private static Map<String, Object> picture(Picture picture) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", picture.title());
    json.put("panels", picture.panels().stream().map(VerificationJson::panel).toList());
    return json;
  }

  private static Map<String, Object> panel(Picture.Panel panel) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", panel.name());
    json.put(
        "matrix", IntStream.range(0, panel.matrix().rows()).mapToObj(panel.matrix()::row).toList());
    json.put("singular_values", panel.singularValues());
    return json;
  }

  private static Map<String, Object> comparison(Comparison comparison) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("quantity", comparison.quantity());
    json.put("measured", comparison.measured());
    json.put("relation", lower(comparison.relation()));
    json.put("predicted", comparison.predicted());
    json.put("slack", comparison.slack());
    json.put("used", comparison.used());
    json.put("holds", comparison.holds());
    return json;
  }

  private static Map<String, Object> decision(Decision decision) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("samples", decision.samples());
    json.put("estimate", decision.estimate());
    json.put("lower", decision.lower());
    json.put("upper", decision.upper());
    json.put("claimed", decision.hypothesis().claimed());
    json.put("allowance", decision.hypothesis().allowed());
    json.put("relation", decision.hypothesis().relation().equals("=") ? "equals" : "at_most");
    json.put("minimum_detectable_effect", decision.hypothesis().effect());
    json.put("alpha", decision.budget().alpha());
    json.put("beta", decision.budget().beta());
    json.put("path", decision.path());
    return json;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
