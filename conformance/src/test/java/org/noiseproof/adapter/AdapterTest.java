package org.noiseproof.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The adapters of other languages, each behind a program that has everything. */
final class AdapterTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BROKEN_LINES = 1000;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Language.class)
  void the_transcript_is_answered_line_by_line(Language language) throws IOException {
    List<String> requests = transcript('>');
    List<String> expected = transcript('<');
    byte[] lines = bytes(String.join("\n", requests) + "\n");
    List<String> replies = language.replies("momentum", lines, folder);
    assertThat(replies).hasSameSizeAs(expected);
    for (int i = 0; i < replies.size(); i++) {
      assertReply(requests.get(i), replies.get(i), expected.get(i));
    }
  }

  private static void assertReply(String request, String line, String expected) {
    JsonNode reply = JSON.readTree(line);
    if (expected.startsWith("{")) {
      JsonNode wanted = JSON.readTree(expected);
      assertThat(reply.path("id")).as(request).isEqualTo(JSON.readTree(request).path("id"));
      for (String field : wanted.propertyNames()) {
        assertThat(bits(reply.path("ok").path(field)))
            .as("%s of %s to %s", field, line, request)
            .isEqualTo(bits(wanted.path(field)));
      }
    } else {
      String[] codeAndMessage = expected.split(" ", 2);
      JsonNode error = reply.path("error");
      assertThat(error.path("code").asString()).as(line).isEqualTo(codeAndMessage[0]);
      assertThat(error.path("message").asString())
          .as(request)
          .contains(codeAndMessage.length > 1 ? codeAndMessage[1] : "");
    }
  }

  /** JSON in which 1, 1.0 and 1e0 are the same number, and 0.0 and −0.0 are not. */
  private static String bits(JsonNode json) {
    if (json.isNumber()) {
      return Double.toString(json.doubleValue());
    }
    if (json.isArray()) {
      return json.valueStream().map(AdapterTest::bits).collect(Collectors.joining(",", "[", "]"));
    }
    if (json.isObject()) {
      return json.propertyStream()
          .map(field -> field.getKey() + ":" + bits(field.getValue()))
          .sorted()
          .collect(Collectors.joining(",", "{", "}"));
    }
    return json.toString();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void a_thousand_broken_lines_are_answered_and_survived(Language language) throws IOException {
    List<String> whole = transcript('>').subList(0, 25);
    Random random = new Random(20260801);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int i = 0; i < BROKEN_LINES; i++) {
      lines.write(broken(whole.get(random.nextInt(whole.size())), random));
      lines.write('\n');
    }
    String last = "{\"id\":12345,\"op\":\"hello\",\"protocol\":1}";
    lines.write(bytes(last));
    List<String> replies = language.replies("momentum", lines.toByteArray(), folder);
    assertThat(replies).hasSize(BROKEN_LINES + 1);
    for (String line : replies) {
      JsonNode reply = JSON.readTree(line);
      assertThat(reply.has("ok")).as(line).isNotEqualTo(reply.has("error"));
      assertThat(reply.path("error").path("code").asString("")).as(line).isNotEqualTo("internal");
      assertThat(reply.path("error").path("message").asString("?")).isNotEmpty();
    }
    assertReply(last, replies.getLast(), "{\"name\":\"momentum\"}");
  }

  /** A line that lost its end, a piece, or a byte; or in which a value is of another kind. */
  private static byte[] broken(String line, Random random) {
    byte[] bytes = bytes(line);
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> {
        return bytes(line.substring(0, at) + line.substring(Math.min(line.length(), at + 3)));
      }
      case 2 -> bytes[at] = (byte) (11 + random.nextInt(240));
      case 3 -> {
        List<String> others =
            List.of("null", "[]", "{}", "-1", "true", "\"?\"", "1e400", "[[1],2]");
        String other = others.get(random.nextInt(others.size()));
        return bytes(
            line.replaceFirst("(?<=[:,])(?:\\d+|\"\\w+\"|\\[[^\\[\\]]*\\])(?=[,}])", other));
      }
      default -> {
        return bytes("[".repeat(random.nextInt(5000)) + line);
      }
    }
    return bytes;
  }

  @Test
  void both_adapters_know_the_same_specs_and_all_there_are() throws IOException {
    Map<String, List<String>> table = specs(Language.PYTHON.adapter());
    assertThat(specs(Language.JAVASCRIPT.adapter())).isEqualTo(table);
    records(OptimizerSpec.class, EstimatorSpec.class, NormSpec.class)
        .forEach(
            record ->
                assertThat(table.get(Names.snakeCase(record.getSimpleName())))
                    .as(record.getSimpleName())
                    .isEqualTo(
                        Arrays.stream(record.getRecordComponents())
                            .map(RecordComponent::getName)
                            .map(Names::snakeCase)
                            .toList()));
  }

  private static Stream<Class<?>> records(Class<?>... sealed) {
    return Arrays.stream(sealed)
        .flatMap(
            type ->
                type.isSealed()
                    ? records(type.getPermittedSubclasses())
                    : Stream.<Class<?>>of(type));
  }

  /** Type → hyperparameters, as the table in an adapter's source has them. */
  private static Map<String, List<String>> specs(String source) {
    String quotes = source.contains("SPECS = \"\"\"") ? "\"\"\"" : "`";
    String table = source.split("SPECS = " + quotes, 2)[1].split(quotes, 2)[0];
    Map<String, List<String>> types = new HashMap<>();
    for (String entry : table.split("[|\n]", -1)) {
      List<String> words = new ArrayList<>(List.of(entry.strip().split("\\s+")));
      String type = words.removeFirst();
      types.put(type, words.stream().map(word -> word.split("\\W", 2)[0]).toList());
    }
    return types;
  }

  private static List<String> transcript(char side) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/org/noiseproof/adapter/transcript.txt"))
        .stream()
        .filter(line -> line.startsWith(side + " "))
        .map(line -> line.substring(2))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
