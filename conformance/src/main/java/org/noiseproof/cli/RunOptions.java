package org.noiseproof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.conformance.Conformance;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What every command that runs something is told: on which backend, with which seed. */
final class RunOptions {
  static final String SEED =
      "Master seed (default: the committed one, " + Conformance.DEFAULT_SEED + ").";

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The backend (default: cpu where there is one, else reference).")
  private @Nullable String backend;

  @Option(names = "--seed", paramLabel = "N|random", converter = Seed.class, description = SEED)
  private long seed = Conformance.DEFAULT_SEED;

  @Mixin private final JsonOption json = new JsonOption();

  long seed() {
    return seed;
  }

  /** The backend asked for; the fast one by default. */
  Backend backend(CommandSpec spec) {
    return Usage.check(spec, () -> backend == null ? fastest() : Backends.available(backend));
  }

  Optional<String> backendName() {
    return Optional.ofNullable(backend);
  }

  private static Backend fastest() {
    List<Backend> all = Backends.all();
    return all.stream()
        .filter(candidate -> "cpu".equals(candidate.name()))
        .findFirst()
        .orElseGet(() -> Backends.named("reference"));
  }

  /** Where --json goes, if to a file. */
  Optional<OutputFile> json(CommandSpec spec) {
    return json.file(spec);
  }

  /** Writes the JSON to where it was asked for, if it was. */
  void writeJson(CommandSpec spec, Supplier<String> content) {
    json.write(spec, content);
  }

  /** Where people read: standard error where standard output holds JSON. */
  PrintWriter people(CommandSpec spec) {
    return json.people(spec);
  }

  /** The file that an option names, refused here if it cannot be written. */
  static Optional<OutputFile> file(CommandSpec spec, String option, @Nullable Path path) {
    return Optional.ofNullable(path)
        .map(given -> Usage.check(spec, () -> OutputFile.of(option, given)));
  }

  /** No two of them are one file. */
  static void distinct(CommandSpec spec, Map<String, OutputFile> outputs) {
    Usage.check(
        spec,
        () -> {
          OutputFile.distinct(outputs);
          return outputs;
        });
  }

  /** A number, or a drawn one. */
  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      if ("random".equals(value)) {
        return new SecureRandom().nextLong() >>> 1;
      }
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "\"%s\" is no seed; expected an integer of at most 64 bits, or random"
                .formatted(value));
      }
    }
  }
}
