package org.noiseproof.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A language with an adapter, and what runs it on this machine, if anything does. */
enum Language {
  /** Debian's own has the packages that another one on the path may lack. */
  PYTHON("python3", "import sys; assert sys.version_info >= (3, 8)", ".py"),
  JAVASCRIPT("node", "process.exit(parseInt(process.version.slice(1)) >= 18 ? 0 : 1)", ".mjs");

  /** The folder of the adapters, seen from where the tests of this module run. */
  static final Path ADAPTERS = Path.of("adapters").toAbsolutePath();

  private static final Path PROGRAMS =
      Path.of("src/test/resources/org/noiseproof/adapter").toAbsolutePath();
  private static final long SECONDS = 60;

  private final String command;
  private final String recentEnough;
  private final String ending;

  Language(String command, String recentEnough, String ending) {
    this.command = command;
    this.recentEnough = recentEnough;
    this.ending = ending;
  }

  /** The adapter's source. */
  String adapter() throws IOException {
    return Files.readString(
        ADAPTERS.resolve(
            switch (this) {
              case PYTHON -> "python/noiseproof_adapter.py";
              case JAVASCRIPT -> "javascript/noiseproof-adapter.mjs";
            }));
  }

  /** An interpreter that runs this without an error; the test is skipped where there is none. */
  String interpreter(String program) {
    Optional<String> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/bin"))
            .map(folder -> Path.of(folder, command).toString())
            .filter(path -> Files.isExecutable(Path.of(path)))
            .distinct()
            .filter(path -> runs(path, program))
            .findFirst();
    assumeTrue(found.isPresent(), "no " + command + " here that can: " + program);
    return found.orElseThrow();
  }

  private boolean runs(String interpreter, String program) {
    try {
      Process process =
          builder(List.of(interpreter, this == PYTHON ? "-c" : "-e", program))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      return ended(process) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What one of the programs beside the transcript answers to these lines. */
  List<String> replies(String program, byte[] requests, Path folder) throws IOException {
    Path in = Files.write(folder.resolve("requests"), requests);
    Path out = folder.resolve("replies");
    Process process =
        builder(List.of(interpreter(recentEnough), PROGRAMS.resolve(program + ending).toString()))
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(ended(process)).as("ends with its input").isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(out);
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONPATH", ADAPTERS.resolve("python").toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder;
  }

  private static boolean ended(Process process) {
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }
}
