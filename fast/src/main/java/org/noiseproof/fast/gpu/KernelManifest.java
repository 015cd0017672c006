package org.noiseproof.fast.gpu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.spec.SpecJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the kernels of a file do: which of them, launched how and with which arguments in which
 * order, make which estimator or optimizer. docs/compare.md describes the JSON.
 *
 * @param format of the numbers
 * @param determinism that is promised
 * @param headers that the source includes
 * @param recipes by spec type
 */
record KernelManifest(
    Format format, Determinism determinism, List<String> headers, Map<String, Recipe> recipes) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_THREADS = 1024;
  private static final Set<String> FIELDS =
      Set.of("precision", "determinism", "headers", "kernels");

  /**
   * Launches in turn.
   *
   * @param depth as the backend declares it; 0 where the default is meant
   * @param scratch arrays that live as long as one call, by name: how long
   * @param launches in order
   */
  record Recipe(int depth, Map<String, Count> scratch, List<Launch> launches) {}

  /**
   * One launch, of as many blocks as cover what it is over.
   *
   * @param entry the kernel's name
   * @param threads of a block
   * @param over how many threads are needed
   * @param arguments names of arrays, counts and hyperparameters, in order
   */
  record Launch(String entry, int threads, Count over, List<String> arguments) {}

  /** How many, for n rows of d columns; an optimizer has n = 1 and d parameters. */
  enum Count {
    ONE,
    N,
    D,
    ND;

    int of(int n, int d) {
      return switch (this) {
        case ONE -> 1;
        case N -> n;
        case D -> d;
        case ND -> Math.multiplyExact(n, d);
      };
    }

    private static Count named(JsonNode json) {
      return switch (json.asString("")) {
        case "1" -> ONE;
        case "n" -> N;
        case "d" -> D;
        case "n*d" -> ND;
        default ->
            throw new IllegalArgumentException(
                json + " is out of range: \"1\", \"n\", \"d\" or \"n*d\"");
      };
    }
  }

  /**
   * A manifest.
   *
   * @throws IllegalArgumentException that says what in it is wrong
   */
  static KernelManifest of(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
    }
    json.propertyNames()
        .forEach(
            field -> {
              if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("unknown field \"" + field + "\"");
              }
            });
    Map<String, Recipe> recipes = new LinkedHashMap<>();
    json.path("kernels")
        .properties()
        .forEach(e -> recipes.put(type(e.getKey()), recipe(e.getValue())));
    if (recipes.isEmpty()) {
      throw new IllegalArgumentException("it has no \"kernels\"");
    }
    return new KernelManifest(
        switch (json.path("precision").asString("")) {
          case "float64" -> Format.FLOAT64;
          case "float32" -> Format.FLOAT32;
          default -> throw new IllegalArgumentException("precision: expected float64 or float32");
        },
        switch (json.path("determinism").asString("")) {
          case "reproducible" -> Determinism.REPRODUCIBLE;
          case "run_to_run" -> Determinism.RUN_TO_RUN;
          default ->
              throw new IllegalArgumentException(
                  "determinism: expected reproducible or run_to_run");
        },
        strings(json.path("headers")),
        recipes);
  }

  private static String type(String type) {
    if (!SpecJson.estimators().contains(type) && !SpecJson.optimizers().contains(type)) {
      throw new IllegalArgumentException("there is no estimator or optimizer \"" + type + "\"");
    }
    return type;
  }

  private static Recipe recipe(JsonNode json) {
    Map<String, Count> scratch = new LinkedHashMap<>();
    json.path("scratch")
        .properties()
        .forEach(e -> scratch.put(e.getKey(), Count.named(e.getValue())));
    List<Launch> launches = new ArrayList<>();
    json.path("launches").forEach(launch -> launches.add(launch(launch)));
    if (launches.isEmpty()) {
      throw new IllegalArgumentException("a kernel has no \"launches\"");
    }
    return new Recipe(json.path("depth").asInt(0), scratch, launches);
  }

  private static Launch launch(JsonNode json) {
    int threads = json.path("threads").asInt(0);
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException("threads = " + threads + " is out of range: 1 to 1024");
    }
    String entry = json.path("entry").asString("");
    if (entry.isEmpty()) {
      throw new IllegalArgumentException("a launch has no \"entry\"");
    }
    return new Launch(
        entry, threads, Count.named(json.path("over")), strings(json.path("arguments")));
  }

  private static List<String> strings(JsonNode json) {
    List<String> strings = new ArrayList<>();
    json.forEach(each -> strings.add(each.asString("")));
    return strings;
  }
}
