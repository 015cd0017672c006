package org.noiseproof.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tolerances are defined in one file, each with its reason; anywhere else a literal one is a guess.
 */
final class LiteralToleranceTest {
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?:offset|within|withPrecision|isCloseTo|assertEquals|isLessThan\\w*|tolerance|slack)\\b"
              + ".*?[^\\w.]\\d+(?:\\.\\d*)?[eE]-\\d"
              + "|(?:offset|within|withPrecision|isLessThan\\w*)\\([^()]*\\b0x[\\da-f.]+p-\\d");

  @Test
  void no_file_but_Tolerance_holds_a_literal_tolerance() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (isLiteralTolerance(lines.get(i))) {
          found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void the_rule_sees_a_literal_tolerance_and_passes_over_other_numbers() {
    String close = "assertThat(x).isCloseTo(y, within(%s));";
    assertThat(isLiteralTolerance(close.formatted("1e-9"))).isTrue();
    assertThat(isLiteralTolerance(close.formatted("0x1p-30"))).isTrue();
    assertThat(isLiteralTolerance("double slack = 2.5e-12 * scale;")).isTrue();
    assertThat(isLiteralTolerance(close.formatted("Tolerance.CLOSED_FORM"))).isFalse();
    assertThat(isLiteralTolerance("double epsilon = 1e-8;")).isFalse();
    assertThat(isLiteralTolerance(" * tolerance of 1e-9")).isFalse();
    assertThat(isLiteralTolerance("say(\"below the slack of 1e-13\");")).isFalse();
  }

  private static boolean isLiteralTolerance(String line) {
    return !line.strip().startsWith("*")
        && !line.strip().startsWith("//")
        && LITERAL.matcher(line.replaceAll("\"[^\"]*\"", "")).find();
  }

  private static List<Path> sources() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("reference", "fast", "properties", "conformance")) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("Tolerance.java"))
            .filter(file -> !file.endsWith("LiteralToleranceTest.java"))
            .forEach(sources::add);
      }
    }
    assertThat(sources).isNotEmpty();
    return sources;
  }
}
