package org.noiseproof.conformance;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.noiseproof.check.CaseJson;
import org.noiseproof.spec.NoJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Expected failures as a JSON file, documented in docs/expected-failures.md. */
public final class ExpectedFailuresJson {
  private static final String FORMAT = "noiseproof-expected-failures";
  private static final List<String> FIELDS =
      List.of("subject", "check", "reason", "issue", "counterexample", "expires");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ExpectedFailuresJson() {}

  /**
   * From a file's content.
   *
   * @throws IllegalArgumentException that says in which entry what is wrong
   */
  public static ExpectedFailures read(String content) {
    JsonNode json;
    try {
      json = JSON.readTree(content);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no JSON: " + NoJson.because(e), e);
    }
    if (!FORMAT.equals(json.path("format").asString(""))
        || json.path("version").asInt(0) != 1
        || !json.path("failures").isArray()) {
      throw new IllegalArgumentException(
          "expected {\"format\": \"%s\", \"version\": 1, \"failures\": […]}".formatted(FORMAT));
    }
    List<ExpectedFailure> all = new ArrayList<>();
    for (JsonNode entry : json.get("failures")) {
      try {
        all.add(failure(entry));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "entry %d: %s".formatted(all.size() + 1, e.getMessage()), e);
      }
    }
    return new ExpectedFailures(all);
  }

  private static ExpectedFailure failure(JsonNode entry) {
    if (entry.size() != FIELDS.size() || !FIELDS.stream().allMatch(entry::has)) {
      throw new IllegalArgumentException(
          "expected " + String.join(", ", FIELDS) + " and nothing else");
    }
    return new ExpectedFailure(
        text(entry, "subject"),
        text(entry, "check"),
        text(entry, "reason"),
        text(entry, "issue"),
        CaseJson.read(entry.get("counterexample")),
        date(text(entry, "expires")));
  }

  private static String text(JsonNode entry, String field) {
    JsonNode value = entry.get(field);
    if (!value.isString()) {
      throw new IllegalArgumentException(field + " = " + value + ": expected a string");
    }
    return value.stringValue();
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expires = \"" + text + "\": expected a date as 2026-12-31", e);
    }
  }

  /** The file's content. */
  public static String write(ExpectedFailures failures) {
    ObjectNode json = JSON.createObjectNode().put("format", FORMAT).put("version", 1);
    json.putArray("failures")
        .addAll(failures.all().stream().map(ExpectedFailuresJson::entry).toList());
    return JSON.writeValueAsString(json);
  }

  private static ObjectNode entry(ExpectedFailure failure) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("subject", failure.subject()).put("check", failure.check());
    entry.put("reason", failure.reason()).put("issue", failure.issue());
    entry.set("counterexample", CaseJson.write(failure.counterexample()));
    return entry.put("expires", failure.expires().toString());
  }
}
