package org.noiseproof.library;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fetches artifacts with what they need, once, by asking Maven: so the user's mirrors, proxies and
 * credentials are honoured, and the libraries under test stay off this project's own class path.
 *
 * @param cache where fetched artifacts are kept
 * @param maven the command and its first arguments
 */
record MavenFetch(Path cache, List<String> maven) {
  private static final String COPY =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies";
  private static final int MINUTES = 15;

  /** In the user's cache folder, by the Maven on the path, or else by this project's wrapper. */
  static MavenFetch standard() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path caches =
        configured == null || configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return new MavenFetch(
        caches.resolve("noiseproof"),
        isOnPath("mvn")
            ? List.of("mvn")
            : wrapper().map(script -> List.of("sh", script.toString())).orElse(List.of("mvn")));
  }

  private static boolean isOnPath(String command) {
    String path = System.getenv("PATH");
    return path != null
        && Stream.of(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  /** {@code mvnw}, in a folder above this class's. */
  private static Optional<Path> wrapper() {
    CodeSource source = MavenFetch.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    return Stream.iterate(Path.of(URI.create(source.getLocation().toString())), Path::getParent)
        .takeWhile(Objects::nonNull)
        .map(folder -> folder.resolve("mvnw"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * The artifacts' jars and those of their dependencies. What is fetched is kept under these very
   * coordinates, so that another version is another folder.
   *
   * @param name of the library, for the folder
   * @param artifacts not empty
   * @throws LibraryUnavailable where they are neither there nor to be had
   */
  List<Path> jars(String name, List<Artifact> artifacts) {
    Path folder =
        cache.resolve(
            "%s-%s-%08x"
                .formatted(name, artifacts.getFirst().version(), artifacts.toString().hashCode()));
    try {
      if (!Files.isDirectory(folder)) {
        fetch(artifacts, folder);
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      }
    } catch (IOException e) {
      throw new LibraryUnavailable(
          "cannot keep " + artifacts.getFirst() + " in " + cache + ": " + e, e);
    }
  }

  /** Into a folder beside it first, so that the cache never holds half of an artifact. */
  private void fetch(List<Artifact> artifacts, Path folder) throws IOException {
    Artifact artifact = artifacts.getFirst();
    if (maven.isEmpty()) {
      throw new LibraryUnavailable(artifact + " was not fetched before");
    }
    Files.createDirectories(cache);
    Path work = Files.createTempDirectory(cache, artifact.name());
    try {
      Path pom = Files.writeString(work.resolve("pom.xml"), pom(artifacts));
      Path log = work.resolve("log");
      Path jars = work.resolve("jars");
      run(
          artifact,
          log,
          Stream.concat(
                  maven.stream(),
                  Stream.of(
                      "-B",
                      "--strict-checksums",
                      "-f",
                      pom.toString(),
                      COPY,
                      "-DincludeScope=runtime",
                      "-DoutputDirectory=" + jars))
              .toList());
      move(jars, folder);
    } finally {
      delete(work);
    }
  }

  private static void run(Artifact artifact, Path log, List<String> command) throws IOException {
    Process process;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      process = builder.start();
    } catch (IOException e) {
      throw new LibraryUnavailable(
          "cannot fetch %s: no Maven, tried \"%s\"".formatted(artifact, command.getFirst()), e);
    }
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
        throw new LibraryUnavailable(
            "cannot fetch %s: Maven took more than %d minutes".formatted(artifact, MINUTES));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new LibraryUnavailable("cannot fetch " + artifact + ": interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new LibraryUnavailable(
          "cannot fetch %s, which is needed once and from the network: %s"
              .formatted(artifact, firstError(log)));
    }
  }

  private static String firstError(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.startsWith("[ERROR]"))
          .findFirst()
          .map(line -> line.substring("[ERROR]".length()).strip())
          .orElse("Maven failed and said nothing");
    }
  }

  private static void move(Path jars, Path folder) throws IOException {
    try {
      Files.move(jars, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(jars, folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pom(List<Artifact> artifacts) {
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>org.noiseproof.library</groupId>
      <artifactId>fetch</artifactId>
      <version>1</version>
      <packaging>pom</packaging>
      <dependencies>
    %s
      </dependencies>
    </project>
    """
        .formatted(artifacts.stream().map(MavenFetch::dependency).collect(Collectors.joining()));
  }

  private static String dependency(Artifact artifact) {
    return """
        <dependency>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>%s
        </dependency>
    """
        .formatted(
            artifact.group(),
            artifact.name(),
            artifact.version(),
            artifact.classifier() == null
                ? ""
                : "<classifier>" + artifact.classifier() + "</classifier>");
  }
}
