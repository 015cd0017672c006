package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.zoo.Steps.Cellwise;

/** Wrong ways of Adam, most of them seen in the wild. */
final class WrongAdam {
  private WrongAdam() {}

  static List<Specimen> all() {
    return List.of(
        cellwise(
            "no-bias-correction",
            "m and v as they are: the first steps are too long by (1−β₁)/√(1−β₂)",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              return along(a, m, m.first(), Math.sqrt(m.second()) + a.epsilon());
            }),
        cellwise(
            "square-not-corrected",
            "only m is bias-corrected",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              return along(a, m, Steps.mean(a, m), Math.sqrt(m.second()) + a.epsilon());
            }),
        cellwise(
            "swapped-betas",
            "β₂ averages the gradients and β₁ their squares",
            (a, c) ->
                Steps.adam(
                    new Adam(a.learningRate(), a.beta2(), a.beta1(), a.epsilon(), a.weightDecay()),
                    c)),
        cellwise(
            "epsilon-inside-the-root",
            "m̂/√(v̂ + ε)",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              return along(a, m, Steps.mean(a, m), Math.sqrt(Steps.square(a, m) + a.epsilon()));
            }),
        cellwise(
            "epsilon-forgotten",
            "m̂/√v̂, whatever ε",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              return along(a, m, Steps.mean(a, m), Math.sqrt(Steps.square(a, m)));
            }),
        cellwise(
            "multiplied-by-the-root",
            "η m̂ √v where division is asked for",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              return m.moved(
                  a.learningRate()
                      * Steps.mean(a, m)
                      * Math.sqrt(Steps.correction(a.beta2(), c.t()))
                      * (Math.sqrt(m.second()) + a.epsilon()));
            }),
        cellwise(
            "root-forgotten",
            "m̂/(v̂ + ε)",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              return along(a, m, Steps.mean(a, m), Steps.square(a, m) + a.epsilon());
            }),
        cellwise(
            "steps-from-zero",
            "the first bias correction is 1 − β⁰ = 0",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              long t = c.t() - 1;
              double mean = m.first() / Steps.correction(a.beta1(), t);
              double square = m.second() / Steps.correction(a.beta2(), t);
              return along(a, m, mean, Math.sqrt(square) + a.epsilon());
            }),
        cellwise(
            "correction-stuck-at-the-first-step",
            "the bias correction is 1 − β in every step",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              double mean = m.first() / (1 - a.beta1());
              double square = m.second() / (1 - a.beta2());
              return along(a, m, mean, Math.sqrt(square) + a.epsilon());
            }),
        cellwise(
            "coupled-decay",
            "λθ is added to the gradient, as in sgd",
            (a, c) ->
                Steps.move(
                    a, Steps.moments(a, c.with(c.gradient() + a.weightDecay() * c.parameter())))),
        cellwise(
            "decay-of-the-magnitude",
            "λ|θ| is subtracted: what is negative is driven away from 0",
            (a, c) ->
                Steps.move(
                    a,
                    Steps.moments(
                        a, c.moved(a.learningRate() * a.weightDecay() * Math.abs(c.parameter()))))),
        cellwise(
            "decay-in-the-first-step-alone",
            "weight decay is forgotten from the second step on",
            (a, c) -> Steps.move(a, Steps.moments(a, c.t() == 1 ? Steps.decayed(a, c) : c))),
        cellwise(
            "step-held-to-the-learning-rate",
            "η m̂/(√v̂ + ε) is clipped to ±η, which bounds the first step alone",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              double step = m.parameter() - Steps.move(a, m).parameter();
              return m.moved(Math.clamp(step, -a.learningRate(), a.learningRate()));
            }),
        cellwise(
            "largest-square-kept",
            "v = max(v, β₂v + (1−β₂)g²): AMSGrad under Adam's name",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              return Steps.move(a, m.remembering(m.first(), Math.max(m.second(), c.second())));
            }),
        cellwise(
            "square-of-the-mean",
            "v averages m², not g²",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              double second = a.beta2() * c.second() + (1 - a.beta2()) * m.first() * m.first();
              return Steps.move(a, m.remembering(m.first(), second));
            }),
        cellwise(
            "zero-over-zero",
            "without ε a coordinate without a gradient becomes NaN",
            (a, c) -> {
              Steps.Cell m = Steps.moments(a, Steps.decayed(a, c));
              double root = Math.sqrt(Steps.square(a, m)) + a.epsilon();
              return m.moved(a.learningRate() * (Steps.mean(a, m) / root));
            }),
        WrongOptimizer.specimen(
            "adam-one-square-for-all",
            "one v for all coordinates, the average of the squares",
            Adam.class,
            (a, state, g) -> {
              double square = Arrays.stream(state.requireGradient(g)).map(x -> x * x).sum();
              double rms = Math.sqrt(square / g.length);
              return Steps.each(
                  a,
                  state,
                  g,
                  (spec, c) -> {
                    Steps.Cell own = Steps.moments(spec, Steps.decayed(spec, c));
                    Steps.Cell all = Steps.moments(spec, c.with(rms));
                    return Steps.move(spec, own.remembering(own.first(), all.second()));
                  },
                  Steps.FIRST_MOMENT,
                  Steps.SECOND_MOMENT);
            }));
  }

  private static Steps.Cell along(Adam spec, Steps.Cell cell, double mean, double root) {
    return cell.moved(spec.learningRate() * Steps.quotient(mean, root));
  }

  private static Specimen cellwise(String name, String wrong, Cellwise<Adam> rule) {
    return WrongOptimizer.specimen(
        "adam-" + name,
        wrong,
        Adam.class,
        (spec, state, gradient) ->
            Steps.each(
                spec,
                state,
                state.requireGradient(gradient),
                rule,
                Steps.FIRST_MOMENT,
                Steps.SECOND_MOMENT));
  }
}
