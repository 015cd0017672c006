package org.noiseproof.library;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A library of another project: what is fetched, and the adapter that drives it over the wire, in a
 * JVM of its own. So a crash in its native code is a verdict, and nothing of it is on this
 * project's class path.
 *
 * @param name on the command line: {@code nd4j}
 * @param title what its authors call it
 * @param homepage URL
 * @param issues where its authors want to hear of it; URL
 * @param licence SPDX identifier
 * @param artifacts the first is the one whose version is the library's; with what they depend on,
 *     Maven sees to
 * @param adapter the class of a file in {@code conformance/adapters/java}
 * @param properties system properties of its JVM, in which {@code {cache}} is a folder for the
 *     native code that it unpacks
 */
public record Library(
    String name,
    String title,
    String homepage,
    String issues,
    String licence,
    List<String> artifacts,
    String adapter,
    List<String> properties) {
  public Library {
    artifacts = List.copyOf(artifacts);
    properties = List.copyOf(properties);
  }

  /** The version that is put under test. */
  public String version() {
    return coordinates().getFirst().version();
  }

  List<Artifact> coordinates() {
    return artifacts.stream().map(Artifact::of).toList();
  }

  /** Whether some of it is machine code for one platform. */
  boolean isNative() {
    return coordinates().stream().anyMatch(artifact -> artifact.classifier() != null);
  }

  /**
   * The command that runs its adapter.
   *
   * @param java the executable
   * @param jars the class path
   * @param source the adapter's file, beside {@code NoiseproofAdapter.java}
   * @param cache for native code
   */
  List<String> command(Path java, List<Path> jars, Path source, Path cache) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    properties.forEach(
        property -> command.add("-D" + property.replace("{cache}", cache.toString())));
    command.add("-cp");
    command.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(source.toString());
    command.add(version());
    return List.copyOf(command);
  }
}
