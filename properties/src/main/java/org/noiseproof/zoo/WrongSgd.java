package org.noiseproof.zoo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.zoo.Steps.Cellwise;
import org.noiseproof.zoo.WrongOptimizer.Rule;

/** Wrong ways of stochastic gradient descent. */
public final class WrongSgd {
  private WrongSgd() {}

  /** Does not start where it is told to. */
  public static final Specimen EXPLORING =
      cellwise(
          "exploring",
          "the first step moves every coordinate by η/16 more, whether it has a gradient or not",
          (s, c) -> {
            Steps.Cell next = Steps.sgd(s, c);
            return c.t() == 1 ? next.moved(s.learningRate() / 16) : next;
          });

  static List<Specimen> all() {
    return List.of(
        EXPLORING,
        cellwise(
            "ascent",
            "θ ← θ + η g: a library that expects the negative gradient",
            (s, c) -> Steps.sgd(s, c.with(-c.gradient() - 2 * s.weightDecay() * c.parameter()))),
        cellwise(
            "learning-rate-twice",
            "the learning rate is in the buffer and applied again",
            (s, c) ->
                Steps.move(
                    new Sgd(
                        s.learningRate() * s.learningRate(),
                        s.momentum(),
                        s.dampening(),
                        s.nesterov(),
                        s.weightDecay()),
                    Steps.buffered(s, Steps.decayed(s, c)))),
        cellwise(
            "dampening-on-the-first-step",
            "b starts at 0, so that the first gradient is dampened as well",
            (s, c) -> {
              Steps.Cell g = Steps.decayed(s, c);
              double b = s.momentum() * g.first() + (1 - s.dampening()) * g.gradient();
              return Steps.move(s, g.remembering(b, 0));
            }),
        cellwise(
            "averaged-buffer",
            "b = μb + (1−μ)g: an average where an accumulator is asked for",
            (s, c) -> {
              Steps.Cell g = Steps.decayed(s, c);
              double b = s.momentum() * g.first() + (1 - s.momentum()) * g.gradient();
              return Steps.move(s, g.remembering(b, 0));
            }),
        cellwise(
            "momentum-not-decayed",
            "b = b + (1−dampening) g: what was once in the buffer stays",
            (s, c) -> {
              Steps.Cell g = Steps.decayed(s, c);
              double b = c.t() == 1 ? g.gradient() : g.first() + (1 - s.dampening()) * g.gradient();
              return Steps.move(s, g.remembering(b, 0));
            }),
        cellwise(
            "buffer-forgotten",
            "every step is treated as the first",
            (s, c) -> {
              Steps.Cell g = Steps.decayed(s, c);
              return Steps.move(s, g.remembering(g.gradient(), 0));
            }),
        cellwise(
            "nesterov-backwards",
            "g − μb where g + μb is asked for",
            (s, c) -> {
              Steps.Cell b = Steps.buffered(s, Steps.decayed(s, c));
              return s.nesterov()
                  ? b.moved(s.learningRate() * (b.gradient() - s.momentum() * b.first()))
                  : Steps.move(s, b);
            }),
        cellwise(
            "nesterov-looks-back",
            "g + μb with the buffer of the step before: that is plain momentum",
            (s, c) -> {
              Steps.Cell g = Steps.decayed(s, c);
              Steps.Cell b = Steps.buffered(s, g);
              return s.nesterov()
                  ? b.moved(s.learningRate() * (g.gradient() + s.momentum() * g.first()))
                  : Steps.move(s, b);
            }),
        cellwise(
            "nesterov-ignored",
            "the flag is read and forgotten",
            (s, c) ->
                Steps.sgd(
                    new Sgd(s.learningRate(), s.momentum(), s.dampening(), false, s.weightDecay()),
                    c)),
        cellwise(
            "decoupled-decay",
            "θ ← θ − ηλθ beside the step: the decay does not enter the buffer",
            (s, c) ->
                Steps.move(s, Steps.buffered(s, c))
                    .moved(s.learningRate() * s.weightDecay() * c.parameter())),
        cellwise(
            "decay-towards-infinity",
            "g ← g − λθ: the weights grow",
            (s, c) -> Steps.sgd(s, c.with(c.gradient() - 2 * s.weightDecay() * c.parameter()))),
        cellwise(
            "float32-buffer",
            "the buffer is kept in float32",
            (s, c) -> {
              Steps.Cell b = Steps.buffered(s, Steps.decayed(s, c));
              return Steps.move(s, b.remembering((float) b.first(), 0));
            }),
        specimen(
            "last-coordinate-ignored",
            "of several coordinates the last is never updated",
            (s, state, g) -> {
              OptimizerState next = right(s, state, g);
              double[] parameters = next.parameters();
              int last = parameters.length - 1;
              parameters[last] = last == 0 ? parameters[last] : state.parameters()[last];
              return next.with(next.steps(), parameters, buffers(next));
            }),
        specimen(
            "writes-into-its-gradient",
            "adds the weight decay and the momentum into the caller's array",
            (s, state, g) -> {
              OptimizerState next = right(s, state, g);
              double[] buffer = Steps.buffer(next, Steps.MOMENTUM);
              System.arraycopy(buffer, 0, g, 0, g.length);
              return next;
            }),
        shared(),
        WrongOptimizer.specimen(
            "sgd-takes-anything",
            "a gradient that is not finite is not refused, and poisons the parameters",
            Sgd.class,
            (s, state, g) -> Steps.each(s, state, g, Steps::sgd, Steps.MOMENTUM)));
  }

  /** One buffer for all runs of as many parameters. */
  private static Specimen shared() {
    Map<Integer, double[]> buffers = new ConcurrentHashMap<>();
    return specimen(
        "shared-buffer",
        "all runs of one dimension share one momentum buffer",
        (s, state, g) -> {
          double[] buffer = buffers.getOrDefault(state.dimension(), new double[state.dimension()]);
          OptimizerState shared =
              state.with(state.steps(), state.parameters(), Map.of(Steps.MOMENTUM, buffer));
          OptimizerState next = right(s, shared, g);
          buffers.put(state.dimension(), next.buffer(Steps.MOMENTUM));
          return next;
        });
  }

  private static OptimizerState right(Sgd spec, OptimizerState state, double[] gradient) {
    return Steps.each(spec, state, gradient, Steps::sgd, Steps.MOMENTUM);
  }

  private static Map<String, double[]> buffers(OptimizerState state) {
    return Map.of(Steps.MOMENTUM, state.buffer(Steps.MOMENTUM));
  }

  private static Specimen cellwise(String name, String wrong, Cellwise<Sgd> rule) {
    return specimen(
        name,
        wrong,
        (spec, state, gradient) -> Steps.each(spec, state, gradient, rule, Steps.MOMENTUM));
  }

  private static Specimen specimen(String name, String wrong, Rule<Sgd> rule) {
    return WrongOptimizer.specimen(
        "sgd-" + name,
        wrong,
        Sgd.class,
        (spec, state, gradient) -> rule.step(spec, state, state.requireGradient(gradient)));
  }
}
