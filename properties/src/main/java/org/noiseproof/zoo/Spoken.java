package org.noiseproof.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.Plain;
import org.noiseproof.dialect.Rule;

/** A step in plain doubles, as its definition reads. */
final class Spoken {
  private Spoken() {}

  static OptimizerState step(Rule rule, OptimizerState state, double[] gradient) {
    double[] theta = state.parameters();
    List<String> names = rule.buffers();
    double[][] buffers = new double[names.size()][];
    Arrays.setAll(buffers, i -> buffer(rule, names.get(i), state));
    List<Coordinate<Plain>> before = new ArrayList<>();
    for (int j = 0; j < theta.length; j++) {
      int coordinate = j;
      before.add(
          new Coordinate<>(
              new Plain(theta[j]),
              Arrays.stream(buffers).map(buffer -> new Plain(buffer[coordinate])).toList()));
    }
    List<Coordinate<Plain>> after =
        rule.step(
            Plain::new,
            state.steps() + 1,
            before,
            Arrays.stream(gradient).mapToObj(Plain::new).toList());
    Arrays.setAll(theta, j -> after.get(j).parameter().value());
    Map<String, double[]> next = new TreeMap<>();
    for (int i = 0; i < buffers.length; i++) {
      int index = i;
      Arrays.setAll(buffers[i], j -> after.get(j).buffers().get(index).value());
      next.put(names.get(i), buffers[i]);
    }
    return state.next(theta, next);
  }

  private static double[] buffer(Rule rule, String name, OptimizerState state) {
    if (state.buffers().contains(name)) {
      return state.buffer(name);
    }
    double[] start = new double[state.dimension()];
    Arrays.fill(start, rule.initial(name));
    return start;
  }
}
