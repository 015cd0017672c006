package org.noiseproof.law;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.OptimizerSpec.Adam;

/**
 * The laws of AMSGrad (Reddi, Kale and Kumar 2018, arXiv 1904.09237) with bias correction, derived.
 */
final class AmsgradLaws {
  private AmsgradLaws() {}

  static List<Check> all() {
    Laws.Kind amsgrad = Laws.Kind.AMSGRAD;
    return List.of(
        amsgrad.law(
            "step-bound",
            "step t moves no coordinate by more than Adam may, η √Σ wᵢ²/qᵢ, since w ≥ v",
            Laws.unless(
                (subject, input) -> {
                  Amsgrad a = spec(input);
                  return Steps.atMost(
                      subject,
                      input,
                      Moments.cancellation(a.beta1(), a.beta2()),
                      (t, j) ->
                          a.learningRate()
                              * Moments.largestRatio(Moments.adam(a.beta1(), t), a.beta2(), t));
                },
                "none_corrected",
                "first_corrected")),
        amsgrad.law(
            "the-largest-counts",
            "step t moves no coordinate by more than η |m̂|/(√(1−β₂) max |gᵢ|), since w ≥ (1−β₂)gᵢ² of"
                + " every gradient so far",
            Laws.unless(AmsgradLaws::theLargestCounts, "none_corrected", "first_corrected")),
        amsgrad.law(
            "constant-gradient",
            "without ε a constant gradient moves every coordinate by η each step",
            amsgrad.cases().where(Laws::noZeroAtFirst),
            Laws.unless(
                (subject, input) ->
                    Steps.ofConstantGradient(
                        subject,
                        FixedPoints.withEpsilon(input, 0),
                        (t, g) -> spec(input).learningRate() * Math.signum(g)),
                "none_corrected",
                "first_corrected",
                "second_corrected")),
        amsgrad.law(
            "first-step",
            "the first step is −η g/(|g| + ε)",
            Laws.asDefined(
                (subject, input) -> {
                  Amsgrad a = spec(input);
                  return Steps.beginWith(
                      subject,
                      input,
                      g -> g == 0 ? 0 : a.learningRate() * g / (Math.abs(g) + a.epsilon()));
                },
                "amsgrad")),
        amsgrad.law(
            "coasting",
            "without ε, after one gradient and none later step t is −η w √((1−β₂ᵗ)/(1−β₂)), w its"
                + " weight in m̂: what it is divided by is never forgotten",
            amsgrad.cases().where(Laws::noZeroAtFirst),
            Laws.asDefined(
                (subject, input) -> {
                  Amsgrad a = spec(input);
                  return Steps.ofOneGradient(
                      subject,
                      FixedPoints.withEpsilon(input, 0),
                      (t, g) ->
                          a.learningRate()
                              * Math.signum(g)
                              * Moments.adam(a.beta1(), t).applyAsDouble(t - 1)
                              * Math.sqrt((1 - Math.pow(a.beta2(), t)) / (1 - a.beta2())));
                },
                "amsgrad")),
        amsgrad.law(
            "v-is-forgotten",
            "without ε, where the first gradient comes again at the end v is (1−β₂)(1 + β₂ᵗ⁻¹)g²: only"
                + " w remembers the largest",
            amsgrad.cases().where(input -> input.count() > 2 && Laws.noZeroAtFirst(input)),
            Laws.asDefined(AmsgradLaws::forgotten, "amsgrad")),
        amsgrad.law(
            "growing-gradients-are-adam",
            "where |g| never falls it is adam: v never falls either",
            Laws.asDefined(
                (subject, input) -> Laws.sameAs(subject, growing(input), adam(spec(input))),
                "amsgrad",
                "adam")),
        amsgrad.law(
            "never-longer-than-adam",
            "no step is longer than adam's from the same gradients",
            Laws.asDefined(AmsgradLaws::neverLonger, "amsgrad", "adam")));
  }

  private static Amsgrad spec(Case input) {
    return (Amsgrad) input.spec();
  }

  private static Adam adam(Amsgrad a) {
    return new Adam(a.learningRate(), a.beta1(), a.beta2(), a.epsilon(), 0);
  }

  private static Outcome forgotten(Subject subject, Case input) {
    Amsgrad a = spec(input);
    int last = input.count();
    double[] first = input.rows()[0];
    double[][] rows = new double[last][first.length];
    rows[0] = first;
    rows[last - 1] = first;
    return Steps.are(
        subject,
        FixedPoints.withEpsilon(input.with(input.parameters(), rows), 0),
        (t, j) -> {
          IntToDoubleFunction weights = Moments.adam(a.beta1(), t);
          boolean again = t == last;
          double mean = weights.applyAsDouble(t - 1) + (again ? weights.applyAsDouble(0) : 0);
          double square = (1 - a.beta2()) * (again ? 1 + Math.pow(a.beta2(), t - 1) : 1);
          double corrected = square / (1 - Math.pow(a.beta2(), t));
          return a.learningRate() * Math.signum(first[j]) * mean / Math.sqrt(corrected);
        });
  }

  /** The gradients of each coordinate by their size. */
  private static Case growing(Case input) {
    double[][] rows = input.rows();
    for (int j = 0; j < input.dimension(); j++) {
      int column = j;
      double[] sizes = IntStream.range(0, rows.length).mapToDouble(t -> rows[t][column]).toArray();
      double[] sorted = Arrays.stream(sizes).map(Math::abs).sorted().toArray();
      for (int t = 0; t < rows.length; t++) {
        rows[t][j] = Math.copySign(sorted[t], sizes[t]);
      }
    }
    return input.with(input.parameters(), rows);
  }

  private static Outcome theLargestCounts(Subject subject, Case input) {
    Amsgrad a = spec(input);
    return Steps.atMost(
        subject,
        input,
        Moments.cancellation(a.beta1(), a.beta2()),
        (t, j) -> {
          double size = 0;
          for (int age = 0; age < t; age++) {
            size +=
                Moments.adam(a.beta1(), t).applyAsDouble(age)
                    * Math.abs(input.rows()[t - 1 - age][j]);
          }
          double largest = Steps.largest(input, t, j);
          return largest == 0 ? 0 : a.learningRate() * size / (Math.sqrt(1 - a.beta2()) * largest);
        });
  }

  private static Outcome neverLonger(Subject subject, Case input) {
    Amsgrad a = spec(input);
    Case start = input.mapParameters(x -> 0);
    double[][] run = Probe.trajectory(subject, start.with(adam(a)));
    double unit = subject.describe().precision().unitRoundoff();
    return Steps.atMost(
        subject,
        start,
        Moments.cancellation(a.beta1(), a.beta2()),
        (t, j) ->
            // The two positions that Adam's step is the difference of are rounded.
            Math.abs(run[t][j] - run[t - 1][j])
                + 2 * unit * (Math.abs(run[t][j]) + Math.abs(run[t - 1][j])));
  }
}
