package org.noiseproof.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.noiseproof.backend.Precision;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published files are what the code says, and hold to their own rules. */
final class VectorFilesTest {
  private static final Path FOLDER = Path.of("vectors");
  private static final String SEE =
      "if the change is meant: ./noiseproof vectors --write conformance/vectors";
  private static List<Answered> all = List.of();
  private static SortedMap<String, String> generated = new TreeMap<>();

  @BeforeAll
  static void generate() {
    all = Vectors.all().parallelStream().map(Answered::of).toList();
    generated = VectorFiles.of(all);
  }

  @Test
  void the_published_files_are_what_is_generated_to_the_byte() throws IOException {
    SortedMap<String, String> published = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        published.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    assertThat(published.keySet()).contains("README.md", "schema.json");
    published.keySet().removeAll(List.of("README.md", "schema.json"));
    assertThat(published.keySet()).as(SEE).isEqualTo(generated.keySet());
    generated.forEach(
        (name, text) ->
            assertThat(text.equals(published.get(name))).as(name + ": " + SEE).isTrue());
    assertThat(
            VectorFiles.faults(
                published.getOrDefault("ids.txt", ""), generated.getOrDefault("ids.txt", "")))
        .isEmpty();
  }

  @Test
  void every_file_is_valid_by_the_schema_which_can_fail() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(FOLDER.resolve("schema.json")));
    generated.forEach(
        (name, text) -> {
          if (name.endsWith(".json")) {
            assertThat(schema.validate(text, InputFormat.JSON)).as(name).isEmpty();
            String surprising = text.replaceFirst("\"comment\"", "\"new_field\": 1, \"comment\"");
            assertThat(schema.validate(surprising, InputFormat.JSON)).isNotEmpty();
            String misplaced = text.replaceFirst("\"hex\": ?\\[\"", "\"hex\":[\"1.5\",\"");
            assertThat(schema.validate(misplaced, InputFormat.JSON)).isNotEmpty();
          }
        });
  }

  @Test
  void ids_are_unique_and_flags_are_explained_and_used() {
    Set<String> ids = new HashSet<>();
    Set<String> used = new HashSet<>();
    JsonMapper mapper = new JsonMapper();
    generated.forEach(
        (name, text) -> {
          if (!name.endsWith(".json")) {
            return;
          }
          JsonNode file = mapper.readTree(text);
          Set<String> notes = new HashSet<>(file.get("notes").propertyNames());
          Set<String> here = new HashSet<>();
          for (JsonNode vector : file.get("vectors")) {
            assertThat(ids.add(vector.get("id").asString()))
                .as(vector.get("id").asString())
                .isTrue();
            assertThat(vector.get("id").asString()).startsWith(file.get("type").asString() + "/");
            vector.get("flags").forEach(flag -> here.add(flag.asString()));
            long told =
                vector.get("answers").valueStream().mapToLong(a -> a.get("dialects").size()).sum();
            Set<String> dialects = new HashSet<>();
            vector
                .get("answers")
                .forEach(
                    a -> a.get("dialects").forEach(dialect -> dialects.add(dialect.asString())));
            assertThat(dialects).hasSize((int) told);
          }
          file.get("telling").forEach(id -> assertThat(ids).contains(id.asString()));
          assertThat(here).isEqualTo(notes);
          used.addAll(here);
        });
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(BugClass.values()).map(BugClass::flag).toList());
  }

  @ParameterizedTest
  @EnumSource
  void some_vector_tells_each_dialect_from_each_other(Precision precision) {
    Dialects.all().stream()
        .map(Dialect::type)
        .distinct()
        .forEach(type -> assertThat(Cover.of(type, all, precision).left()).as(type).isEmpty());
  }

  @Test
  void tolerances_of_what_the_spec_means_are_finite_in_double_precision() {
    for (Answered answered : all.stream().filter(one -> one.vector().isSpoken()).toList()) {
      for (Answer.Expected expected : answered.answers().getFirst().expected()) {
        assertThat(expected.float64())
            .as(answered.vector().id())
            .allMatch(tolerance -> tolerance >= 0 && Double.isFinite(tolerance));
      }
    }
  }

  @Test
  void an_id_that_goes_or_changes_its_meaning_is_a_fault_until_the_edition_is_raised() {
    String published = "edition 1\nadam/a 01\nadam/b 02\n";
    assertThat(VectorFiles.faults(published, published)).isEmpty();
    assertThat(VectorFiles.faults(published, published + "adam/c 03\n")).isEmpty();
    assertThat(VectorFiles.faults(published, "edition 1\nadam/a 01\nadam/b 04\n"))
        .singleElement()
        .asString()
        .contains("adam/b has another content");
    assertThat(VectorFiles.faults(published, "edition 1\nadam/b 02\n"))
        .singleElement()
        .asString()
        .contains("adam/a is gone");
    assertThat(VectorFiles.faults(published, "edition 2\nadam/b 04\n")).isEmpty();
  }
}
