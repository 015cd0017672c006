package org.noiseproof.backend;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * A jar that names its backends in {@code META-INF/services/org.noiseproof.backend.Backend}. Its
 * classes are loaded over those of the project, and know nothing of another jar's.
 *
 * @param typed what a user typed: {@code kernels.jar}, or {@code kernels.jar#mine} where it holds
 *     several backends
 */
record BackendJar(String typed) {
  private static final String SUFFIX = ".jar";
  private static final String SERVICE = "META-INF/services/" + Backend.class.getName();

  /** Whether a name is one of a jar, with or without a backend of it. */
  static boolean isNamed(String typed) {
    String lower = typed.toLowerCase(Locale.ROOT);
    return lower.endsWith(SUFFIX) || lower.contains(SUFFIX + "#");
  }

  /**
   * The backend.
   *
   * @throws UnreadableBackend where there is no such jar, or none of its classes is that backend
   * @throws IllegalArgumentException where the jar holds no backend of that name, or several and
   *     none is named
   */
  Backend backend() {
    int end = typed.toLowerCase(Locale.ROOT).lastIndexOf(SUFFIX + "#");
    String file = end < 0 ? typed : typed.substring(0, end + SUFFIX.length());
    List<Backend> all = providers(file).stream().map(provider -> created(file, provider)).toList();
    if (end < 0 && all.size() == 1) {
      return new Named(typed, all.getFirst());
    }
    List<String> names = all.stream().map(Backend::name).toList();
    if (end < 0) {
      throw new IllegalArgumentException(
          "%s holds several backends: expected one of %s"
              .formatted(
                  file, names.stream().map(n -> file + "#" + n).collect(Collectors.joining(", "))));
    }
    String name = typed.substring(file.length() + 1);
    return all.stream()
        .filter(backend -> backend.name().equals(name))
        .findFirst()
        .<Backend>map(backend -> new Named(typed, backend))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown backend \"%s\" in %s: %s"
                        .formatted(name, file, Names.didYouMean(name, names))));
  }

  private static List<ServiceLoader.Provider<Backend>> providers(String file) {
    ClassLoader own = loader(file);
    List<ServiceLoader.Provider<Backend>> providers;
    try {
      providers =
          ServiceLoader.load(Backend.class, own).stream()
              .filter(provider -> own.equals(provider.type().getClassLoader()))
              .toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new UnreadableBackend(file + ": " + e.getMessage(), e);
    }
    if (providers.isEmpty()) {
      throw new UnreadableBackend(
          file + ": no backend that is not on the class path is named in " + SERVICE);
    }
    return providers;
  }

  /** Stays open as long as the program runs: the backend may load a class at any time. */
  private static ClassLoader loader(String file) {
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) {
      throw new UnreadableBackend(file + ": there is no such file");
    }
    try (JarFile jar = new JarFile(path.toFile())) {
      if (jar.getEntry(SERVICE) == null) {
        throw new UnreadableBackend(file + ": it has no " + SERVICE);
      }
      return new URLClassLoader(
          "backends of " + file, new URL[] {path.toUri().toURL()}, Backend.class.getClassLoader());
    } catch (IOException e) {
      throw new UnreadableBackend(file + ": it cannot be read as a jar: " + e.getMessage(), e);
    }
  }

  private static Backend created(String file, ServiceLoader.Provider<Backend> provider) {
    try {
      return provider.get();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new UnreadableBackend(
          "%s: %s cannot be created: %s"
              .formatted(
                  file, provider.type().getName(), Optional.ofNullable(e.getCause()).orElse(e)),
          e);
    }
  }

  /** A backend under the name that finds it again. */
  private record Named(String name, Backend backend) implements Backend {
    @Override
    public Description describe() {
      return backend.describe();
    }

    @Override
    public Optional<String> unavailable() {
      return backend.unavailable();
    }

    @Override
    public Map<String, Long> usage() {
      return backend.usage();
    }

    @Override
    public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
      return backend.estimator(spec);
    }

    @Override
    public Optional<Optimizer> optimizer(OptimizerSpec spec) {
      return backend.optimizer(spec);
    }

    @Override
    public Optional<Norm> norm(NormSpec spec) {
      return backend.norm(spec);
    }

    @Override
    public Optional<Ensemble> ensemble(EnsembleSpec spec) {
      return backend.ensemble(spec);
    }
  }
}
