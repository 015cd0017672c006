package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;

/** The laws of Adagrad (Duchi, Hazan and Singer 2011), derived. */
final class AdagradLaws {
  private AdagradLaws() {}

  static List<Check> all() {
    Laws.Kind adagrad = Laws.Kind.ADAGRAD;
    return List.of(
        adagrad.law(
            "step-bound",
            "no step moves a coordinate by more than η, since v ≥ g²",
            Laws.unless(
                (subject, input) ->
                    Steps.atMost(
                        subject, input, 1, (t, j) -> ((Adagrad) input.spec()).learningRate()),
                "without_this_gradient")),
        adagrad.law(
            "constant-gradient",
            "from v₀ = 0 without ε a constant gradient moves every coordinate by η/√t in step t",
            adagrad.cases().where(Laws::noZeroAtFirst),
            Laws.unless(
                (subject, input) -> {
                  double rate = ((Adagrad) input.spec()).learningRate();
                  return Steps.ofConstantGradient(
                      subject,
                      input.with(new Adagrad(rate, 0, 0)),
                      (t, g) -> rate * Math.signum(g) / Math.sqrt(t));
                },
                "without_this_gradient",
                "from_one")),
        adagrad.law(
            "first-step",
            "the first step is −η g/(√(v₀ + g²) + ε)",
            Laws.asDefined(
                (subject, input) -> {
                  Adagrad a = (Adagrad) input.spec();
                  return Steps.beginWith(
                      subject,
                      input,
                      g -> {
                        double root = Math.sqrt(a.initialAccumulator() + g * g);
                        return g == 0 ? 0 : a.learningRate() * g / (root + a.epsilon());
                      });
                },
                "adagrad")),
        adagrad.law(
            "rates-never-grow",
            "how far a coordinate moves for its gradient, |Δ|/|g|, never grows",
            (subject, input) -> ratesNeverGrow(subject, input.mapParameters(x -> 0))),
        adagrad.law(
            "order-of-the-past",
            "v is a sum: the order of the first two gradients does not matter to later steps",
            adagrad.cases().where(input -> input.count() > 2),
            AdagradLaws::orderOfThePast),
        adagrad.law(
            "leading-zeros",
            "gradients of 0 before the first change nothing, to the bit",
            Laws::leadingZeros));
  }

  private static Outcome ratesNeverGrow(Subject subject, Case input) {
    double[][] run = Probe.trajectory(subject, input);
    double[][] rows = input.rows();
    Outcome worst = Outcome.EXACT;
    for (int j = 0; j < input.dimension(); j++) {
      int last = -1;
      for (int t = 0; t < rows.length; t++) {
        double g = Math.abs(rows[t][j]);
        if (g == 0) {
          continue;
        }
        if (last >= 0) {
          // |Δ_t| against |Δ_s| |g_t|/|g_s|, each off by the rounding of the positions it is from.
          double moved = Math.abs(run[t + 1][j] - run[t][j]);
          double share = g / Math.abs(rows[last][j]);
          double most = share * Math.abs(run[last + 1][j] - run[last][j]);
          double gauge =
              most
                  + Math.abs(run[t][j])
                  + Math.abs(run[t + 1][j])
                  + share * (Math.abs(run[last][j]) + Math.abs(run[last + 1][j]));
          TestRatio ratio = Agreement.afterSteps(subject, input, t + 1);
          String observed =
              "step %d moved coordinate %d by %s, expected at most %s"
                  .formatted(t + 1, j, moved, most);
          worst = worst.worst(Laws.judged(ratio.above(moved, most, gauge), () -> observed));
        }
        last = t;
      }
    }
    return worst;
  }

  private static Outcome orderOfThePast(Subject subject, Case input) {
    double[][] rows = input.rows();
    double[] first = rows[0];
    rows[0] = rows[1];
    rows[1] = first;
    double[][] one = Probe.trajectory(subject, input);
    double[][] other = Probe.trajectory(subject, input.with(input.parameters(), rows));
    double[][] expected = one.clone();
    for (int t = 3; t < one.length; t++) {
      expected[t] = Laws.difference(other[t], other[2]);
      for (int j = 0; j < expected[t].length; j++) {
        expected[t][j] += one[2][j];
      }
    }
    return Agreement.ofRuns(subject, input, expected, one);
  }
}
