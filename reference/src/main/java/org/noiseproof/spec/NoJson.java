package org.noiseproof.spec;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/** Why a text is no JSON, in words for who wrote it: the parser's own speak of its settings. */
public final class NoJson {
  private NoJson() {}

  /** What is wrong with the text that the parser refused. */
  public static String because(JacksonException refusal) {
    String message = refusal.getOriginalMessage();
    if (message.startsWith("Non-standard token")) {
      return "NaN and Infinity are no JSON numbers; write the strings \"NaN\", \"Infinity\","
          + " \"-Infinity\""
          + where(refusal);
    }
    if (refusal instanceof StreamConstraintsException) {
      return message.contains("nesting")
          ? "nested too deep, %s".formatted(count(message))
          : "a number or a string in it is too long, %s".formatted(count(message));
    }
    if (message.startsWith("Unexpected end-of-input")) {
      return "it ends before it is complete" + where(refusal);
    }
    if (refusal instanceof DatabindException) {
      return "one value is expected, and another follows" + where(refusal);
    }
    if (message.startsWith("Duplicate")) {
      return message.replace("Duplicate Object property", "Duplicate field") + where(refusal);
    }
    return firstWords(message) + where(refusal);
  }

  /** "(501) exceeds the maximum allowed (500, from …": the two numbers. */
  private static String count(String message) {
    return message.replaceAll(".*?\\((\\d+)\\)[^(]*\\((\\d+).*", "$1 where $2 are allowed");
  }

  /** What comes before the parser speaks of where it had been. */
  private static String firstWords(String message) {
    int source = message.indexOf(" (for ");
    return source < 0 ? message : message.substring(0, source);
  }

  private static String where(JacksonException refusal) {
    TokenStreamLocation location = refusal.getLocation();
    return location == null || location.getColumnNr() < 1
        ? ""
        : ", at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
