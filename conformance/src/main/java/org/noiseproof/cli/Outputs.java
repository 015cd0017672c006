package org.noiseproof.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The files that a run will write: each can be, and no two are one, before it starts. */
final class Outputs {
  private final CommandSpec spec;
  private final Map<String, OutputFile> files = new LinkedHashMap<>();
  private final List<String> written = new ArrayList<>();

  Outputs(CommandSpec spec) {
    this.spec = spec;
  }

  /** And this one, if it was asked for. */
  Outputs and(String option, Optional<OutputFile> file) {
    file.ifPresent(given -> files.put(option, given));
    RunOptions.distinct(spec, files);
    return this;
  }

  /** And this one, if it was asked for. */
  Outputs and(String option, @Nullable Path path) {
    return and(option, RunOptions.file(spec, option, path));
  }

  /** Writes it, if it was asked for. */
  void write(String option, String what, Supplier<String> content) {
    OutputFile file = files.get(option);
    if (file != null) {
      file.write(content.get());
      said(option, what);
    }
  }

  /** Says that it was written, if it was asked for. */
  void said(String option, String what) {
    OutputFile file = files.get(option);
    if (file != null) {
      written.add(what + ": " + file.path());
    }
  }

  /** What was written where, a line each. */
  List<String> written() {
    return List.copyOf(written);
  }
}
