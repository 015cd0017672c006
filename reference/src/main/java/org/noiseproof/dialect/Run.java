package org.noiseproof.dialect;

import java.util.ArrayList;
import java.util.List;

/** Runs of a rule, in any arithmetic, each coordinate for itself. */
public final class Run {
  private Run() {}

  /**
   * The positions of a run that is fed gradients.
   *
   * @param gradients one row a step
   * @return one row a position, the start first
   */
  public static <S extends Scalar<S>> List<List<S>> of(
      CoordinateRule rule, Arithmetic<S> in, double[] start, double[][] gradients) {
    List<Coordinate<S>> now = start(rule, in, start);
    List<List<S>> positions = new ArrayList<>();
    positions.add(parameters(now));
    for (int t = 0; t < gradients.length; t++) {
      List<Coordinate<S>> next = new ArrayList<>();
      for (int j = 0; j < start.length; j++) {
        next.add(rule.step(in, t + 1, now.get(j), in.of(gradients[t][j])));
      }
      now = next;
      positions.add(parameters(now));
    }
    return positions;
  }

  /** Before the first step. */
  static <S extends Scalar<S>> List<Coordinate<S>> start(
      CoordinateRule rule, Arithmetic<S> in, double[] parameters) {
    List<S> buffers = rule.buffers().stream().map(name -> in.of(rule.initial(name))).toList();
    List<Coordinate<S>> start = new ArrayList<>();
    for (double parameter : parameters) {
      start.add(new Coordinate<>(in.of(parameter), buffers));
    }
    return start;
  }

  private static <S extends Scalar<S>> List<S> parameters(List<Coordinate<S>> coordinates) {
    return coordinates.stream().map(Coordinate::parameter).toList();
  }
}
