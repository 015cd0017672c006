package org.noiseproof.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.zoo.Specimen;
import org.noiseproof.zoo.WrongEstimators;
import org.noiseproof.zoo.WrongNorms;
import org.noiseproof.zoo.WrongOptimizers;

/** Which checks find which wrong implementation: the proof that the checks can fail. */
public final class ZooTable {
  private ZooTable() {}

  /** The seed of the published table. */
  public static final long SEED = 42;

  /**
   * A wrong implementation as the checks see it.
   *
   * @param name a short slug
   * @param wrong what is wrong, one sentence
   * @param type the spec type that it pretends to implement, as in JSON
   * @param subject what is wrong
   */
  public record Exhibit(String name, String wrong, String type, Subject subject) {
    static Exhibit of(Specimen specimen) {
      return new Exhibit(
          specimen.name(),
          specimen.wrong(),
          ZooTable.type(specimen),
          Subject.of(specimen.backend()));
    }
  }

  /** An exhibit and what found it. */
  public record Row(Exhibit exhibit, List<CheckResult> found) {
    public Row {
      found = List.copyOf(found);
    }
  }

  /** Every specimen of the zoo. */
  public static List<Specimen> specimens() {
    return Stream.of(WrongEstimators.all(), WrongOptimizers.all(), WrongNorms.all())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Everything that is wrong: every specimen, and those whose steps are right and memory is not.
   */
  public static List<Exhibit> exhibits() {
    return Stream.concat(specimens().stream().map(Exhibit::of), WrongMemories.all().stream())
        .toList();
  }

  /** An exhibit under every check of the spec that it pretends to implement. */
  public static Row row(Exhibit exhibit, int cases) {
    List<Check> checks =
        Checks.all().stream().filter(check -> check.type().equals(exhibit.type())).toList();
    return new Row(
        exhibit,
        Conformance.run(exhibit.subject(), checks, SEED, cases, Listener.silent())
            .results()
            .stream()
            .filter(result -> result.verdict() == Verdict.VIOLATED)
            .toList());
  }

  /** A table for each spec type, one row a specimen. */
  public static String markdown(List<Row> rows) {
    Map<String, List<Row>> byType =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.exhibit().type(), LinkedHashMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    byType.forEach(
        (type, exhibits) -> {
          text.append("\n## ").append(type).append("\n\n");
          text.append("| specimen | what is wrong | laws | vectors | criteria |\n");
          text.append("| --- | --- | --- | --- | --- |\n");
          exhibits.forEach(row -> text.append(line(row)));
        });
    return text.toString();
  }

  private static String line(Row row) {
    String type = row.exhibit().type();
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            row.exhibit().name(),
            row.exhibit().wrong().replace("|", "\\|"),
            names(row, group(type) + "/" + type + "/", ""),
            names(row, "vector/" + type + "/", ""),
            names(row, "criterion/", "/" + type));
  }

  /** What the laws of a type are named after. */
  private static String group(String type) {
    return SpecJson.norms().contains(type) ? "norm" : "law";
  }

  /** The checks whose ids have this prefix and suffix, by what is between. */
  private static String names(Row row, String prefix, String suffix) {
    return row.found().stream()
        .map(result -> result.check().id())
        .filter(id -> id.startsWith(prefix) && id.endsWith(suffix))
        .map(id -> "`" + id.substring(prefix.length(), id.length() - suffix.length()) + "`")
        .collect(Collectors.joining(" "));
  }

  /** The spec type that a specimen pretends to implement, as in JSON. */
  static String type(Specimen specimen) {
    return type(specimen.pretends());
  }

  private static String type(Class<? extends Spec> spec) {
    return Names.snakeCase(spec.getSimpleName());
  }
}
