package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
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
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * What a change of units does to a run. The factor is a power of two, so that scaling rounds
 * nothing. An ε beside a root has the unit of a gradient, one inside it the square of that.
 */
final class Units {
  private Units() {}

  private static final int FACTOR = 8;

  static Check of(Laws.Kind kind) {
    return kind.law(
        "units",
        switch (kind) {
          case SGD -> "parameters and gradients in other units give the same run in them";
          case CLIPPED_SGD ->
              "parameters, gradients and threshold in other units give the same run in them";
          case NORMALIZED_SGD, SIGN_SGD, NSD, NUCGD, MUON, LION ->
              "gradients in other units give the same run";
          case POLAR_GRAD -> "parameters and gradients in other units give the same run in them";
          case ADAM, RMSPROP, ADAMAX, NADAM, AMSGRAD ->
              "gradients and ε in other units give the same run";
          case ADAGRAD -> "gradients, √v₀ and ε in other units give the same run";
          case ADADELTA -> "parameters, gradients and √ε in other units give the same run in them";
          case ADABELIEF -> "without ε, gradients in other units give the same run";
          case SCHEDULED -> "the same run in other units, as the scheduled optimizer has it";
        },
        kind.cases().where(Units::isScaled),
        Laws.unless(Units::units, "from_one", "from_epsilon", "floored_norm"));
  }

  /** AdaBelief has its ε taken away, and must not be left with a deviation of 0. */
  private static boolean isScaled(Case input) {
    return !(Laws.optimizer(input) instanceof Adabelief a)
        || (a.beta1() > 0 && a.beta2() > 0 && Laws.noZeroAtFirst(input));
  }

  private static Outcome units(Subject subject, Case given) {
    List<String> spoken = Laws.spoken(subject, given);
    Case input =
        spoken.contains("coupled_decay") && !(Laws.optimizer(given) instanceof Sgd)
            ? FixedPoints.withoutWeightDecay(given)
            : given;
    double epsilon = spoken.contains("epsilon_inside") ? FACTOR * FACTOR : FACTOR;
    return switch (Laws.optimizer(input)) {
      case Sgd _ -> sameInThem(subject, input, input);
      case ClippedSgd clipped ->
          sameInThem(
              subject,
              input,
              Laws.with(input, clipped.withThreshold(FACTOR * clipped.threshold())));
      case NormalizedSgd _, SignSgd _, Nsd _, Nucgd _, Muon _, Lion _ ->
          same(subject, input, input);
      case Adam a -> same(subject, input, times(input, a.epsilon(), epsilon));
      case Rmsprop r -> same(subject, input, times(input, r.epsilon(), epsilon));
      case Adamax a -> same(subject, input, times(input, a.epsilon(), epsilon));
      case Nadam n -> same(subject, input, times(input, n.epsilon(), epsilon));
      case Amsgrad a -> same(subject, input, times(input, a.epsilon(), epsilon));
      case Adagrad a ->
          same(
              subject,
              input,
              Laws.with(
                  input,
                  new Adagrad(
                      a.learningRate(),
                      FACTOR * FACTOR * a.initialAccumulator(),
                      epsilon * a.epsilon())));
      case Adadelta a ->
          sameUpToRounding(
              subject,
              input,
              times(
                      input,
                      a.epsilon(),
                      spoken.contains("epsilon_outside_both_roots") ? FACTOR : FACTOR * FACTOR)
                  .map(x -> FACTOR * x));
      case Adabelief _ -> {
        Case bare = times(input, 1, 0);
        yield same(subject, bare, bare);
      }
      case PolarGrad _ -> sameUpToRounding(subject, input, input.map(x -> FACTOR * x));
      case Scheduled twice -> throw new AssertionError(twice);
    };
  }

  private static Case times(Case input, double epsilon, double factor) {
    OptimizerSpec larger =
        (OptimizerSpec)
            FixedPoints.withEpsilon(input.with(Laws.optimizer(input)), factor * epsilon).spec();
    return Laws.with(input, larger);
  }

  /** The same run, of larger gradients. */
  private static Outcome same(Subject subject, Case input, Case other) {
    Case scaled = other.mapRows(x -> FACTOR * x);
    return Agreement.ofRuns(
        subject, scaled, Probe.trajectory(subject, input), Probe.trajectory(subject, scaled));
  }

  /** The run times the factor, of larger parameters and gradients; to the bit. */
  private static Outcome sameInThem(Subject subject, Case input, Case other) {
    return Probe.same(
        Symmetries.scaled(Probe.trajectory(subject, input), FACTOR),
        Probe.trajectory(subject, other.map(x -> FACTOR * x)));
  }

  private static Outcome sameUpToRounding(Subject subject, Case input, Case scaled) {
    return Agreement.ofRuns(
        subject,
        scaled,
        Symmetries.scaled(Probe.trajectory(subject, input), FACTOR),
        Probe.trajectory(subject, scaled));
  }
}
