package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** The laws of Lion (Chen et al. 2023, arXiv 2302.06675), derived. */
final class LionLaws {
  private LionLaws() {}

  static List<Check> all() {
    Laws.Kind lion = Laws.Kind.LION;
    return List.of(
        lion.law(
            "step-size",
            "without weight decay a step moves each coordinate by η, or not at all",
            (subject, input) -> Steps.areOfOneSize(subject, FixedPoints.withoutWeightDecay(input))),
        lion.law(
            "first-step",
            "without weight decay the first step is −η sign(g), whatever β₁ and β₂",
            Laws.unless(
                (subject, input) ->
                    Steps.are(
                        subject,
                        FixedPoints.withoutWeightDecay(Laws.firstStep(input)),
                        (t, j) -> spec(input).learningRate() * Math.signum(input.rows()[0][j])),
                "zero_is_positive",
                "zero_is_negative")),
        lion.law(
            "scale-invariance",
            "each coordinate's gradients times a power of two of its own, large or small, give the same"
                + " run, to the bit",
            Laws.unless(Steps::ignoreScale, "coupled_decay")),
        lion.law(
            "leading-zeros",
            "without weight decay gradients of 0 before the first change nothing, to the bit",
            Laws.unless(
                (subject, input) ->
                    Laws.leadingZeros(subject, FixedPoints.withoutWeightDecay(input)),
                "zero_is_positive",
                "zero_is_negative")),
        lion.law(
            "turning-point",
            "after one gradient g an opposite one turns the step where it is larger than"
                + " β₁(1−β₂)/(1−β₁) times g, and only there: β₁ steers, β₂ remembers",
            lion.cases().where(Laws::noZeros),
            LionLaws::turningPoint),
        lion.law(
            "one-average-is-sign-sgd",
            "with β₁ = β₂ = μ and without weight decay it is sign_sgd",
            Laws.asDefined(
                (subject, input) -> {
                  Lion l = spec(input);
                  return Laws.sameAs(
                      subject,
                      input.with(new Lion(l.learningRate(), l.beta1(), l.beta1(), 0)),
                      new SignSgd(l.learningRate(), l.beta1()));
                },
                "lion",
                "sign_sgd")),
        Decays.decoupled(lion));
  }

  private static Lion spec(Case input) {
    return (Lion) input.spec();
  }

  /** Twice as far turns, half as far does not; where β₁ = 0 anything turns. */
  private static Outcome turningPoint(Subject subject, Case given) {
    Case input = FixedPoints.withoutWeightDecay(given);
    Lion l = spec(input);
    double point = l.beta1() * (1 - l.beta2()) / (1 - l.beta1());
    double[] g = input.rows()[0];
    double[] far = new double[g.length];
    double[] near = new double[g.length];
    for (int j = 0; j < g.length; j++) {
      far[j] = rounded(subject, point == 0 ? -g[j] : -2 * point * g[j]);
      near[j] = rounded(subject, point == 0 ? g[j] : -point / 2 * g[j]);
    }
    double rate = l.learningRate();
    return Steps.are(
            subject,
            input.with(input.parameters(), new double[][] {g, far}),
            (t, j) -> (t == 1 ? rate : -rate) * Math.signum(g[j]))
        .worst(
            Steps.are(
                subject,
                input.with(input.parameters(), new double[][] {g, near}),
                (t, j) -> rate * Math.signum(g[j])));
  }

  private static double rounded(Subject subject, double value) {
    return subject.describe().precision().round(value);
  }
}
