package org.noiseproof.fast.gpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kernels on the host: the same .cu files, compiled by the C++ compiler that is there, behind a
 * library that looks like the CUDA driver. What is compiled is kept in the user's cache folder,
 * under a hash of all that went in.
 */
public final class Emulation {
  private static final String DRIVER = "host/driver.cpp";
  private static final String KERNELS = "host/kernels.cpp";
  private static final String SHIM = "host/cuda_on_host.h";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  // Products and sums stay apart, as on the device; fma is one instruction where there is one.
  private static final List<String> FLAGS =
      List.of("-std=c++17", "-O2", "-fPIC", "-shared", "-ffp-contract=off", "-fno-fast-math", "-w");

  private Emulation() {}

  /**
   * The stand-in for {@code libcuda.so.1}.
   *
   * @throws GpuUnavailable where it cannot be compiled
   */
  static Path driver() {
    return compiled(
        "libcuda.so.1",
        Map.of("driver.cpp", Program.resource(DRIVER)),
        List.of("-Wl,-soname,libcuda.so.1", "driver.cpp", "-ldl"));
  }

  /**
   * The kernels of any .cu.
   *
   * @param headers that it includes, by name
   */
  static Path library(String name, String source, Map<String, String> headers) {
    List<String> kernels = Program.kernels(source);
    Map<String, String> files = new TreeMap<>(headers);
    files.put(name, source);
    files.put("kernels.cpp", Program.resource(KERNELS));
    files.put("cuda_on_host.h", Program.resource(SHIM));
    String list = kernels.stream().map(kernel -> "X(" + kernel + ")").collect(Collectors.joining());
    return compiled(
        name.replace(".cu", "") + ".so",
        files,
        List.of("-DSOURCE=\"" + name + "\"", "-DKERNELS=" + list, "kernels.cpp"));
  }

  private static Path compiled(String name, Map<String, String> files, List<String> arguments) {
    List<String> command = new ArrayList<>(compiler());
    command.addAll(FLAGS);
    command.addAll(arguments);
    String hash = Sha256.of(version(compiler()) + "\n" + command + "\n" + files);
    Path folder = CacheFolder.standard().resolve("emulation").resolve(hash.substring(0, 16));
    Path library = folder.resolve(name);
    if (Files.isRegularFile(library)) {
      return library;
    }
    try {
      Files.createDirectories(folder.getParent());
      Path work = Files.createTempDirectory(folder.getParent(), "compiling");
      try {
        for (Map.Entry<String, String> file : files.entrySet()) {
          Files.writeString(work.resolve(file.getKey()), file.getValue());
        }
        command.addAll(List.of("-o", name));
        Ended compiler = run(command, work);
        if (!Files.isRegularFile(work.resolve(name))) {
          throw new GpuUnavailable("the host emulation cannot be compiled: " + compiler.reason());
        }
        Files.createDirectories(folder);
        // Whole or not at all: another process may be doing the same.
        Files.move(work.resolve(name), library, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException e) {
        return library;
      } finally {
        remove(work);
      }
      return library;
    } catch (IOException e) {
      throw new GpuUnavailable("the host emulation cannot be kept in " + folder + ": " + e);
    }
  }

  private static List<String> compiler() {
    return words(System.getenv("CXX"));
  }

  /** The compiler that a value of {@code CXX} names, and its first arguments: {@code g++ -m64}. */
  static List<String> words(@Nullable String configured) {
    return configured == null || configured.isBlank()
        ? List.of("c++")
        : List.of(configured.strip().split("\\s+"));
  }

  private static String version(List<String> compiler) {
    try {
      List<String> command = new ArrayList<>(compiler);
      command.add("--version");
      return run(command, Path.of(".")).said();
    } catch (IOException e) {
      throw new GpuUnavailable(
          "no C++ compiler for the host emulation: %s does not start (install g++, or set CXX): %s"
              .formatted(String.join(" ", compiler), e.getMessage()));
    }
  }

  /** What a process said, and its exit code. */
  record Ended(String said, int code) {
    /** Its first error, or all that it said, or that it said nothing. */
    String reason() {
      return said.isBlank()
          ? "the compiler said nothing and ended with exit code " + code
          : said.lines().filter(line -> line.contains("error")).findFirst().orElse(said);
    }
  }

  private static Ended run(List<String> command, Path folder) throws IOException {
    return run(command, folder, LIMIT);
  }

  /** Runs a process to its end, or kills it. */
  static Ended run(List<String> command, Path folder, Duration limit) throws IOException {
    // To a file: who reads a pipe waits as long as the process likes.
    Path out = Files.createTempFile("compiler", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException(
              "%s did not end within %d s".formatted(command.getFirst(), limit.toSeconds()));
        }
        return new Ended(
            new String(Files.readAllBytes(out), StandardCharsets.UTF_8), process.exitValue());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } finally {
      Files.delete(out);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
