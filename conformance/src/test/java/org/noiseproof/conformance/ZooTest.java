package org.noiseproof.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.check.Check;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.conformance.ZooTable.Exhibit;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Verdict;

/** Holds docs/zoo.md to its word: what the table says finds a specimen, finds it. */
final class ZooTest {
  private static final Path TABLE = Path.of("..", "docs", "zoo.md");
  private static final Pattern CELL_END = Pattern.compile(" ?(?<!\\\\)\\| ");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  static Stream<Named<Exhibit>> exhibits() {
    return ZooTable.exhibits().stream().map(exhibit -> Named.of(exhibit.name(), exhibit));
  }

  @Test
  void the_table_lists_the_zoo_and_nothing_else() throws IOException {
    assertThat(ZooTable.exhibits()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(published().keySet())
        .containsExactlyInAnyOrderElementsOf(
            ZooTable.exhibits().stream().map(Exhibit::name).toList());
  }

  @ParameterizedTest
  @MethodSource("exhibits")
  void the_first_and_the_last_check_of_its_row_find_a_specimen(Exhibit exhibit) throws IOException {
    List<String> ids = published().getOrDefault(exhibit.name(), List.of());
    assertThat(ids).isNotEmpty();
    List<Check> checks = Checks.select(List.of(ids.getFirst(), ids.getLast()));
    ConformanceRun run =
        Conformance.run(
            exhibit.subject(), checks, ZooTable.SEED, Conformance.DEFAULT_CASES, Listener.silent());
    assertThat(run.results())
        .allSatisfy(
            result -> {
              assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
              assertThat(result.counterexample()).isPresent();
            });
  }

  @Test
  void a_row_names_what_found_the_specimen_and_breaks_no_table() {
    Exhibit exhibit =
        ZooTable.exhibits().stream()
            .filter(one -> one.name().equals("maximum-norm"))
            .findFirst()
            .orElseThrow();
    String[] lines = ZooTable.markdown(List.of(ZooTable.row(exhibit, 10))).strip().split("\n", -1);
    assertThat(lines).hasSize(5);
    assertThat(lines[0]).isEqualTo("## per_sample_clip");
    assertThat(lines[4])
        .startsWith("| maximum-norm | the row is measured in the ℓ∞ norm | `")
        .contains(" `contract` ", "`thresholds`")
        .endsWith("` |");
  }

  /** Specimen to the ids of what finds it. */
  static Map<String, List<String>> published() throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    String type = "";
    for (String line : Files.readAllLines(TABLE)) {
      if (line.startsWith("## ")) {
        type = line.substring("## ".length());
      } else if (line.startsWith("| ") && line.contains("`")) {
        List<String> cells = CELL_END.splitAsStream(line.substring(2)).toList();
        List<String> ids = new ArrayList<>();
        String laws = SpecJson.norms().contains(type) ? "norm" : "law";
        ids.addAll(ids(laws + "/" + type + "/%s", cells.get(2)));
        ids.addAll(ids("vector/" + type + "/%s", cells.get(3)));
        ids.addAll(ids("criterion/%s/" + type, cells.get(4)));
        found.put(cells.get(0), ids);
      }
    }
    return found;
  }

  private static List<String> ids(String template, String cell) {
    return NAME.matcher(cell)
        .results()
        .map(match -> template.replace("%s", match.group(1)))
        .toList();
  }
}
