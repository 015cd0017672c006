package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.OptimizerSpec.Adam;

/** The laws of AdaMax (Kingma and Ba 2015, arXiv 1412.6980), derived. */
final class AdamaxLaws {
  private AdamaxLaws() {}

  static List<Check> all() {
    Laws.Kind adamax = Laws.Kind.ADAMAX;
    return List.of(
        adamax.law(
            "first-step-bound",
            "the first step moves no coordinate by more than η",
            (subject, input) -> stepBound(subject, Laws.firstStep(input))),
        adamax.law(
            "step-bound",
            "step t moves no coordinate by more than η Σ wᵢ β₂^{−aᵢ}, wᵢ the weight of gradient i in m̂"
                + " and aᵢ its age, since u ≥ β₂^{aᵢ} |gᵢ|",
            spec -> ((Adamax) spec).beta2() > 0,
            AdamaxLaws::stepBound),
        adamax.law(
            "constant-gradient",
            "without ε a constant gradient moves every coordinate by η each step",
            adamax.cases().where(Laws::noZeroAtFirst),
            Laws.unless(
                (subject, input) ->
                    Steps.ofConstantGradient(
                        subject,
                        FixedPoints.withEpsilon(input, 0),
                        (t, g) -> spec(input).learningRate() * Math.signum(g)),
                "uncorrected")),
        adamax.law(
            "first-step",
            "the first step is −η g/(|g| + ε)",
            Laws.asDefined(
                (subject, input) -> {
                  Adamax a = spec(input);
                  return Steps.beginWith(
                      subject,
                      input,
                      g -> g == 0 ? 0 : a.learningRate() * g / (Math.abs(g) + a.epsilon()));
                },
                "adamax")),
        adamax.law(
            "coasting",
            "after one gradient and none later u falls by β₂ a step, down to ε",
            Laws.asDefined(AdamaxLaws::coasting, "adamax")),
        adamax.law(
            "nothing-remembered-is-adam",
            "with β₂ = 0 it is adam with β₂ = 0: u is |g| + ε",
            Laws.asDefined(
                (subject, input) -> {
                  Adamax a = spec(input);
                  return Laws.sameAs(
                      subject,
                      input.with(new Adamax(a.learningRate(), a.beta1(), 0, a.epsilon())),
                      new Adam(a.learningRate(), a.beta1(), 0, a.epsilon(), 0));
                },
                "adamax",
                "adam")));
  }

  private static Adamax spec(Case input) {
    return (Adamax) input.spec();
  }

  private static Outcome coasting(Subject subject, Case input) {
    Adamax a = spec(input);
    return Steps.ofOneGradient(
        subject,
        input,
        (t, g) -> {
          double u = Math.abs(g) + a.epsilon();
          for (int i = 2; i <= t; i++) {
            u = Math.max(a.beta2() * u, a.epsilon());
          }
          return a.learningRate() * Moments.adam(a.beta1(), t).applyAsDouble(t - 1) * g / u;
        });
  }

  private static Outcome stepBound(Subject subject, Case input) {
    Adamax a = spec(input);
    return Steps.atMost(
        subject,
        input,
        Moments.cancellation(a.beta1()),
        (t, j) -> {
          double sum = 0;
          for (int age = 0; age < t; age++) {
            double weight = Moments.adam(a.beta1(), t).applyAsDouble(age);
            sum += weight == 0 ? 0 : weight / Math.pow(a.beta2(), age);
          }
          return a.learningRate() * sum;
        });
  }
}
