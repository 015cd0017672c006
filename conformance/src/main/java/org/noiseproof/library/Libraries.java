package org.noiseproof.library;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.Names;
import org.noiseproof.wire.Program;

/** The libraries of other projects that an adapter is there for. */
public final class Libraries {
  private static final String PLATFORM = "linux-x86_64";

  /** For an answer; the first may take six times as long, as native code is unpacked before it. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final List<Library> ALL =
      List.of(
          new Library(
              "tribuo",
              "Tribuo",
              "https://tribuo.org",
              "https://github.com/oracle/tribuo/issues",
              "Apache-2.0",
              List.of("org.tribuo:tribuo-math:4.3.2"),
              "Tribuo",
              List.of()),
          new Library(
              "encog",
              "Encog",
              "https://github.com/jeffheaton/encog-java-core",
              "https://github.com/jeffheaton/encog-java-core/issues",
              "Apache-2.0",
              List.of("org.encog:encog-core:3.4"),
              "Encog",
              List.of()),
          new Library(
              "nd4j",
              "ND4J and Deeplearning4j",
              "https://deeplearning4j.konduit.ai",
              "https://github.com/deeplearning4j/deeplearning4j/issues",
              "Apache-2.0",
              List.of(
                  "org.nd4j:nd4j-native:1.0.0-M2.1",
                  "org.nd4j:nd4j-native:1.0.0-M2.1:" + PLATFORM,
                  "org.bytedeco:openblas:0.3.19-1.5.7:" + PLATFORM,
                  "org.bytedeco:javacpp:1.5.7:" + PLATFORM,
                  "org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1"),
              "Deeplearning4j",
              List.of("org.bytedeco.javacpp.cachedir={cache}")),
          new Library(
              "djl",
              "DJL with its PyTorch engine",
              "https://djl.ai",
              "https://github.com/deepjavalibrary/djl/issues",
              "Apache-2.0",
              List.of(
                  "ai.djl.pytorch:pytorch-engine:0.34.0",
                  "ai.djl.pytorch:pytorch-jni:2.7.1-0.34.0",
                  "ai.djl.pytorch:pytorch-native-cpu:2.7.1:" + PLATFORM),
              "Djl",
              // No download at run time, and no word of the run to anybody.
              List.of("DJL_CACHE_DIR={cache}", "ai.djl.offline=true", "OPT_OUT_TRACKING=true")),
          new Library(
              "libtorch",
              "libtorch, by the presets of Bytedeco",
              "https://pytorch.org/cppdocs",
              "https://github.com/pytorch/pytorch/issues",
              "BSD-3-Clause",
              List.of(
                  "org.bytedeco:pytorch:2.10.0-1.5.13",
                  "org.bytedeco:pytorch:2.10.0-1.5.13:" + PLATFORM,
                  "org.bytedeco:openblas:0.3.31-1.5.13:" + PLATFORM,
                  "org.bytedeco:javacpp:1.5.13:" + PLATFORM),
              "Libtorch",
              List.of("org.bytedeco.javacpp.cachedir={cache}")));

  private Libraries() {}

  /** All, in the order in which they are listed. */
  public static List<Library> all() {
    return ALL;
  }

  /** Their names. */
  public static List<String> names() {
    return ALL.stream().map(Library::name).toList();
  }

  /**
   * The library of that name, fetched from Maven Central if need be, and started.
   *
   * @throws IllegalArgumentException where there is no adapter of that name
   * @throws LibraryUnavailable where it can be neither found nor fetched
   */
  public static Subject named(String name) {
    return started(library(name), MavenFetch.standard());
  }

  /**
   * The library of that name, if it is here: nothing is fetched.
   *
   * @throws LibraryUnavailable where it would have to be fetched
   */
  static Subject present(String name) {
    MavenFetch fetch = MavenFetch.standard();
    return started(library(name), new MavenFetch(fetch.cache(), List.of()));
  }

  static Library library(String name) {
    return ALL.stream()
        .filter(library -> library.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown library \"" + name + "\": " + Names.didYouMean(name, names())));
  }

  private static Subject started(Library library, MavenFetch fetch) {
    if (library.isNative() && !platform().equals(PLATFORM)) {
      throw new LibraryUnavailable(
          "%s has native code, which is fetched for %s only; this is %s"
              .formatted(library.name(), PLATFORM, platform()));
    }
    List<String> command =
        library.command(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            fetch.jars(library.name(), library.coordinates()),
            new Adapters(fetch.cache()).file(library.adapter()),
            fetch.cache().resolve("native"));
    return Program.start(library.name(), "--library " + library.name(), command, LIMIT);
  }

  /** As the makers of native artifacts name it. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String cpu = System.getProperty("os.arch");
    return os + "-" + (cpu.equals("amd64") ? "x86_64" : cpu);
  }
}
