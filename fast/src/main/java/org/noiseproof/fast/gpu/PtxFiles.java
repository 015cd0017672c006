package org.noiseproof.fast.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Makes the PTX of the programs anew, by NVIDIA's compiler: what the Maven profile {@code ptx}
 * runs.
 *
 * <p>The header is lowered to an older version of the PTX language, of which the kernels use
 * nothing newer, so that drivers for CUDA 12 take it as well as later ones. The hash of the sources
 * stands in the first line, for a test to see that both belong together.
 */
public final class PtxFiles {
  private static final String VERSION = ".version 6.4";
  private static final String TARGET = ".target sm_75";

  /** Which bytes of a wide load are used: a hint that the older version does not know. */
  private static final String NEWER_HINT = "\\s*\\.pragma \"used_bytes_mask[^\"]*\";";

  private PtxFiles() {}

  /**
   * Writes {@code ptx/*.ptx} of {@code cuda/*.cu}.
   *
   * @param arguments the folder {@code src/main}, and the programs' names, or none for all
   */
  public static void main(String... arguments) throws IOException, InterruptedException {
    Path main = Path.of(arguments[0]);
    List<Program> programs =
        arguments.length == 1
            ? List.of(Program.values())
            : Arrays.stream(arguments)
                .skip(1)
                .map(name -> Program.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    for (Program program : programs) {
      Path cuda = main.resolve("cuda");
      List<String> sources = new ArrayList<>();
      for (String name : program.sources()) {
        sources.add(Files.readString(cuda.resolve(name)));
      }
      Files.writeString(
          main.resolve("ptx").resolve(program.ptxName()),
          firstLine(sources) + "\n" + compiled(cuda.resolve(program.source())));
    }
  }

  /** The line that says of which sources a PTX was made. */
  static String firstLine(List<String> sources) {
    return "// sha256 of the sources: " + Sha256.of(String.join("\n", sources));
  }

  /** The PTX of a .cu, with its header lowered. */
  static String compiled(Path source) throws IOException, InterruptedException {
    Path out = Files.createTempFile("noiseproof", ".ptx");
    try {
      Process nvcc =
          new ProcessBuilder(
                  "nvcc",
                  "-ptx",
                  "-arch=compute_75",
                  "-O3",
                  "-fmad=false",
                  "-std=c++17",
                  source.toString(),
                  "-o",
                  out.toString())
              .inheritIO()
              .start();
      if (nvcc.waitFor() != 0) {
        throw new IllegalStateException("nvcc could not compile " + source);
      }
      return lowered(Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }

  private static String lowered(String ptx) {
    return ptx.replaceFirst("\\.version \\d+\\.\\d+", VERSION)
        .replaceFirst("\\.target sm_\\d+", TARGET)
        .replaceAll(NEWER_HINT, "");
  }
}
