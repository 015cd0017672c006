package org.noiseproof.wire;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.NotPromised;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.spec.SpecJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a program says of itself before anything is asked.
 *
 * @param name of the implementation
 * @param version of it
 * @param precision it computes in
 * @param language it is written in; may be empty
 * @param library what is behind it, with its version; may be empty
 * @param types of specs that it implements, all families together
 * @param capabilities what it can do that not every program must
 * @param dialects what it speaks under the name of a type
 * @param notPromised the checks whose demand its authors never made
 * @param unknown what it names that this version knows nothing of
 */
record Hello(
    String name,
    String version,
    Precision precision,
    String language,
    String library,
    Set<String> types,
    Set<Capability> capabilities,
    Map<String, Dialect> dialects,
    List<NotPromised> notPromised,
    List<String> unknown) {

  static final int PROTOCOL = 1;

  /** What not every program must be able to do. */
  enum Capability {
    /** Shows all that a run remembers, and goes on from it. */
    STATE,
    /** Copies a run. */
    COPY,
    /** Changes hyperparameters on the way. */
    SET,
    /** Weighs a gradient. */
    WEIGHT,
    /** Knows the tensors of a model, and does without the gradients of some. */
    TENSORS,
    /** Measures a matrix in a norm. */
    NORM;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
      return Arrays.stream(values()).map(Capability::id).toList();
    }
  }

  /** Where the fields name the types of each family, with the names that are known. */
  private static Map<String, List<String>> families() {
    Map<String, List<String>> families = new LinkedHashMap<>();
    families.put("estimators", SpecJson.estimators());
    families.put("optimizers", SpecJson.optimizers());
    families.put("norms", SpecJson.norms());
    families.put("tail_indices", List.of());
    return families;
  }

  static ObjectNode request() {
    return Fields.JSON.createObjectNode().put("op", "hello").put("protocol", PROTOCOL);
  }

  /**
   * From what is in {@code ok}; other fields are passed over, so that later versions may say more.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static Hello of(ObjectNode json) {
    Fields fields = Fields.open("the answer to hello", json);
    Map<String, List<String>> families = families();
    List<String> capabilities = fields.texts("capabilities");
    return new Hello(
        fields.text("name"),
        fields.text("version"),
        precision(fields.text("precision")),
        fields.textOr("language", ""),
        fields.textOr("library", ""),
        families.entrySet().stream()
            .flatMap(
                family ->
                    fields.texts(family.getKey()).stream().filter(family.getValue()::contains))
            .collect(Collectors.toUnmodifiableSet()),
        capabilities.stream()
            .filter(Capability.ids()::contains)
            .map(id -> Capability.valueOf(id.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Capability.class))),
        dialects(fields),
        notPromised(fields),
        Stream.concat(
                families.entrySet().stream()
                    .flatMap(
                        family ->
                            fields.texts(family.getKey()).stream()
                                .filter(type -> !family.getValue().contains(type))),
                capabilities.stream().filter(id -> !Capability.ids().contains(id)))
            .toList());
  }

  private static Precision precision(String name) {
    return Arrays.stream(Precision.values())
        .filter(precision -> id(precision).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "precision = %s: expected one of %s"
                        .formatted(
                            Shown.of(name, 40),
                            Arrays.stream(Precision.values())
                                .map(Hello::id)
                                .collect(Collectors.joining(", ")))));
  }

  private static String id(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Dialect> dialects(Fields fields) {
    Map<String, Dialect> dialects = new LinkedHashMap<>();
    fields
        .objects("dialects")
        .forEach(
            (type, id) -> {
              Dialect dialect = Dialects.named(id.asString());
              if (!dialect.type().equals(type)) {
                throw new IllegalArgumentException(
                    "dialects: %s is no dialect of %s".formatted(dialect.id(), Shown.of(type, 40)));
              }
              dialects.put(type, dialect);
            });
    return dialects;
  }

  private static List<NotPromised> notPromised(Fields fields) {
    if (!fields.has("not_promised")) {
      return List.of();
    }
    return fields.elements("not_promised", "an array of objects").stream()
        .map(
            element -> {
              if (!(element instanceof ObjectNode object)) {
                throw new IllegalArgumentException(
                    "not_promised: expected objects with \"check\", \"reason\" and perhaps"
                        + " \"link\"");
              }
              Fields promise = Fields.open("an element of not_promised", object);
              return new NotPromised(
                  promise.text("check"), promise.text("reason"), promise.textOr("link", ""));
            })
        .toList();
  }

  /** Who it is, on one line: {@code my-adam 0.3, torch 1.13.1, Python, by python3 my_adam.py}. */
  String words(String command) {
    return Stream.of("version " + version, library, language, "by " + command)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** As it is sent. */
  ObjectNode write() {
    ObjectNode json =
        Fields.JSON
            .createObjectNode()
            .put("name", name)
            .put("version", version)
            .put("precision", id(precision))
            .put("language", language)
            .put("library", library);
    families()
        .forEach(
            (family, known) ->
                json.set(family, Fields.json(known.stream().filter(types::contains).toList())));
    json.set("capabilities", Fields.json(capabilities.stream().map(Capability::id).toList()));
    ObjectNode spoken = json.putObject("dialects");
    dialects.forEach((type, dialect) -> spoken.put(type, dialect.id()));
    ArrayNode unpromised = json.putArray("not_promised");
    notPromised.forEach(
        promise ->
            unpromised
                .addObject()
                .put("check", promise.check())
                .put("reason", promise.reason())
                .put("link", promise.link()));
    return json;
  }

  /** Why a check is not to be judged, if its demand was never made. */
  Optional<String> exemption(String checkId) {
    return notPromised.stream()
        .filter(promise -> promise.covers(checkId))
        .map(NotPromised::note)
        .findFirst();
  }
}
