package org.noiseproof.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.NoJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON object of the protocol, read field by field. Whatever is not as it should be is an {@link
 * IllegalArgumentException} that says what was expected and what came.
 */
final class Fields {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int SHOWN = 80;

  private final String what;
  private final ObjectNode json;

  private Fields(String what, ObjectNode json) {
    this.what = what;
    this.json = json;
  }

  /** The JSON object on a line. */
  static ObjectNode parse(String line) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no JSON: " + NoJson.because(e), e);
    }
    if (!(json instanceof ObjectNode object)) {
      throw new IllegalArgumentException(
          line.isBlank() ? "an empty line" : "no JSON object: " + shown(json));
    }
    return object;
  }

  /** An object all of whose fields are looked at, and others ignored. */
  static Fields open(String what, ObjectNode json) {
    return new Fields(what, json);
  }

  /** An object with no fields but these; {@code id} and {@code op} are what got it here. */
  static Fields only(String what, ObjectNode json, String... allowed) {
    List<String> known = Arrays.asList(allowed);
    for (String field : json.propertyNames()) {
      if (!known.contains(field) && !field.equals("id") && !field.equals("op")) {
        throw new IllegalArgumentException(
            "unknown field %s in %s: %s"
                .formatted(
                    Shown.of(field, SHOWN),
                    what,
                    known.isEmpty() ? "it has none" : Names.didYouMean(field, known)));
      }
    }
    return new Fields(what, json);
  }

  ObjectNode json() {
    return json;
  }

  boolean has(String name) {
    return json.has(name);
  }

  /** A field that must be there. */
  JsonNode get(String name) {
    JsonNode value = json.get(name);
    if (value == null) {
      throw new IllegalArgumentException("%s needs \"%s\"".formatted(what, name));
    }
    return value;
  }

  String text(String name) {
    JsonNode value = get(name);
    if (!value.isString()) {
      throw expected(name, "a string", value);
    }
    return value.stringValue();
  }

  /** A string, empty where there is none. */
  String textOr(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  /** Strings, none where the field is absent. */
  List<String> texts(String name) {
    if (!has(name)) {
      return List.of();
    }
    return elements(name, "an array of strings").stream()
        .map(
            element -> {
              if (!element.isString()) {
                throw expected(name, "an array of strings", get(name));
              }
              return element.stringValue();
            })
        .toList();
  }

  long integer(String name) {
    JsonNode value = get(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw expected(name, "an integer", value);
    }
    return value.longValue();
  }

  int[] integers(String name) {
    return elements(name, "an array of integers").stream()
        .mapToInt(
            element -> {
              if (!element.isIntegralNumber() || !element.canConvertToInt()) {
                throw expected(name, "an array of integers", get(name));
              }
              return element.intValue();
            })
        .toArray();
  }

  double number(String name) {
    return number(name, get(name));
  }

  double[] vector(String name) {
    return vector(name, get(name));
  }

  /** A matrix, row by row. */
  double[][] rows(String name) {
    List<JsonNode> rows = elements(name, "an array of rows of numbers");
    double[][] read = new double[rows.size()][];
    for (int i = 0; i < read.length; i++) {
      read[i] = vector(name + "[" + i + "]", rows.get(i));
    }
    return read;
  }

  Matrix matrix(String name) {
    try {
      return Matrix.ofRows(rows(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /** Whether the field holds rows rather than numbers. */
  boolean isMatrix(String name) {
    return get(name).isArray() && get(name).path(0).isArray();
  }

  /** Objects within this one, by name; none where the field is absent. */
  Map<String, JsonNode> objects(String name) {
    if (!has(name)) {
      return Map.of();
    }
    if (!(get(name) instanceof ObjectNode object)) {
      throw expected(name, "an object", get(name));
    }
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    object.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
    return byName;
  }

  /** The elements of an array. */
  List<JsonNode> elements(String name, String expected) {
    return elements(name, expected, get(name));
  }

  private static List<JsonNode> elements(String name, String expected, JsonNode value) {
    if (!(value instanceof ArrayNode array)) {
      throw expected(name, expected, value);
    }
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  static double[] vector(String name, JsonNode value) {
    if (!(value instanceof ArrayNode array)) {
      throw expected(name, "an array of numbers", value);
    }
    double[] vector = new double[array.size()];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = number(name, j, array.get(j));
    }
    return vector;
  }

  /** The name of an entry is put together only where there is something to say of it. */
  private static double number(String name, int j, JsonNode entry) {
    return entry.isDouble() && Double.isFinite(entry.doubleValue())
        ? entry.doubleValue()
        : number(name + "[" + j + "]", entry);
  }

  private static double number(String name, JsonNode value) {
    double x = value.isNumber() ? value.doubleValue(Double.NaN) : Double.NaN;
    if (Double.isFinite(x)) {
      return x;
    }
    if (value.isNumber()) {
      // A number with an exponent has overflowed already, so that its digits are gone.
      throw new IllegalArgumentException(
          "%s%s is beyond binary64, whose largest number is %s; infinity is \"Infinity\""
              .formatted(name, value.isDouble() ? "" : " = " + shown(value), Double.MAX_VALUE));
    }
    return switch (value.isString() ? value.stringValue() : "") {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw expected(name, "a number, or one of \"NaN\", \"Infinity\", \"-Infinity\"", value);
    };
  }

  private static IllegalArgumentException expected(String name, String expected, JsonNode value) {
    return new IllegalArgumentException(
        "%s = %s: expected %s".formatted(name, shown(value), expected));
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return Shown.printable(text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…");
  }

  /** A number as the protocol writes it. */
  static JsonNode json(double x) {
    return Double.isFinite(x) ? DoubleNode.valueOf(x) : StringNode.valueOf(Double.toString(x));
  }

  /** A vector as the protocol writes it. */
  static ArrayNode json(double[] vector) {
    ArrayNode array = JSON.createArrayNode();
    for (double x : vector) {
      array.add(json(x));
    }
    return array;
  }

  /** Rows as the protocol writes them. */
  static ArrayNode json(double[][] rows) {
    ArrayNode array = JSON.createArrayNode();
    for (double[] row : rows) {
      array.add(json(row));
    }
    return array;
  }

  static ArrayNode json(List<String> texts) {
    ArrayNode array = JSON.createArrayNode();
    texts.forEach(array::add);
    return array;
  }
}
