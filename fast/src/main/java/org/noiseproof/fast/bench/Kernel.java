package org.noiseproof.fast.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;

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
  ADAM(false, 7, 13, false),
  /** RMSprop: reads θ, v, g and writes θ, v. */
  RMSPROP(false, 5, 9, false),
  /** Adagrad: reads θ, v, g and writes θ, v. */
  ADAGRAD(false, 5, 7, false),
  /** Adadelta: reads θ, v, u, g and writes θ, v, u. */
  ADADELTA(false, 7, 16, false),
  /** AdaMax: reads θ, m, u, g and writes θ, m, u. */
  ADAMAX(false, 7, 10, false),
  /** NAdam: reads θ, m, v, g and writes θ, m, v. */
  NADAM(false, 7, 15, false),
  /** AMSGrad: reads θ, m, v, w, g and writes θ, m, v, w. */
  AMSGRAD(false, 9, 14, false),
  /** AdaBelief: reads θ, m, s, g and writes θ, m, s. */
  ADABELIEF(false, 7, 15, false),
  /** Lion: reads θ, m, g and writes θ, m. */
  LION(false, 5, 9, false);

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

  /**
   * The optimizer whose step it is.
   *
   * @throws IllegalStateException where it is another kernel's
   */
  OptimizerSpec optimizer() {
    double rate = 1e-6;
    double epsilon = 1e-8;
    return switch (this) {
      case ADAM -> new Adam(rate, 0.9, 0.999, epsilon, 0);
      case RMSPROP -> new Rmsprop(rate, 0.99, epsilon);
      case ADAGRAD -> new Adagrad(rate, 0, epsilon);
      case ADADELTA -> new Adadelta(rate, 0.9, epsilon);
      case ADAMAX -> new Adamax(rate, 0.9, 0.999, epsilon);
      case NADAM -> new Nadam(rate, 0.9, 0.999, epsilon);
      case AMSGRAD -> new Amsgrad(rate, 0.9, 0.999, epsilon);
      case ADABELIEF -> new Adabelief(rate, 0.9, 0.999, epsilon);
      case LION -> new Lion(rate, 0.9, 0.99, 0);
      case PER_SAMPLE_CLIP, MEAN, NORM, MOMENTUM ->
          throw new IllegalStateException(label() + " is no step of one of these optimizers");
    };
  }

  /** Whether it is a step of {@link #optimizer}. */
  boolean isStep() {
    return compareTo(ADAM) >= 0;
  }

  /** The optimizer's buffers, which are read and written beside the parameters. */
  int buffers() {
    return (streams - 3) / 2;
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
    if (isStep()) {
      Class<?> steps = bits == Double.SIZE ? StepBenchmarks64.class : StepBenchmarks32.class;
      return steps.getName() + ".step" + variant;
    }
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
