package org.noiseproof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a command's JSON goes, and where people then read. */
final class JsonOption {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Everything as one JSON object; - is standard output.")
  private @Nullable Path json;

  /** Where it goes, if to a file. */
  Optional<OutputFile> file(CommandSpec spec) {
    return STANDARD_OUTPUT.equals(json) ? Optional.empty() : RunOptions.file(spec, "--json", json);
  }

  /** Writes the JSON to where it was asked for, if it was. */
  void write(CommandSpec spec, Supplier<String> content) {
    if (STANDARD_OUTPUT.equals(json)) {
      spec.commandLine().getOut().println(content.get());
      spec.commandLine().getOut().flush();
    } else {
      file(spec).ifPresent(file -> file.write(content.get() + "\n"));
    }
  }

  /** Where people read: standard error where standard output holds JSON. */
  PrintWriter people(CommandSpec spec) {
    return STANDARD_OUTPUT.equals(json) ? spec.commandLine().getErr() : spec.commandLine().getOut();
  }
}
