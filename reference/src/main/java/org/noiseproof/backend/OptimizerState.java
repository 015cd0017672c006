package org.noiseproof.backend;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.noiseproof.matrix.Matrix;

/**
 * Everything that an optimizer remembers: the number of steps taken, the parameters, and its named
 * buffers ({@code momentum}; {@code first_moment}, {@code second_moment}). Parameters are a matrix,
 * row by row; a vector is one column. Immutable: what comes in and goes out is copied.
 */
public final class OptimizerState {
  private final long steps;
  private final int rows;
  private final double[] parameters;
  private final SortedMap<String, double[]> buffers;

  private OptimizerState(
      long steps, int rows, double[] parameters, SortedMap<String, double[]> buffers) {
    this.steps = steps;
    this.rows = rows;
    this.parameters = parameters;
    this.buffers = buffers;
  }

  /**
   * A state whose parameters are a vector.
   *
   * @throws IllegalArgumentException where a buffer's length is not the parameters'
   */
  public static OptimizerState of(long steps, double[] parameters, Map<String, double[]> buffers) {
    return of(steps, parameters.length, parameters, buffers);
  }

  private static OptimizerState of(
      long steps, int rows, double[] parameters, Map<String, double[]> buffers) {
    SortedMap<String, double[]> copies = new TreeMap<>();
    buffers.forEach(
        (name, values) -> {
          if (values.length != parameters.length && values.length != rows) {
            throw new IllegalArgumentException(
                "buffer %s has %d entries, expected %s"
                    .formatted(name, values.length, expected(rows, parameters.length)));
          }
          copies.put(name, values.clone());
        });
    return new OptimizerState(steps, rows, parameters.clone(), copies);
  }

  private static String expected(int rows, int entries) {
    return rows == entries ? "" + entries : "%d, or one a row, %d".formatted(entries, rows);
  }

  /**
   * The same memory of parameters that are a matrix.
   *
   * @throws IllegalArgumentException where rows · columns is not the number of parameters
   */
  public OptimizerState shaped(int newRows, int newColumns) {
    if (newRows < 0 || newColumns < 0 || (long) newRows * newColumns != parameters.length) {
      throw new IllegalArgumentException(
          "%d parameters are no %d × %d matrix".formatted(parameters.length, newRows, newColumns));
    }
    return of(steps, newRows, parameters, buffers);
  }

  /**
   * The state one step later, of the same shape.
   *
   * @throws IllegalArgumentException where there are not as many parameters, or a buffer has
   *     neither an entry a parameter nor one a row
   */
  public OptimizerState next(double[] newParameters, Map<String, double[]> newBuffers) {
    return with(steps + 1, newParameters, newBuffers);
  }

  /**
   * A state of the same shape.
   *
   * @throws IllegalArgumentException as {@link #next} says
   */
  public OptimizerState with(
      long newSteps, double[] newParameters, Map<String, double[]> newBuffers) {
    if (newParameters.length != parameters.length) {
      throw new IllegalArgumentException(
          "%d parameters, expected %d".formatted(newParameters.length, parameters.length));
    }
    return of(newSteps, rows, newParameters, newBuffers);
  }

  /** The steps taken so far. */
  public long steps() {
    return steps;
  }

  /** The number of parameters. */
  public int dimension() {
    return parameters.length;
  }

  /** The number of rows; of a vector, of parameters. */
  public int rows() {
    return rows;
  }

  /** The number of columns; 1 for a vector. */
  public int columns() {
    return rows == 0 ? 1 : parameters.length / rows;
  }

  /** θ as a matrix. */
  public Matrix matrix() {
    return Matrix.of(rows, columns(), parameters);
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
        && rows == that.rows
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
