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
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.Spec;
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

  /** A specimen and what found it. */
  public record Row(Specimen specimen, List<CheckResult> found) {
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

  /** A specimen under every check of the spec that it pretends to implement. */
  public static Row row(Specimen specimen, int cases) {
    List<Check> checks =
        Checks.all().stream().filter(check -> check.type().equals(type(specimen))).toList();
    return new Row(
        specimen,
        Conformance.run(Subject.of(specimen.backend()), checks, SEED, cases, Listener.silent())
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
                    row -> type(row.specimen()), LinkedHashMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    byType.forEach(
        (type, specimens) -> {
          text.append("\n## ").append(type).append("\n\n");
          text.append("| specimen | what is wrong | laws | vectors | criteria |\n");
          text.append("| --- | --- | --- | --- | --- |\n");
          specimens.forEach(row -> text.append(line(row)));
        });
    return text.toString();
  }

  private static String line(Row row) {
    String type = type(row.specimen());
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            row.specimen().name(),
            row.specimen().wrong().replace("|", "\\|"),
            names(row, group(row.specimen()) + "/" + type + "/", ""),
            names(row, "vector/" + type + "/", ""),
            names(row, "criterion/", "/" + type));
  }

  /** What the laws of a specimen's spec are named after. */
  private static String group(Specimen specimen) {
    return NormSpec.class.isAssignableFrom(specimen.pretends()) ? "norm" : "law";
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
