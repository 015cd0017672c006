package org.noiseproof.fast.gpu;

import java.nio.file.Path;

/** Where compiled kernels are kept. */
final class CacheFolder {
  private CacheFolder() {}

  /** {@code noiseproof} in the user's cache folder. */
  static Path standard() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path caches =
        configured == null || configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return caches.resolve("noiseproof");
  }
}
