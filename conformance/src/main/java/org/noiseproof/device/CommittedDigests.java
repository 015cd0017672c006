package org.noiseproof.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Precision;

/** The hashes of the {@link Battery} in the host emulation, as committed: those of every device. */
public final class CommittedDigests {
  private CommittedDigests() {}

  /** Of the kernels of a precision. */
  public static Map<String, String> of(Precision precision) {
    try (InputStream in =
        Objects.requireNonNull(CommittedDigests.class.getResourceAsStream(file(precision)))) {
      Map<String, String> digests = new LinkedHashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" "))
          .forEach(pair -> digests.put(pair[0], pair[1]));
      return digests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes them anew, where kernels have changed.
   *
   * @param arguments the folder of the two files
   */
  public static void main(String... arguments) throws IOException {
    for (String name : new String[] {"gpu-emulated", "gpu-emulated-float32"}) {
      Files.writeString(
          Path.of(arguments[0]).resolve(file(Backends.named(name).describe().precision())),
          Battery.digests(Backends.available(name)).entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
              .collect(Collectors.joining()));
    }
  }

  private static String file(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT) + ".digests";
  }
}
