package org.noiseproof.compare;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The worked example of docs/compare.md, built as its reader builds it. */
public final class Kernels {
  private static final Path SOURCES = Path.of("").toAbsolutePath().resolve("examples/kernels/src");

  private Kernels() {}

  /** Compiles the kernels and packs them, in this folder. */
  public static Path jar(Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> options =
        List.of(
            "-Xlint:all",
            "-Werror",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    String[] arguments =
        Stream.concat(options.stream(), files(SOURCES.resolve("kernels")).map(Path::toString))
            .toArray(String[]::new);
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) {
      throw new IllegalStateException("the kernels of " + SOURCES + " do not compile");
    }
    Path jar = folder.resolve("kernels.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      pack(out, classes);
      pack(out, SOURCES);
    }
    return jar;
  }

  /** All files but sources, by their paths below a folder. */
  private static void pack(JarOutputStream out, Path root) throws IOException {
    for (Path file : files(root).filter(f -> !f.toString().endsWith(".java")).toList()) {
      out.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
      Files.copy(file, out);
      out.closeEntry();
    }
  }

  private static Stream<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }
}
