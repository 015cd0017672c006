package org.noiseproof.cli;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.Checks;
import org.noiseproof.library.Libraries;
import org.noiseproof.wire.Program;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Who is examined: a library, a program, or else a backend. */
final class SubjectOptions {
  @Option(names = "--library", paramLabel = "NAME", description = "A library. See `list`.")
  private @Nullable String library;

  @Option(
      names = "--command",
      paramLabel = "COMMAND",
      description = "A program that speaks the protocol, in any language.")
  private @Nullable String command;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = {
        "How long an answer of the program may take (default: ${DEFAULT-VALUE});",
        "the first, when it starts, six times as long."
      })
  private double timeout = Program.DEFAULT_LIMIT.toSeconds();

  /** Whether it is a library that an adapter is there for. */
  boolean isLibrary() {
    return library != null;
  }

  /** What is asked for, started. */
  Subject subject(CommandSpec spec, RunOptions run) {
    String name = library;
    String program = command;
    if (Stream.of(name, program, run.backendName().orElse(null)).filter(Objects::nonNull).count()
        > 1) {
      throw new ParameterException(
          spec.commandLine(), "--library, --command and --backend exclude each other");
    }
    if (name != null) {
      return Usage.check(spec, () -> Libraries.named(name));
    }
    if (program != null) {
      return Usage.check(spec, () -> program(spec, program));
    }
    return Subject.of(run.backend(spec));
  }

  private Program program(CommandSpec spec, String text) {
    Program program = Program.start(text, limit());
    List<String> unknown =
        Stream.concat(
                program.unknown().stream(),
                program.notPromised().stream().filter(check -> !Checks.isKnown(check)))
            .toList();
    if (!unknown.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("noiseproof: nothing is known of " + String.join(", ", unknown));
    }
    return program;
  }

  private Duration limit() {
    if (!(timeout > 0 && timeout <= Duration.ofDays(1).toSeconds())) {
      throw new IllegalArgumentException(
          "--timeout = %s is out of range: above 0, at most a day".formatted(timeout));
    }
    return Duration.ofNanos((long) (timeout * Duration.ofSeconds(1).toNanos()));
  }
}
