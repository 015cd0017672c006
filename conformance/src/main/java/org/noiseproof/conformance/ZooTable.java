package org.noiseproof.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.Spec;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.zoo.Specimen;
import org.noiseproof.zoo.WrongEstimators;
import org.noiseproof.zoo.WrongOptimizers;

/** Which checks find which wrong implementation: the proof that the checks can fail. */
public final class ZooTable {
  private ZooTable() {}

  /** The seed of the published table. */
  public static final long SEED = 42;

  /** What is in the table's first rows, and which checks found it. */
  public record Row(Specimen specimen, List<CheckResult> found) {
    public Row {
      found = List.copyOf(found);
    }
  }

  /** Every specimen of the zoo. */
  public static List<Specimen> specimens() {
    return Stream.of(WrongEstimators.all(), WrongOptimizers.all()).flatMap(List::stream).toList();
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

  /** The table, one row a specimen. */
  public static String markdown(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("| specimen | pretends to be | what is wrong | found by |");
    lines.add("| --- | --- | --- | --- |");
    for (Row row : rows) {
      Specimen specimen = row.specimen();
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  specimen.name(),
                  type(specimen),
                  specimen.wrong().replace("|", "\\|"),
                  row.found().stream()
                      .map(result -> "`" + result.check().id() + "`")
                      .collect(Collectors.joining(", "))));
    }
    return String.join("\n", lines) + "\n";
  }

  /** Prints the table. */
  public static void main(String[] arguments) {
    System.out.print(
        markdown(
            specimens().stream()
                .map(specimen -> row(specimen, Conformance.DEFAULT_CASES))
                .toList()));
  }

  /** The spec type that a specimen pretends to implement, as in JSON. */
  static String type(Specimen specimen) {
    return type(specimen.pretends());
  }

  private static String type(Class<? extends Spec> spec) {
    return Names.snakeCase(spec.getSimpleName());
  }
}
