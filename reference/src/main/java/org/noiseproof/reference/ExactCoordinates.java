package org.noiseproof.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.dialect.Arithmetic;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.CoordinateRule;
import org.noiseproof.reference.ExactOptimizer.ExactState;

/**
 * A step of an optimizer that moves every coordinate by itself. Claims take millions of them in a
 * few dimensions, so it is written in plain loops.
 */
final class ExactCoordinates {
  private static final Arithmetic<Term> TERMS = Term::of;

  private ExactCoordinates() {}

  static ExactState step(CoordinateRule rule, OptimizerState state, double[] theta, double[] g) {
    List<String> names = rule.buffers();
    double[][] old = new double[names.size()][];
    Term[][] buffers = new Term[names.size()][g.length];
    for (int i = 0; i < old.length; i++) {
      old[i] = ExactOptimizer.buffer(state, names.get(i));
    }
    Term[] parameters = new Term[g.length];
    for (int j = 0; j < g.length; j++) {
      Coordinate<Term> before = new Coordinate<>(Term.of(theta[j]), remembered(old, j));
      Coordinate<Term> after = rule.step(TERMS, state.steps() + 1, before, Term.of(g[j]));
      parameters[j] = after.parameter();
      for (int i = 0; i < old.length; i++) {
        buffers[i][j] = after.buffers().get(i);
      }
    }
    Map<String, Term[]> named = new HashMap<>();
    for (int i = 0; i < old.length; i++) {
      named.put(names.get(i), buffers[i]);
    }
    return ExactOptimizer.state(state, parameters, named);
  }

  private static List<Term> remembered(double[][] buffers, int j) {
    if (buffers.length == 0) {
      return List.of();
    }
    List<Term> remembered = new ArrayList<>(buffers.length);
    for (double[] buffer : buffers) {
      remembered.add(Term.of(buffer[j]));
    }
    return remembered;
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
