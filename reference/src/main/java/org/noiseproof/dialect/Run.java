package org.noiseproof.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

/** Runs of a rule, in any arithmetic. */
public final class Run {
  private Run() {}

  /**
   * The positions of a run that is fed gradients.
   *
   * @param gradients one row a step
   * @return one row a position, the start first
   */
  public static <S extends Scalar<S>> List<List<S>> of(
      Rule rule, Arithmetic<S> in, double[] start, double[][] gradients) {
    return of(Collections.nCopies(gradients.length, rule), in, start, gradients);
  }

  /**
   * The positions of a run whose hyperparameters change on the way.
   *
   * @param rules one a step, of the same buffers; at least one
   * @param gradients one row a step
   * @return one row a position, the start first
   */
  public static <S extends Scalar<S>> List<List<S>> of(
      List<? extends Rule> rules, Arithmetic<S> in, double[] start, double[][] gradients) {
    List<Coordinate<S>> now = start(rules.getFirst(), in, start);
    List<List<S>> positions = new ArrayList<>();
    positions.add(parameters(now));
    for (int t = 0; t < gradients.length; t++) {
      List<S> gradient = DoubleStream.of(gradients[t]).mapToObj(in::of).toList();
      now = rules.get(t).step(in, t + 1, now, gradient);
      positions.add(parameters(now));
    }
    return positions;
  }

  private static <S extends Scalar<S>> List<Coordinate<S>> start(
      Rule rule, Arithmetic<S> in, double[] parameters) {
    List<S> buffers = rule.buffers().stream().map(name -> in.of(rule.initial(name))).toList();
    return DoubleStream.of(parameters)
        .mapToObj(parameter -> new Coordinate<>(in.of(parameter), buffers))
        .toList();
  }

  private static <S extends Scalar<S>> List<S> parameters(List<Coordinate<S>> coordinates) {
    return coordinates.stream().map(Coordinate::parameter).toList();
  }
}
