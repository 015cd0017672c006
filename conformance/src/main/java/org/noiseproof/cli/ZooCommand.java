package org.noiseproof.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.ZooTable;
import org.noiseproof.conformance.ZooTable.Exhibit;
import org.noiseproof.spec.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code noiseproof zoo}: which check finds which wrong implementation. */
@Command(
    name = "zoo",
    header = "Shows which checks find which wrong implementation.",
    description = {
      "Puts the zoo of wrong implementations under the kit; the table is Markdown.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./noiseproof zoo > zoo.md",
      "  ./noiseproof zoo clip-after-averaging",
      "",
      "Exit codes: 0 every specimen is found, 64 usage, 70 one got away"
    })
final class ZooCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SPECIMEN", arity = "0..*", description = "All where none is named.")
  private List<String> names = List.of();

  private final Terminal terminal;

  ZooCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Exhibit> exhibits = Usage.check(spec, this::exhibits);
    List<ZooTable.Row> rows = new ArrayList<>();
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      for (Exhibit exhibit : exhibits) {
        progress.running(exhibit.name(), rows.size() + 1, exhibits.size());
        rows.add(ZooTable.row(exhibit, Conformance.DEFAULT_CASES));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(ZooTable.markdown(rows));
    out.flush();
    boolean escaped = rows.stream().anyMatch(row -> row.found().isEmpty());
    return escaped ? ExitCode.INTERNAL : ExitCode.HOLDS;
  }

  private List<Exhibit> exhibits() {
    List<Exhibit> all = ZooTable.exhibits();
    List<String> known = all.stream().map(Exhibit::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown specimen \"%s\": %s".formatted(name, Names.didYouMean(name, known)));
      }
    }
    return all.stream()
        .filter(exhibit -> names.isEmpty() || names.contains(exhibit.name()))
        .toList();
  }
}
