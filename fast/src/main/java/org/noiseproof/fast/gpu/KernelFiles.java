package org.noiseproof.fast.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.BackendFile;
import org.noiseproof.backend.UnreadableBackend;

/**
 * Kernels of a user's own, {@code mine.cu} or {@code mine.ptx} with a {@link KernelManifest} {@code
 * mine.json} beside it. PTX needs a device. A source runs in the host emulation: the checks are
 * worth as much there, and times tell nothing of a GPU; for a device compile it to PTX.
 */
public final class KernelFiles implements BackendFile {
  private static final String CUDA = ".cu";
  private static final String PTX = ".ptx";
  private static final String SHARED = "noiseproof.h";

  @Override
  public Optional<Backend> backend(String typed) {
    if (!typed.endsWith(CUDA) && !typed.endsWith(PTX)) {
      return Optional.empty();
    }
    Path file = Path.of(typed);
    String base = typed.substring(0, typed.lastIndexOf('.'));
    String text = text(file);
    String json = text(Path.of(base + ".json"));
    try {
      KernelManifest manifest = KernelManifest.of(json);
      String name = String.valueOf(file.getFileName());
      boolean source = typed.endsWith(CUDA);
      Kernels kernels =
          source
              ? new UserKernels(name, "", text, headers(file, manifest))
              : new UserKernels(name, text, "", Map.of());
      return Optional.of(
          new KernelBackend(typed, source ? Driver.HOST : Driver.NVIDIA, kernels, manifest));
    } catch (IllegalArgumentException e) {
      throw new UnreadableBackend(base + ".json: " + e.getMessage(), e);
    }
  }

  /** Those beside the source, and this project's. */
  private static Map<String, String> headers(Path source, KernelManifest manifest) {
    Map<String, String> headers = new HashMap<>();
    for (String header : manifest.headers()) {
      headers.put(
          header,
          header.equals(SHARED) ? Program.resource(SHARED) : text(source.resolveSibling(header)));
    }
    return headers;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UnreadableBackend(file + ": it cannot be read: " + e.getMessage(), e);
    }
  }
}
