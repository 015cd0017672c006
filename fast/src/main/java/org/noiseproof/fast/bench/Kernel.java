package org.noiseproof.fast.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.noiseproof.spec.Names;

/**
 * A kernel that is measured, and the two numbers that bound it: the bytes that it must move and the
 * floating-point operations that it must do.
 */
public enum Kernel {
  /**
   * (1/n) Σ clip(g_k): one row-major pass, two operations an entry for the norm and two for the
   * sum.
   */
  PER_SAMPLE_CLIP(true, 1, 4, false),
  /** (1/n) Σ g_k. */
  MEAN(true, 1, 1, true),
  /** ‖x‖ of one vector of all the entries. */
  NORM(false, 1, 2, true),
  /** SGD with momentum: reads θ, b, g and writes θ, b. */
  MOMENTUM(false, 5, 4, false),
  /** Adam: reads θ, m, v, g and writes θ, m, v. */
  ADAM(false, 7, 13, false);

  private final boolean ofRows;
  private final int streams;
  private final int operations;
  private final boolean inLibrary;

  Kernel(boolean ofRows, int streams, int operations, boolean inLibrary) {
    this.ofRows = ofRows;
    this.streams = streams;
    this.operations = operations;
    this.inLibrary = inLibrary;
  }

  /** The name a user types: {@code per_sample_clip}, … */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kernel of that label.
   *
   * @throws IllegalArgumentException where there is none; the message lists those there are
   */
  public static Kernel named(String label) {
    List<String> labels = Arrays.stream(values()).map(Kernel::label).toList();
    int index = labels.indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException(
          "unknown kernel \"%s\"; %s".formatted(label, Names.didYouMean(label, labels)));
    }
    return values()[index];
  }

  /** Whether it depends on how the entries are divided into rows. */
  boolean ofRows() {
    return ofRows;
  }

  /** Whether it writes as much as memory lets it, and is judged against a stream that does. */
  boolean writes() {
    return streams > 1;
  }

  /** Whether a library offers it. */
  boolean inLibrary() {
    return inLibrary;
  }

  /** Bytes read and written for that many entries. */
  double bytes(long entries, int bytesEach) {
    return (double) streams * bytesEach * entries;
  }

  /** Floating-point operations for that many entries; a root or a quotient counts as one. */
  double operations(long entries) {
    return (double) operations * entries;
  }

  /** The JMH benchmark of a variant ("", "Plain", "Library"). */
  String benchmark(int bits, String variant) {
    StringBuilder method = new StringBuilder();
    for (String word : label().split("_", -1)) {
      method.append(
          method.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    Class<?> benchmarks =
        writes()
            ? bits == Double.SIZE ? UpdateBenchmarks64.class : UpdateBenchmarks32.class
            : bits == Double.SIZE ? RowBenchmarks64.class : RowBenchmarks32.class;
    return benchmarks.getName() + "." + method + variant;
  }
}
