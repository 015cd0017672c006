package org.noiseproof.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.noiseproof.check.Subject;
import org.noiseproof.identify.Identification;
import org.noiseproof.identify.Identify;
import org.noiseproof.report.IdentificationJson;
import org.noiseproof.spec.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code noiseproof identify}: which dialect an implementation speaks. */
@Command(
    name = "identify",
    header = "Names the dialect that an implementation speaks, by asking it.",
    description = {
      "Adam with ε inside or outside the root, momentum with or without the learning rate, clipping",
      "by value or by norm: docs/dialects.md has them all. What speaks none gets the nearest one,",
      "with the first question that it answers differently.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./noiseproof identify --library tribuo",
      "  ./noiseproof identify --library tribuo --type adam",
      "  ./noiseproof identify --command 'python3 my_adam.py'",
      "",
      "Exit codes: 0 all speak a known dialect, 1 something speaks none, 64 usage, 69 the library",
      "            could not be fetched, the program started or the device found"
    })
final class IdentifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final RunOptions run = new RunOptions();
  @Mixin private final SubjectOptions who = new SubjectOptions();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "A type of spec: adam. May be given again (default: all that have dialects).")
  private List<String> types = List.of();

  private final Terminal terminal;

  IdentifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (String type : types) {
      if (!Identify.types().contains(type)) {
        throw new ParameterException(
            spec.commandLine(),
            "unknown --type \"%s\": %s".formatted(type, Names.didYouMean(type, Identify.types())));
      }
    }
    run.json(spec);
    List<Identification> found = new ArrayList<>();
    try (Subject subject = who.subject(spec, run);
        Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      List<String> asked = types.isEmpty() ? Identify.types() : types;
      for (String type : asked) {
        progress.running(type, found.size() + 1, asked.size());
        found.add(Identify.of(subject, type));
      }
      run.writeJson(spec, () -> IdentificationJson.of(subject, found));
      PrintWriter people = run.people(spec);
      IdentifySummary.lines(subject, found, terminal).forEach(people::println);
      people.flush();
    }
    return found.stream().anyMatch(one -> one.nearest().isPresent())
        ? ExitCode.VIOLATED
        : ExitCode.HOLDS;
  }
}
