package org.noiseproof.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.noiseproof.vector.VectorFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code noiseproof vectors}: writes the published test vectors. */
@Command(
    name = "vectors",
    header = "Writes the test vectors, JSON for any language.",
    description = {
      "The same bytes on every machine. What is in the folder is read first: an id in its ids.txt",
      "whose content would change is refused, unless the edition was raised.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./noiseproof vectors --write conformance/vectors",
      "",
      "Exit codes: 0 written, 1 an id would change its meaning, 64 usage, 70 internal error"
    })
final class VectorsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--write",
      paramLabel = "FOLDER",
      required = true,
      description = "Where to; it must be there.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    Usage.check(spec, () -> OutputFile.of("--write", folder.resolve(VectorFiles.IDS)));
    SortedMap<String, String> files = VectorFiles.all();
    List<String> faults = faults(files.getOrDefault(VectorFiles.IDS, ""));
    PrintWriter err = spec.commandLine().getErr();
    faults.forEach(fault -> err.println("noiseproof: " + fault));
    err.flush();
    if (!faults.isEmpty()) {
      return ExitCode.VIOLATED;
    }
    files.forEach((name, text) -> OutputFile.of("--write", folder.resolve(name)).write(text));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d files in %s%n", files.size(), folder);
    out.flush();
    return ExitCode.HOLDS;
  }

  private List<String> faults(String next) {
    Path published = folder.resolve(VectorFiles.IDS);
    try {
      return Files.exists(published)
          ? VectorFiles.faults(Files.readString(published), next)
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + published, e);
    }
  }
}
