package org.noiseproof.law;

import java.util.List;
import java.util.function.Predicate;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.OptimizerSpec.Adam;

/**
 * The laws of Adam (Kingma and Ba 2015, arXiv 1412.6980) with bias correction. None depends on
 * where ε sits, but for the exact vectors.
 */
final class AdamLaws {
  private AdamLaws() {}

  /** Without the correction of v the first steps are longer. */
  private static final String[] UNBOUNDED = {
    "none_corrected", "first_corrected", "steps_from_zero", "steps_from_two"
  };

  static List<Check> all() {
    Laws.Kind adam = Laws.Kind.ADAM;
    return List.of(
        adam.law(
            "first-step-bound",
            "the first step moves no coordinate by more than η",
            where(a -> a.weightDecay() == 0),
            Laws.unless((subject, input) -> stepBound(subject, Laws.firstStep(input)), UNBOUNDED)),
        adam.law(
            "step-bound",
            "step t moves no coordinate by more than η √Σ wᵢ²/qᵢ, wᵢ and qᵢ the weights of gradient i in"
                + " m̂ and v̂ (Cauchy-Schwarz)",
            where(a -> a.weightDecay() == 0),
            Laws.unless(AdamLaws::stepBound, UNBOUNDED)),
        adam.law(
            "constant-gradient",
            "without ε a constant gradient moves every coordinate by η each step: the bias correction"
                + " makes m̂ = g and v̂ = g² from the first",
            adam.cases().where(Laws::noZeroAtFirst),
            Laws.unless(
                (subject, input) ->
                    Steps.ofConstantGradient(
                        subject,
                        bare(input),
                        (t, g) -> ((Adam) input.spec()).learningRate() * Math.signum(g)),
                "none_corrected",
                "first_corrected",
                "second_corrected",
                "steps_from_zero",
                "steps_from_two")),
        adam.law(
            "first-step",
            "without weight decay the first step is −η g/(|g| + ε)",
            a -> ((Adam) a).weightDecay() == 0,
            Laws.asDefined(
                (subject, input) ->
                    Steps.beginWith(
                        subject,
                        input,
                        g -> {
                          Adam a = (Adam) input.spec();
                          return g == 0 ? 0 : a.learningRate() * g / (Math.abs(g) + a.epsilon());
                        }),
                "adam")),
        adam.law(
            "coasting",
            "without ε, after one gradient and none later step t is −η w/√q, w and q its weights in m̂"
                + " and v̂",
            where(a -> a.beta2() > 0).where(Laws::noZeroAtFirst),
            Laws.asDefined(
                (subject, input) -> {
                  Adam a = (Adam) input.spec();
                  return Steps.ofOneGradient(
                      subject,
                      bare(input),
                      (t, g) ->
                          a.learningRate()
                              * Math.signum(g)
                              * Moments.afterOne(Moments.adam(a.beta1(), t), a.beta2(), t));
                },
                "adam")),
        adam.law(
            "no-averaging-is-sign-descent",
            "with β₁ = β₂ = ε = 0 each step is −η sign(g)",
            adam.cases().where(Laws::noZeros),
            Laws.unless(
                (subject, input) -> {
                  double rate = ((Adam) input.spec()).learningRate();
                  return Steps.are(
                      subject,
                      input.with(new Adam(rate, 0, 0, 0, 0)),
                      (t, j) -> rate * Math.signum(input.rows()[t - 1][j]));
                },
                "steps_from_zero")),
        Decays.decoupled(adam));
  }

  private static Case bare(Case input) {
    return FixedPoints.withEpsilon(FixedPoints.withoutWeightDecay(input), 0);
  }

  private static Cases where(Predicate<Adam> assumption) {
    return Laws.Kind.ADAM.cases().where(input -> assumption.test((Adam) input.spec()));
  }

  private static Outcome stepBound(Subject subject, Case input) {
    Adam a = (Adam) input.spec();
    return Steps.atMost(
        subject,
        input,
        Moments.cancellation(a.beta1(), a.beta2()),
        (t, j) ->
            a.learningRate() * Moments.largestRatio(Moments.adam(a.beta1(), t), a.beta2(), t));
  }
}
