package org.noiseproof.vector;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * JSON whose lines are what a person wants to see changed or not: flat arrays, and objects of
 * numbers, strings and flat arrays, in one line each.
 */
final class Layout {
  private final StringBuilder text = new StringBuilder();

  private Layout() {}

  static String of(JsonNode json) {
    Layout layout = new Layout();
    layout.print(json, "\n");
    return layout.text.append('\n').toString();
  }

  private void print(JsonNode json, String newline) {
    int height = height(json);
    if (height <= 1 || (json.isObject() && height == 2)) {
      text.append(json);
      return;
    }
    String inner = newline + " ";
    text.append(json.isObject() ? '{' : '[');
    if (json.isObject()) {
      for (Iterator<Map.Entry<String, JsonNode>> it = json.properties().iterator();
          it.hasNext(); ) {
        Map.Entry<String, JsonNode> field = it.next();
        text.append(inner).append('"').append(field.getKey()).append("\": ");
        print(field.getValue(), inner);
        text.append(it.hasNext() ? "," : newline);
      }
    } else {
      for (Iterator<JsonNode> it = json.iterator(); it.hasNext(); ) {
        text.append(inner);
        print(it.next(), inner);
        text.append(it.hasNext() ? "," : newline);
      }
    }
    text.append(json.isObject() ? '}' : ']');
  }

  private static int height(JsonNode json) {
    int most = 0;
    for (JsonNode child : json) {
      most = Math.max(most, height(child));
    }
    return json.isContainer() ? most + 1 : 0;
  }
}
