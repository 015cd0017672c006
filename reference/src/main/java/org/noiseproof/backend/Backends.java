package org.noiseproof.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.noiseproof.spec.Names;

/** The backends on the class path, and those in jars. */
public final class Backends {
  private Backends() {}

  /** All that {@link ServiceLoader} finds, by name. */
  public static List<Backend> all() {
    List<Backend> found = new ArrayList<>();
    ServiceLoader.load(Backend.class).forEach(found::add);
    found.sort(Comparator.comparing(Backend::name));
    return List.copyOf(found);
  }

  /** Those that can run here. */
  public static List<Backend> available() {
    return all().stream().filter(backend -> backend.unavailable().isEmpty()).toList();
  }

  /**
   * The backend of that name, which can run here.
   *
   * @throws IllegalArgumentException where there is none; with the closest match
   * @throws BackendUnavailable where it cannot run here
   * @throws UnreadableBackend where the jar is none, or has no backend
   */
  public static Backend available(String name) {
    Backend backend = named(name);
    backend
        .unavailable()
        .ifPresent(
            reason -> {
              throw new BackendUnavailable(name, reason);
            });
    return backend;
  }

  /**
   * The backend of that name, whether or not it can run here: on the class path; or in a jar,
   * {@code kernels.jar}, or {@code kernels.jar#mine} where that holds several; or in another {@link
   * BackendFile}.
   *
   * @throws IllegalArgumentException where there is none; with the closest match
   * @throws UnreadableBackend where the jar is none, or has no backend
   */
  public static Backend named(String name) {
    if (BackendJar.isNamed(name)) {
      return new BackendJar(name).backend();
    }
    for (BackendFile kind : ServiceLoader.load(BackendFile.class)) {
      Optional<Backend> inFile = kind.backend(name);
      if (inFile.isPresent()) {
        return inFile.get();
      }
    }
    List<Backend> all = all();
    return all.stream()
        .filter(backend -> backend.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown backend \"%s\": %s"
                        .formatted(
                            name,
                            Names.didYouMean(name, all.stream().map(Backend::name).toList()))));
  }
}
