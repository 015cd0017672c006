package org.noiseproof.backend;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that an optimizer remembers: the number of steps taken, the parameters, and its named
 * buffers ({@code momentum}; {@code first_moment}, {@code second_moment}). Immutable: what comes in
 * and goes out is copied.
 */
public final class OptimizerState {
  private final long steps;
  private final double[] parameters;
  private final SortedMap<String, double[]> buffers;

  private OptimizerState(long steps, double[] parameters, SortedMap<String, double[]> buffers) {
    this.steps = steps;
    this.parameters = parameters;
    this.buffers = buffers;
  }

  /**
   * A state with these parts.
   *
   * @throws IllegalArgumentException where a buffer's length is not the parameters'
   */
  public static OptimizerState of(long steps, double[] parameters, Map<String, double[]> buffers) {
    SortedMap<String, double[]> copies = new TreeMap<>();
    buffers.forEach(
        (name, values) -> {
          if (values.length != parameters.length) {
            throw new IllegalArgumentException(
                "buffer %s has %d entries, expected %d"
                    .formatted(name, values.length, parameters.length));
          }
          copies.put(name, values.clone());
        });
    return new OptimizerState(steps, parameters.clone(), copies);
  }

  /** The steps taken so far. */
  public long steps() {
    return steps;
  }

  /** The number of parameters. */
  public int dimension() {
    return parameters.length;
  }

  /** A copy of θ. */
  public double[] parameters() {
    return parameters.clone();
  }

  /** The buffers' names, sorted. */
  public Set<String> buffers() {
    return Collections.unmodifiableSet(buffers.keySet());
  }

  /**
   * A copy of a buffer.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public double[] buffer(String name) {
    double[] values = buffers.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "no buffer named " + name + "; this state has " + buffers.keySet());
    }
    return values.clone();
  }

  /**
   * The gradient, found to fit a step from this state.
   *
   * @throws IllegalArgumentException as {@link Optimizer#step} says
   */
  public double[] requireGradient(double[] gradient) {
    if (gradient.length != parameters.length) {
      throw new IllegalArgumentException(
          "gradient has %d entries, expected %d".formatted(gradient.length, parameters.length));
    }
    for (int j = 0; j < gradient.length; j++) {
      if (!Double.isFinite(gradient[j])) {
        throw new IllegalArgumentException(
            "gradient[%d] = %s is not finite".formatted(j, gradient[j]));
      }
    }
    return gradient;
  }

  /** Equal to the bit: −0 differs from 0. */
  @Override
  public boolean equals(Object other) {
    return other instanceof OptimizerState that
        && steps == that.steps
        && Arrays.equals(parameters, that.parameters)
        && buffers.keySet().equals(that.buffers.keySet())
        && buffers.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), that.buffers.get(e.getKey())));
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(steps) + Arrays.hashCode(parameters);
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("step " + steps + ", θ = " + Arrays.toString(parameters));
    buffers.forEach(
        (name, values) ->
            text.append(", ").append(name).append(" = ").append(Arrays.toString(values)));
    return text.toString();
  }
}
