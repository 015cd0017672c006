package org.noiseproof.backend;

import java.util.Optional;

/**
 * A kind of files that hold a backend, which a user may name in the place of one. Found through
 * {@link java.util.ServiceLoader}.
 */
public interface BackendFile {

  /**
   * The backend in a file, under the name that was typed; empty where that is no name of such a
   * file.
   *
   * @throws UnreadableBackend where it is, but there is none or it holds no backend
   */
  Optional<Backend> backend(String typed);
}
