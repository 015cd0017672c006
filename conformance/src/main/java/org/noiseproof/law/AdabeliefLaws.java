package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;

/** The laws of AdaBelief (Zhuang et al. 2020, arXiv 2010.07468), derived. */
final class AdabeliefLaws {
  private AdabeliefLaws() {}

  static List<Check> all() {
    Laws.Kind adabelief = Laws.Kind.ADABELIEF;
    return List.of(
        adabelief.law(
            "first-step-bound",
            "the first step moves no coordinate by more than η/β₁, since g − m is β₁g",
            spec -> ((Adabelief) spec).beta1() > 0,
            Laws.unless(
                (subject, input) -> {
                  Adabelief a = spec(input);
                  double bound = a.learningRate() / a.beta1();
                  return Steps.atMost(
                      subject,
                      Laws.firstStep(input),
                      Moments.cancellation(a.beta1(), a.beta2()) / a.beta1(),
                      (t, j) -> bound);
                },
                "none_corrected")),
        adabelief.law(
            "constant-gradient",
            "a constant gradient is believed more with every step: g − m is β₁ᵗg, and step t is"
                + " −η g/(√(q g² + ε/(1−β₂)) + ε), q the mean of β₁²ᵗ that ŝ takes",
            Laws.asDefined(
                (subject, input) ->
                    Steps.ofConstantGradient(subject, input, (t, g) -> believed(spec(input), t, g)),
                "adabelief")));
  }

  private static Adabelief spec(Case input) {
    return (Adabelief) input.spec();
  }

  private static double believed(Adabelief a, int t, double g) {
    double q = 0;
    for (int age = 0; age < t; age++) {
      q += Moments.adam(a.beta2(), t).applyAsDouble(age) * Math.pow(a.beta1(), 2.0 * (t - age));
    }
    double root = Math.sqrt(q * g * g + a.epsilon() / (1 - a.beta2()));
    return a.learningRate() * g / (root + a.epsilon());
  }
}
