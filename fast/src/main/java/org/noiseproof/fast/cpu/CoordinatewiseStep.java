package org.noiseproof.fast.cpu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.fast.cpu.CpuOptimizer.Moved;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.OptimizerSpec;

/**
 * A step of an optimizer that moves every coordinate by its own gradients alone: one pass over all,
 * and then, exactly, those coordinates that it has left in {@link Doubt}.
 */
record CoordinatewiseStep<A>(OptimizerSpec spec, Format<A> format) {

  /**
   * The step; parameters are moved in place.
   *
   * @param buffer a new copy of the state's buffer of this name
   */
  Moved<A> move(OptimizerState state, A parameters, Function<String, A> buffer, A gradient) {
    List<String> names = Dialects.canonical(spec).rule(spec).buffers();
    List<A> old = names.stream().map(buffer).toList();
    List<A> now = names.stream().map(buffer).toList();
    long t = state.steps() + 1;
    new CoordinatewisePass<>(format).step(spec, t, parameters, now, gradient);
    int[] doubtful =
        IntStream.range(0, state.dimension())
            .filter(new Doubt<>(format, old, now, parameters, gradient).after(spec, t))
            .toArray();
    Map<String, A> buffers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      buffers.put(names.get(i), now.get(i));
    }
    if (doubtful.length > 0) {
      OptimizerState exact = exactly(doubtful, state, gradient);
      set(parameters, doubtful, exact.parameters());
      buffers.forEach((name, values) -> set(values, doubtful, exact.buffer(name)));
    }
    return new Moved<>(buffers, false, true);
  }

  /** The same step of some coordinates. */
  private OptimizerState exactly(int[] places, OptimizerState state, A gradient) {
    Map<String, double[]> buffers = new HashMap<>();
    for (String name : state.buffers()) {
      buffers.put(name, some(places, format.narrowed(state.buffer(name))));
    }
    double[] parameters = some(places, format.narrowed(state.parameters()));
    OptimizerState before = OptimizerState.of(state.steps(), parameters, buffers);
    return ExactOptimizer.step(spec, before, some(places, gradient)).rounded();
  }

  private double[] some(int[] places, A values) {
    return IntStream.of(places).mapToDouble(j -> format.get(values, j)).toArray();
  }

  private void set(A values, int[] places, double[] to) {
    for (int i = 0; i < places.length; i++) {
      format.set(values, places[i], to[i]);
    }
  }
}
