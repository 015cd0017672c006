package org.noiseproof.law;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.OptimizerSpec.Adam;

/** The laws of NAdam (Dozat 2016) with a constant β₁, derived. */
final class NadamLaws {
  private NadamLaws() {}

  private static final String[] OTHER_MEANS = {
    "corrected_alike", "slow_schedule", "fast_schedule", "second_uncorrected"
  };

  static List<Check> all() {
    Laws.Kind nadam = Laws.Kind.NADAM;
    return List.of(
        nadam.law(
            "first-step-bound",
            "the first step moves no coordinate by more than η (1 + 2β₁)/(1 + β₁)",
            Laws.unless(
                (subject, input) -> {
                  Nadam n = spec(input);
                  double bound = n.learningRate() * (1 + 2 * n.beta1()) / (1 + n.beta1());
                  return Steps.atMost(
                      subject,
                      Laws.firstStep(input),
                      Moments.cancellation(n.beta1(), n.beta2()),
                      (t, j) -> bound);
                },
                OTHER_MEANS)),
        nadam.law(
            "step-bound",
            "step t moves no coordinate by more than η √Σ wᵢ²/qᵢ, wᵢ and qᵢ the weights of gradient i in"
                + " m̂ and v̂ (Cauchy-Schwarz)",
            Laws.unless(NadamLaws::stepBound, OTHER_MEANS)),
        nadam.law(
            "constant-gradient",
            "without ε a constant gradient moves every coordinate by η (β₁(1−β₁ᵗ)/(1−β₁ᵗ⁺¹) +"
                + " (1−β₁)/(1−β₁ᵗ)) in step t",
            nadam.cases().where(Laws::noZeroAtFirst),
            Laws.unless(
                (subject, input) ->
                    Steps.ofConstantGradient(
                        subject,
                        FixedPoints.withEpsilon(input, 0),
                        (t, g) ->
                            spec(input).learningRate()
                                * Math.signum(g)
                                * sum(Moments.nadam(spec(input).beta1(), t), t)),
                OTHER_MEANS)),
        nadam.law(
            "first-step",
            "the first step is −η (1 + 2β₁)/(1 + β₁) g/(|g| + ε)",
            Laws.asDefined(
                (subject, input) -> {
                  Nadam n = spec(input);
                  double factor = n.learningRate() * (1 + 2 * n.beta1()) / (1 + n.beta1());
                  return Steps.beginWith(
                      subject, input, g -> g == 0 ? 0 : factor * g / (Math.abs(g) + n.epsilon()));
                },
                "nadam")),
        nadam.law(
            "coasting",
            "without ε, after one gradient and none later step t is −η w/√q, w and q its weights in m̂"
                + " and v̂",
            nadam.cases().where(input -> spec(input).beta2() > 0 && Laws.noZeroAtFirst(input)),
            Laws.unless(
                (subject, input) -> {
                  Nadam n = spec(input);
                  return Steps.ofOneGradient(
                      subject,
                      FixedPoints.withEpsilon(input, 0),
                      (t, g) ->
                          n.learningRate()
                              * Math.signum(g)
                              * Moments.afterOne(Moments.nadam(n.beta1(), t), n.beta2(), t));
                },
                OTHER_MEANS)),
        nadam.law(
            "nothing-ahead-is-adam",
            "with β₁ = 0 it is adam with β₁ = 0",
            Laws.asDefined(
                (subject, input) -> {
                  Nadam n = spec(input);
                  return Laws.sameAs(
                      subject,
                      input.with(new Nadam(n.learningRate(), 0, n.beta2(), n.epsilon())),
                      new Adam(n.learningRate(), 0, n.beta2(), n.epsilon(), 0));
                },
                "nadam",
                "adam")));
  }

  private static Nadam spec(Case input) {
    return (Nadam) input.spec();
  }

  private static double sum(IntToDoubleFunction weights, int t) {
    return IntStream.range(0, t).mapToDouble(weights).sum();
  }

  private static Outcome stepBound(Subject subject, Case input) {
    Nadam n = spec(input);
    return Steps.atMost(
        subject,
        input,
        Moments.cancellation(n.beta1(), n.beta2()),
        (t, j) ->
            n.learningRate() * Moments.largestRatio(Moments.nadam(n.beta1(), t), n.beta2(), t));
  }
}
