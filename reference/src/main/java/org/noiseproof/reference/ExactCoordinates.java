package org.noiseproof.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.CoordinateRule;
import org.noiseproof.reference.ExactOptimizer.ExactState;

/** A step of an optimizer that moves every coordinate by itself. */
final class ExactCoordinates {
  private ExactCoordinates() {}

  static ExactState step(CoordinateRule rule, OptimizerState state, double[] theta, double[] g) {
    List<double[]> old =
        rule.buffers().stream().map(name -> ExactOptimizer.buffer(state, name)).toList();
    List<Coordinate<Term>> moved = new ArrayList<>();
    for (int j = 0; j < g.length; j++) {
      int coordinate = j;
      List<Term> remembered = old.stream().map(buffer -> Term.of(buffer[coordinate])).toList();
      Coordinate<Term> before = new Coordinate<>(Term.of(theta[j]), remembered);
      moved.add(rule.step(Term::of, state.steps() + 1, before, Term.of(g[j])));
    }
    Map<String, Term[]> buffers = new HashMap<>();
    for (int i = 0; i < old.size(); i++) {
      int buffer = i;
      buffers.put(rule.buffers().get(i), terms(moved, after -> after.buffers().get(buffer)));
    }
    return ExactOptimizer.state(state, terms(moved, Coordinate::parameter), buffers);
  }

  private static Term[] terms(
      List<Coordinate<Term>> coordinates, Function<Coordinate<Term>, Term> part) {
    return coordinates.stream().map(part).toArray(Term[]::new);
  }

  /** What each buffer starts from. */
  static Map<String, double[]> start(CoordinateRule rule, int dimension) {
    Map<String, double[]> start = new HashMap<>();
    for (String name : rule.buffers()) {
      double[] buffer = new double[dimension];
      Arrays.fill(buffer, rule.initial(name));
      start.put(name, buffer);
    }
    return start;
  }
}
