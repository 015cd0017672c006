package org.noiseproof.vector;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.dialect.Arithmetic;
import org.noiseproof.dialect.ClippedSgdDialect;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.dialect.Rule;
import org.noiseproof.dialect.Scalar;
import org.noiseproof.vector.Course.Changing;
import org.noiseproof.vector.Course.Given;
import org.noiseproof.vector.Course.Modular;
import org.noiseproof.vector.Course.Quadratic;
import org.noiseproof.vector.Course.Tensors;

/**
 * A vector's run as a dialect has it, in any arithmetic.
 *
 * @param <S> the kind of number
 */
record Trace<S extends Scalar<S>>(Vector vector, OptimizerDialect dialect, Arithmetic<S> in) {

  /** The states after some of the steps, in their order. */
  List<List<Coordinate<S>>> states(List<Long> moments) {
    List<Coordinate<S>> now = start();
    List<List<Coordinate<S>>> states = new ArrayList<>();
    for (long t = 1; t <= moments.getLast(); t++) {
      now = step(t, now);
      if (moments.contains(t)) {
        states.add(now);
      }
    }
    return states;
  }

  /** The state after step t. */
  List<Coordinate<S>> step(long t, List<Coordinate<S>> before) {
    List<S> gradient = new ArrayList<>(before.size());
    for (int j = 0; j < before.size(); j++) {
      gradient.add(gradient(t, j, before.get(j).parameter()));
    }
    return rule(t).step(in, t, before, gradient);
  }

  /** The names of what is remembered of a coordinate. */
  List<String> buffers() {
    return rule(1).buffers();
  }

  private Rule rule(long t) {
    return dialect instanceof ClippedSgdDialect clipped
            && vector.course() instanceof Tensors tensors
        ? clipped.rule(vector.at(t), tensors.lengths())
        : dialect.rule(vector.at(t));
  }

  private List<Coordinate<S>> start() {
    Rule rule = rule(1);
    List<S> buffers = rule.buffers().stream().map(name -> in.of(rule.initial(name))).toList();
    List<Coordinate<S>> start = new ArrayList<>();
    for (double parameter : vector.input().parameters()) {
      start.add(new Coordinate<>(in.of(parameter), buffers));
    }
    return start;
  }

  private S gradient(long t, int j, S parameter) {
    return switch (vector.course()) {
      case Given _, Changing _, Tensors _ -> in.of(vector.input().rows()[(int) t - 1][j]);
      case Modular recipe -> in.of(recipe.gradient(t, j));
      case Quadratic recipe -> recipe.gradient(in, j, parameter);
    };
  }
}
