package org.noiseproof.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.identify.Identification;

/** What an implementation speaks as one JSON object, documented in docs/command-line.md. */
public final class IdentificationJson {
  private IdentificationJson() {}

  /** The object, indented. */
  public static String of(Subject subject, List<Identification> found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "noiseproof-identification");
    json.put("version", 1);
    json.put("noiseproof", Facts.version());
    json.put("subject", VerificationJson.backend(subject.name(), subject.describe()));
    json.put("types", found.stream().map(IdentificationJson::type).toList());
    return VerificationJson.write(json);
  }

  private static Map<String, Object> type(Identification one) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", one.type());
    json.put("implemented", one.isImplemented());
    json.put("spoken", one.spoken().stream().map(Dialect::id).toList());
    json.put("answered", one.answered());
    json.put("unanswered", one.unanswered());
    one.nearest()
        .ifPresent(
            nearest -> {
              json.put("nearest", nearest.dialect().id());
              json.put("question", nearest.question());
              json.put("asked", nearest.asked());
              json.put("difference", nearest.difference());
            });
    return json;
  }
}
