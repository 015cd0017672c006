package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec.Adam;

/** The laws of RMSprop (Tieleman and Hinton 2012), derived. */
final class RmspropLaws {
  private RmspropLaws() {}

  static List<Check> all() {
    Laws.Kind rmsprop = Laws.Kind.RMSPROP;
    return List.of(
        rmsprop.law(
            "step-bound",
            "no step moves a coordinate by more than η/√(1−ρ), since v ≥ (1−ρ)g²",
            Laws.unless(
                (subject, input) -> {
                  Rmsprop r = spec(input);
                  double bound = r.learningRate() / Math.sqrt(1 - r.decay());
                  return Steps.atMost(
                      subject, input, Moments.cancellation(r.decay()), (t, j) -> bound);
                },
                "centred")),
        rmsprop.law(
            "constant-gradient",
            "without ε a constant gradient moves every coordinate by η/√(1−ρᵗ) in step t",
            rmsprop.cases().where(Laws::noZeroAtFirst),
            Laws.unless(
                (subject, input) ->
                    Steps.ofConstantGradient(
                        subject,
                        FixedPoints.withEpsilon(input, 0),
                        (t, g) ->
                            spec(input).learningRate()
                                * Math.signum(g)
                                / Math.sqrt(1 - Math.pow(spec(input).decay(), t))),
                "centred",
                "from_one")),
        rmsprop.law(
            "first-step",
            "the first step is −η g/(√(1−ρ)|g| + ε)",
            Laws.asDefined(
                (subject, input) -> {
                  Rmsprop r = spec(input);
                  double share = Math.sqrt(1 - r.decay());
                  return Steps.beginWith(
                      subject,
                      input,
                      g -> g == 0 ? 0 : r.learningRate() * g / (share * Math.abs(g) + r.epsilon()));
                },
                "rmsprop")),
        rmsprop.law(
            "leading-zeros",
            "gradients of 0 before the first change nothing, to the bit",
            Laws.unless(Laws::leadingZeros, "from_one", "from_epsilon")),
        rmsprop.law(
            "is-adam-without-averages",
            "with ρ = 0 it is adam with β₁ = β₂ = 0",
            Laws.asDefined(
                (subject, input) -> {
                  Rmsprop r = spec(input);
                  Case bare = input.with(new Rmsprop(r.learningRate(), 0, r.epsilon()));
                  return Laws.sameAs(
                      subject, bare, new Adam(r.learningRate(), 0, 0, r.epsilon(), 0));
                },
                "rmsprop",
                "adam")));
  }

  private static Rmsprop spec(Case input) {
    return (Rmsprop) input.spec();
  }
}
