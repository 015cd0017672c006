package org.noiseproof.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The adapters' sources, which are resources here: Java's source launcher needs them as files, the
 * adapter beside what it stands on.
 *
 * @param cache where they are put
 */
record Adapters(Path cache) {
  private static final List<String> BASE =
      List.of("NoiseproofAdapter", "NoiseproofServer", "NoiseproofJson");

  /**
   * The file of an adapter.
   *
   * @throws LibraryUnavailable where it cannot be written
   */
  Path file(String adapter) {
    List<String> sources = Stream.concat(BASE.stream(), Stream.of(adapter)).toList();
    CRC32 sum = new CRC32();
    sources.forEach(source -> sum.update(source(source)));
    String name = adapter + "-" + HexFormat.of().toHexDigits((int) sum.getValue());
    Path folder = cache.resolve("adapters").resolve(name);
    try {
      Files.createDirectories(folder);
      for (String source : sources) {
        write(source(source), folder.resolve(source + ".java"));
      }
      return folder.resolve(adapter + ".java");
    } catch (IOException e) {
      throw new LibraryUnavailable(
          "cannot keep the adapter %s in %s: %s".formatted(adapter, folder, e), e);
    }
  }

  private static byte[] source(String adapter) {
    try (InputStream source = Adapters.class.getResourceAsStream("adapters/" + adapter + ".java")) {
      if (source == null) {
        throw new LinkageError("no adapter " + adapter);
      }
      return source.readAllBytes();
    } catch (IOException e) {
      throw new LibraryUnavailable("cannot read the adapter " + adapter + ": " + e, e);
    }
  }

  /** Whole or not at all: another run may be reading it. */
  private static void write(byte[] source, Path file) throws IOException {
    if (!Files.exists(file)) {
      Path half = Files.createTempFile(file.getParent(), "half", "");
      Files.write(half, source);
      try {
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
