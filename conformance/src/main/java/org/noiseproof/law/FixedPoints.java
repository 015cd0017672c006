package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** What must not move, and what must stay finite. */
final class FixedPoints {
  private FixedPoints() {}

  static List<Check> of(Laws.Kind kind) {
    List<Check> laws = new ArrayList<>();
    laws.add(
        kind.law(
            "zero-learning-rate",
            "with learning rate 0 no step moves the parameters",
            Laws.unless(
                (subject, input) -> stays(subject, withLearningRate(input, 0)),
                "decay_without_rate",
                "without_rate")));
    laws.add(
        kind.law(
            "zero-gradient",
            "from a fresh state, without weight decay, gradients of 0 do not move the parameters",
            Laws.unless(
                (subject, input) -> stays(subject, withoutWeightDecay(input).mapRows(x -> 0)),
                "zero_is_positive",
                "zero_is_negative")));
    laws.add(
        kind.law(
            "finite",
            "moderate parameters and gradients give finite parameters",
            (subject, input) -> finite(Probe.trajectory(subject, input))));
    if (kind.hasEpsilon()) {
      laws.add(
          kind.law(
              "zero-gradient-without-epsilon",
              "with ε = 0 gradients of 0 do not move the parameters: 0/0 moves nothing",
              (subject, input) ->
                  stays(subject, withEpsilon(withoutWeightDecay(input), 0).mapRows(x -> 0))));
    }
    return laws;
  }

  private static Outcome stays(Subject subject, Case input) {
    double[][] start = new double[input.count() + 1][];
    Arrays.fill(start, input.parameters());
    return Probe.same(start, Probe.trajectory(subject, input));
  }

  static Outcome finite(double[][] positions) {
    for (int t = 0; t < positions.length; t++) {
      if (!DoubleStream.of(positions[t]).allMatch(Double::isFinite)) {
        return Outcome.broken(
            "after step %d the parameters are %s".formatted(t, Arrays.toString(positions[t])));
      }
    }
    return Outcome.EXACT;
  }

  static Case withLearningRate(Case input, double rate) {
    return Laws.with(input, Laws.optimizer(input).withLearningRate(rate));
  }

  /** A case of an optimizer that has one with another ε. */
  static Case withEpsilon(Case input, double epsilon) {
    return input.with(
        switch ((OptimizerSpec) input.spec()) {
          case Adam a -> new Adam(a.learningRate(), a.beta1(), a.beta2(), epsilon, a.weightDecay());
          case Rmsprop r -> new Rmsprop(r.learningRate(), r.decay(), epsilon);
          case Adagrad a -> new Adagrad(a.learningRate(), a.initialAccumulator(), epsilon);
          case Adadelta a -> new Adadelta(a.learningRate(), a.decay(), epsilon);
          case Adamax a -> new Adamax(a.learningRate(), a.beta1(), a.beta2(), epsilon);
          case Nadam n -> new Nadam(n.learningRate(), n.beta1(), n.beta2(), epsilon);
          case Amsgrad a -> new Amsgrad(a.learningRate(), a.beta1(), a.beta2(), epsilon);
          case Adabelief a -> new Adabelief(a.learningRate(), a.beta1(), a.beta2(), epsilon);
          case OptimizerSpec other -> throw new IllegalArgumentException(other + " has no ε");
        });
  }

  static Case withoutWeightDecay(Case input) {
    return Laws.with(
        input,
        switch (Laws.optimizer(input)) {
          case Sgd s -> new Sgd(s.learningRate(), s.momentum(), s.dampening(), s.nesterov(), 0);
          case Adam a -> new Adam(a.learningRate(), a.beta1(), a.beta2(), a.epsilon(), 0);
          case Nsd n -> new Nsd(n.learningRate(), n.norm(), n.momentum(), 0);
          case Nucgd n -> new Nucgd(n.learningRate(), n.momentum(), n.powerIterations(), 0);
          case Muon m -> new Muon(m.learningRate(), m.momentum(), m.newtonSchulzSteps(), 0);
          case PolarGrad p -> new PolarGrad(p.learningRate(), p.momentum(), 0);
          case Lion l -> new Lion(l.learningRate(), l.beta1(), l.beta2(), 0);
          case OptimizerSpec decaysNothing -> decaysNothing;
        });
  }
}
