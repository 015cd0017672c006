package org.noiseproof.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.spec.OptimizerSpec;

/**
 * A model of several tensors, each a run of its own: what moves coordinate by coordinate does not
 * need to know which tensor a coordinate is in. A tensor without a gradient is not stepped, so that
 * its steps are counted by themselves.
 */
final class TensorsSession implements Session {
  private final List<Session> tensors;
  private final int[] ends;
  private double[] parameters;

  private TensorsSession(List<Session> tensors, int[] ends, double[] parameters) {
    this.tensors = List.copyOf(tensors);
    this.ends = ends;
    this.parameters = parameters;
  }

  /**
   * Tensors of these lengths, one after the other.
   *
   * @throws IllegalArgumentException where the lengths do not sum up to the number of parameters
   */
  static TensorsSession of(
      double[] parameters, int[] lengths, Function<double[], Session> starting) {
    int[] ends = lengths.clone();
    Arrays.parallelPrefix(ends, Integer::sum);
    if (Arrays.stream(lengths).anyMatch(length -> length < 0)
        || Arrays.stream(lengths).asLongStream().sum() != parameters.length) {
      throw new IllegalArgumentException(
          "tensors = %s is out of range: lengths ≥ 0 of sum %d"
              .formatted(Arrays.toString(lengths), parameters.length));
    }
    List<Session> tensors = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      tensors.add(starting.apply(Arrays.copyOfRange(parameters, ends[i] - lengths[i], ends[i])));
    }
    return new TensorsSession(tensors, ends, parameters.clone());
  }

  @Override
  public double[] step(double[] gradient) {
    return stepWithout(gradient, Set.of());
  }

  @Override
  public double[] step(double[] gradient, double weight) {
    return step(gradient, Set.of(), (tensor, own) -> tensor.step(own, weight));
  }

  @Override
  public double[] stepWithout(double[] gradient, Set<Integer> missing) {
    return step(gradient, missing, Session::step);
  }

  private interface Stepping {
    double[] step(Session tensor, double[] gradient);
  }

  private double[] step(double[] gradient, Set<Integer> missing, Stepping stepping) {
    check(gradient, missing);
    double[] next = parameters.clone();
    for (int i = 0; i < ends.length; i++) {
      if (!missing.contains(i)) {
        int begin = i == 0 ? 0 : ends[i - 1];
        double[] moved =
            stepping.step(tensors.get(i), Arrays.copyOfRange(gradient, begin, ends[i]));
        System.arraycopy(moved, 0, next, begin, moved.length);
      }
    }
    parameters = next;
    return next.clone();
  }

  /** Before any tensor is stepped: a refused step leaves no trace. */
  private void check(double[] gradient, Set<Integer> missing) {
    if (gradient.length != parameters.length) {
      throw new IllegalArgumentException(
          "gradient has %d entries, expected %d".formatted(gradient.length, parameters.length));
    }
    for (int tensor : missing) {
      if (tensor < 0 || tensor >= ends.length) {
        throw new IllegalArgumentException(
            "missing tensor %d is out of range: 0 to %d".formatted(tensor, ends.length - 1));
      }
    }
    for (int i = 0; i < ends.length; i++) {
      for (int j = i == 0 ? 0 : ends[i - 1]; j < ends[i]; j++) {
        if (!missing.contains(i) && !Double.isFinite(gradient[j])) {
          throw new IllegalArgumentException(
              "gradient[%d] = %s is not finite".formatted(j, gradient[j]));
        }
      }
    }
  }

  @Override
  public void set(OptimizerSpec spec) {
    tensors.forEach(tensor -> tensor.set(spec));
  }

  @Override
  public Session copy() {
    return new TensorsSession(tensors.stream().map(Session::copy).toList(), ends, parameters);
  }
}
