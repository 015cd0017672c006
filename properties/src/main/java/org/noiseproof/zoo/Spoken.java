package org.noiseproof.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.CoordinateRule;
import org.noiseproof.dialect.Plain;

/** A step of what moves coordinate by coordinate, in plain doubles, as its definition reads. */
final class Spoken {
  private Spoken() {}

  static OptimizerState step(CoordinateRule rule, OptimizerState state, double[] gradient) {
    double[] theta = state.parameters();
    Map<String, double[]> buffers = new TreeMap<>();
    for (String name : rule.buffers()) {
      double[] start = new double[theta.length];
      Arrays.fill(start, rule.initial(name));
      buffers.put(name, state.buffers().contains(name) ? state.buffer(name) : start);
    }
    for (int j = 0; j < theta.length; j++) {
      List<Plain> remembered = new ArrayList<>();
      for (String name : rule.buffers()) {
        remembered.add(new Plain(buffers.get(name)[j]));
      }
      Coordinate<Plain> after =
          rule.step(
              Plain::new,
              state.steps() + 1,
              new Coordinate<>(new Plain(theta[j]), remembered),
              new Plain(gradient[j]));
      theta[j] = after.parameter().value();
      for (int i = 0; i < remembered.size(); i++) {
        buffers.get(rule.buffers().get(i))[j] = after.buffers().get(i).value();
      }
    }
    return state.next(theta, buffers);
  }
}
