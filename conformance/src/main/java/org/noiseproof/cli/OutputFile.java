package org.noiseproof.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

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

  /**
   * Refuses two options that name one file: the second would overwrite the first.
   *
   * @throws IllegalArgumentException that names both
   */
  static void distinct(Map<String, OutputFile> files) {
    Map<Path, String> taken = new HashMap<>();
    files.forEach(
        (option, file) -> {
          String other = taken.putIfAbsent(file.real(), option);
          if (other != null) {
            throw new IllegalArgumentException(
                "%s and %s name the same file: %s".formatted(other, option, file.path()));
          }
        });
  }

  private Path real() {
    try {
      if (Files.exists(path)) {
        return path.toRealPath();
      }
      Path absolute = path.toAbsolutePath().normalize();
      Path folder = Objects.requireNonNull(absolute.getParent(), "a file lies in a folder");
      return folder.toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot resolve " + path, e);
    }
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
