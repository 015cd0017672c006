package org.noiseproof.fast.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of kernels: CUDA C++, and the PTX that was made of it. */
public enum Program implements Kernels {
  /** What a device can do at most. */
  MEASURE("noiseproof.h"),
  /** Batches, row by row: sums, norms, clipping. */
  ROWS("elementary.h", "noiseproof.h", "rescale.h", "rows.h"),
  /** Batches, column by column: order statistics, signs, roots. */
  COLUMNS("catoni.h", "columns.h", "elementary.h", "noiseproof.h", "rows.h"),
  /** Sweeps over samples in search of their geometric median. */
  MEDIAN("noiseproof.h", "rows.h"),
  /** Replicated runs, a thread a replica. */
  ENSEMBLE(
      "elementary.h",
      "estimator.h",
      "losses.h",
      "noise.h",
      "noiseproof.h",
      "noisy_gradient.h",
      "observables.h",
      "optimizer.h",
      "philox.h",
      "plan.h",
      "points.h",
      "problem.h",
      "replica.h",
      "rescaling.h",
      "sampled_gradient.h"),
  /** Steps of optimizers, entry by entry. */
  UPDATES("entrywise.h", "noiseproof.h"),
  /** Steps of optimizers that clip or normalize. */
  SCALED_UPDATES("entrywise.h", "noiseproof.h"),
  /** Matrices, entry by entry, and vectors through them. */
  MATRIX("matrix.h", "noiseproof.h"),
  /** Products of matrices. */
  PRODUCTS("noiseproof.h"),
  /** Singular values and vectors. */
  SINGULAR("matrix.h", "noiseproof.h"),
  /** Losses of margins and their weights. */
  MARGINS("elementary.h", "noiseproof.h");

  private static final Pattern KERNEL =
      Pattern.compile("(?:^|\\n)\\s*(?:KERNEL|extern \"C\" __global__ void)\\s+(\\w+)\\s*\\(");

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> headers;

  /** A program that includes these headers, one by the other or by itself. */
  Program(String... headers) {
    this.headers = List.of(headers);
  }

  /** {@code rows.cu}, … */
  @Override
  public String source() {
    return name().toLowerCase(Locale.ROOT) + ".cu";
  }

  /** All that it includes. */
  List<String> headers() {
    return headers;
  }

  /** The source and its headers. */
  List<String> sources() {
    return Stream.concat(Stream.of(source()), headers.stream()).toList();
  }

  /** {@code rows.ptx}, … */
  String ptxName() {
    return name().toLowerCase(Locale.ROOT) + ".ptx";
  }

  @Override
  public String ptx() {
    return resource(ptxName());
  }

  @Override
  public Optional<Path> library() {
    Map<String, String> included = new TreeMap<>();
    for (String header : headers) {
      included.put(header, resource(header));
    }
    return Optional.of(Emulation.library(source(), resource(source()), included));
  }

  /** The kernels' names in a source, in its order. */
  static List<String> kernels(String source) {
    return KERNEL.matcher(source).results().map(found -> found.group(1)).toList();
  }

  /** The kernels' names in a PTX, in its order. */
  static List<String> entries(String ptx) {
    Matcher entry = Pattern.compile("\\.visible \\.entry (\\w+)\\(").matcher(ptx);
    return entry.results().map(found -> found.group(1)).toList();
  }

  /** A file beside the kernels. */
  static String resource(String name) {
    try (InputStream in = Program.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
