package org.noiseproof.data;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object with "X", an array of rows of numbers, and "y", an array of integers. */
final class JsonSamples {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonSamples() {}

  static DataFile read(Reader reader) {
    JsonNode root = parse(reader);
    JsonNode x = array(root, "X");
    JsonNode y = array(root, "y");
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(
          "X has %d rows and y has %d labels, expected as many".formatted(x.size(), y.size()));
    }
    List<double[]> rows = new ArrayList<>();
    List<Long> labels = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      double[] row = row(x.get(i), i);
      if (i > 0 && row.length != rows.getFirst().length) {
        throw new IllegalArgumentException(
            "X[%d] has %d numbers, expected %d as X[0]"
                .formatted(i, row.length, rows.getFirst().length));
      }
      rows.add(row);
      labels.add(DecimalNumber.label(number(y.get(i), "y[%d]".formatted(i)), y.get(i).toString()));
    }
    return DataFile.of(rows, labels, List.of());
  }

  private static JsonNode parse(Reader reader) {
    try {
      return JSON.readTree(reader);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  brief(e.getOriginalMessage())),
          e);
    }
  }

  /** Without what the parser says of its source, which the reader knows. */
  private static String brief(String message) {
    int source = message.indexOf(" (start marker");
    return source < 0 ? message : message.substring(0, source);
  }

  private static JsonNode array(JsonNode root, String field) {
    JsonNode array = root.get(field);
    if (array == null || !array.isArray()) {
      throw new IllegalArgumentException(
          "there is no array \"%s\", expected {\"X\": [[…], …], \"y\": […]}".formatted(field));
    }
    return array;
  }

  private static double[] row(JsonNode row, int i) {
    if (!row.isArray() || row.isEmpty()) {
      throw new IllegalArgumentException("X[%d] is no array of numbers".formatted(i));
    }
    double[] numbers = new double[row.size()];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = number(row.get(j), "X[%d][%d]".formatted(i, j));
    }
    return numbers;
  }

  private static double number(JsonNode node, String path) {
    if (!node.isNumber()) {
      throw new IllegalArgumentException(
          "%s is %s, expected a finite number".formatted(path, node));
    }
    return DecimalNumber.finite(node.asDouble(), path);
  }
}
