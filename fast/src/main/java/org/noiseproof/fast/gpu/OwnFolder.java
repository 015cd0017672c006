package org.noiseproof.fast.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder for temporary files that nobody else knows of. */
final class OwnFolder {
  private static final String TEMPORARY = "java.io.tmpdir";

  private OwnFolder() {}

  /**
   * Has JCuda load a native part. It unpacks it to a file of a fixed name in the folder for
   * temporary files, where anybody could have put another; so it is given one of its own meanwhile.
   *
   * @param first a use of the part
   */
  static void unpacking(Runnable first) throws IOException {
    String folder = Objects.requireNonNull(System.getProperty(TEMPORARY));
    Path own = Files.createTempDirectory("noiseproof-jcuda");
    System.setProperty(TEMPORARY, own.toString());
    try {
      first.run();
    } finally {
      System.setProperty(TEMPORARY, folder);
      remove(own);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
