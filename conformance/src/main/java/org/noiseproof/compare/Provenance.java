package org.noiseproof.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where and when a comparison was made.
 *
 * @param time it was finished
 * @param commit that was checked out, and whether something was changed since; empty outside git
 * @param machine what times can be compared on: devices, processors, system, Java
 */
public record Provenance(Instant time, String commit, String machine) {
  private static final int SHORT = 12;
  private static final int LIMIT_SECONDS = 10;

  /** Of this moment, this folder and this machine. */
  static Provenance now(Comparison comparison, Path folder) {
    return new Provenance(
        Instant.now().truncatedTo(ChronoUnit.SECONDS), commit(folder), machine(comparison));
  }

  private static String machine(Comparison comparison) {
    return "%s; %s; %d processors; %s %s; Java %s"
        .formatted(
            comparison.candidate().description().device(),
            comparison.baseline().description().device(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version().feature());
  }

  private static String commit(Path folder) {
    return git(folder, "rev-parse", "HEAD")
        .map(hash -> hash.substring(0, Math.min(SHORT, hash.length())))
        .map(
            hash ->
                git(folder, "status", "--porcelain", "--untracked-files=no")
                    .filter(changes -> !changes.isEmpty())
                    .map(_ -> hash + " with changes")
                    .orElse(hash))
        .orElse("");
  }

  /** What git prints; empty where there is no git, or it fails. */
  private static Optional<String> git(Path folder, String... arguments) {
    try {
      Process git =
          new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), UTF_8);
      boolean done = git.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      return done && git.exitValue() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
