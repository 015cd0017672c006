package org.noiseproof.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a run will write, known to be writable before the run starts. */
record OutputFile(Path path) {

  /**
   * The file that an option names.
   *
   * @throws IllegalArgumentException that says why it cannot be written
   */
  static OutputFile of(String option, Path path) {
    Path folder = path.toAbsolutePath().getParent();
    String problem =
        Files.isDirectory(path)
            ? "it is a folder"
            : folder == null || !Files.isDirectory(folder)
                ? "there is no folder " + folder
                : Files.isWritable(folder) && (!Files.exists(path) || Files.isWritable(path))
                    ? ""
                    : "permission denied";
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: cannot write %s: %s".formatted(option, path, problem));
    }
    return new OutputFile(path);
  }

  /** Writes it whole; what was there stays until then. */
  void write(String content) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) { // a pipe, a terminal
        Files.writeString(path, content);
        return;
      }
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      Path draft = target.resolveSibling("." + target.getFileName() + ".part");
      Files.writeString(draft, content);
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }
}
