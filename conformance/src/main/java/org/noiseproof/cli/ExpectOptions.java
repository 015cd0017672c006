package org.noiseproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.ExpectedFailures;
import org.noiseproof.conformance.ExpectedFailuresJson;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which failures are expected, and where the list of today's goes. */
final class ExpectOptions {
  private static final int DAYS = 180;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = {
        "Failures that are known; one that is gone is a failure. A library has",
        "a file of its own, unless another is named here."
      })
  private @Nullable Path expect;

  @Option(
      names = "--pin",
      paramLabel = "FILE",
      description = "Write today's failures, to be expected for " + DAYS + " days.")
  private @Nullable Path pin;

  @Option(names = "--issue", paramLabel = "URL", description = "Where those are followed up.")
  private @Nullable String issue;

  /** What is expected of a subject, where nothing is said: what is known. */
  ExpectedFailures expected(CommandSpec spec, Subject subject, ExpectedFailures known) {
    Path file = expect;
    if (pin != null && issue == null) {
      throw new ParameterException(spec.commandLine(), "--pin needs an --issue");
    }
    if (file == null) {
      return known;
    }
    return Usage.check(
        spec,
        () -> {
          try {
            return ExpectedFailuresJson.read(Files.readString(file)).of(subject);
          } catch (IOException e) {
            throw new IllegalArgumentException("--expect: cannot read " + file, e);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--expect " + file + ": " + e.getMessage(), e);
          }
        });
  }

  static LocalDate today() {
    return LocalDate.now(ZoneId.systemDefault());
  }

  /** And where they are written. */
  void open(Outputs outputs) {
    outputs.and("--pin", pin);
  }

  /** Writes the failures of a run, if that was asked for. */
  void write(CommandSpec spec, Outputs outputs, ConformanceRun run) {
    String followedUp = issue;
    if (followedUp != null) {
      outputs.write(
          "--pin",
          "Expected failures",
          () ->
              Usage.check(
                  spec,
                  () ->
                      ExpectedFailuresJson.write(
                          ExpectedFailures.pinned(run, followedUp, today().plusDays(DAYS)))));
    }
  }
}
