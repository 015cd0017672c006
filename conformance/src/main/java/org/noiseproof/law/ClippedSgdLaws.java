package org.noiseproof.law;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** The laws of SGD on clipped gradients. */
final class ClippedSgdLaws {
  private ClippedSgdLaws() {}

  private static final String[] BY_VALUE = {"by_value", "by_value_from_above"};
  private static final String[] NOT_THE_NORM = {"by_value", "by_value_from_above", "floored_norm"};

  static List<Check> all() {
    Laws.Kind clipped = Laws.Kind.CLIPPED_SGD;
    return List.of(
        clipped.law(
            "step-bound",
            "no step is longer than η τ",
            where(s -> s.threshold() < Double.POSITIVE_INFINITY),
            Laws.unless(ClippedSgdLaws::stepBound, BY_VALUE)),
        clipped.law(
            "first-step-length",
            "the first step is η (1−μ) min(τ, ‖g‖) long, or η min(τ, (1−μ)‖g‖) where the buffer is clipped",
            where(s -> s.threshold() > 0),
            Laws.unless(ClippedSgdLaws::firstStepLength, NOT_THE_NORM)),
        clipped.law(
            "clips-each-gradient",
            "clipping the gradients beforehand changes nothing: the clip comes before the buffer",
            Cases.drawn(ClippedSgdLaws::exactNorms),
            Laws.unless(ClippedSgdLaws::clippedBeforehand, NOT_THE_NORM)),
        clipped.law(
            "boundary",
            "a gradient whose norm is the threshold is left as it is, to the bit",
            Cases.drawn(ClippedSgdLaws::exactNorms).where(ClippedSgdLaws::firstIsOnTheBoundary),
            Laws.unless(ClippedSgdLaws::boundary, NOT_THE_NORM)),
        clipped.law(
            "inactive-threshold",
            "a threshold above every norm is as none at all, to the bit",
            Laws.unless(ClippedSgdLaws::inactive, "floored_norm")),
        clipped.law(
            "zero-threshold",
            "threshold 0 moves nothing",
            Laws.unless(
                (subject, input) -> {
                  double[][] start = new double[input.count() + 1][];
                  Arrays.fill(start, input.parameters());
                  return Probe.same(start, Probe.trajectory(subject, withThreshold(input, 0)));
                },
                "by_value_from_above")),
        clipped.law(
            "clips-the-buffer",
            "a step on the clipped buffer is the step on the whole one, clipped to η τ",
            where(ClippedSgd::clipAfterMomentum),
            Laws.unless(ClippedSgdLaws::clippedSteps, NOT_THE_NORM)),
        clipped.law(
            "nothing-to-average",
            "without momentum it is all one whether gradient or buffer is clipped",
            where(s -> s.momentum() == 0),
            (subject, input) -> {
              ClippedSgd s = (ClippedSgd) input.spec();
              Case other =
                  input.with(
                      new ClippedSgd(s.learningRate(), s.threshold(), 0, !s.clipAfterMomentum()));
              return Agreement.ofRuns(
                  subject,
                  input,
                  Probe.trajectory(subject, other),
                  Probe.trajectory(subject, input));
            }),
        clipped.law(
            "without-a-threshold-is-sgd",
            "with τ = ∞ it is sgd with the learning rate η(1−μ): an average is a sum, weighted",
            Laws.asDefined(
                (subject, input) -> {
                  ClippedSgd s = (ClippedSgd) input.spec();
                  return Laws.sameAs(
                      subject,
                      withThreshold(input, Double.POSITIVE_INFINITY),
                      new Sgd(s.learningRate() * (1 - s.momentum()), s.momentum(), 0, false, 0));
                },
                "clipped_sgd",
                "sgd")),
        clipped.law(
            "coasting",
            SgdLaws.COASTING,
            where(s -> s.momentum() > 0 && !s.clipAfterMomentum()),
            (subject, input) ->
                SgdLaws.coasts(subject, input, ((ClippedSgd) input.spec()).momentum())));
  }

  private static Cases where(Predicate<ClippedSgd> assumption) {
    return Laws.Kind.CLIPPED_SGD.cases().where(input -> assumption.test((ClippedSgd) input.spec()));
  }

  private static Case withThreshold(Case input, double threshold) {
    return input.with(((ClippedSgd) input.spec()).withThreshold(threshold));
  }

  private static Outcome inactive(Subject subject, Case input) {
    double largest = 0;
    for (double[] row : input.rows()) {
      largest = Math.max(largest, Laws.norm(row));
    }
    return Probe.same(
        Probe.trajectory(subject, withThreshold(input, Double.POSITIVE_INFINITY)),
        Probe.trajectory(subject, withThreshold(input, 2 * largest + 1)));
  }

  private static Outcome stepBound(Subject subject, Case input) {
    ClippedSgd s = (ClippedSgd) input.spec();
    double[][] run = Probe.trajectory(subject, input);
    double bound = s.learningRate() * s.threshold();
    Outcome worst = Outcome.EXACT;
    for (int t = 1; t < run.length; t++) {
      double length = Laws.norm(Laws.difference(run[t], run[t - 1]));
      double gauge = bound + Laws.norm(run[t]) + Laws.norm(run[t - 1]);
      double ratio = Agreement.afterSteps(subject, input, t).above(length, bound, gauge);
      String observed = "step %d was %s long, expected at most %s".formatted(t, length, bound);
      worst = worst.worst(Laws.judged(ratio, () -> observed));
    }
    return worst;
  }

  private static Outcome firstStepLength(Subject subject, Case input) {
    ClippedSgd s = (ClippedSgd) input.spec();
    Case fromZero = input.with(new double[input.dimension()], new double[][] {input.rows()[0]});
    double length = Laws.norm(Probe.trajectory(subject, fromZero)[1]);
    double fresh = 1 - s.momentum();
    double norm = Laws.norm(input.rows()[0]);
    double expected =
        s.learningRate()
            * (s.clipAfterMomentum()
                ? Math.min(s.threshold(), fresh * norm)
                : fresh * Math.min(s.threshold(), norm));
    double ratio = Agreement.afterSteps(subject, input, 1).between(expected, length, expected);
    return Laws.judged(
        ratio, () -> "the first step was %s long, expected %s".formatted(length, expected));
  }

  /** Gradients of exact norms, 2ᵏ · 5 times a few integers, and a threshold among them. */
  private static Case exactNorms(Draw draw) {
    int dimension = 1 + draw.size(5);
    double[][] rows = new double[draw.size(6)][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = draw.pythagorean(dimension, draw.between(-3, 3));
    }
    ClippedSgd any = (ClippedSgd) Laws.Kind.CLIPPED_SGD.draw(draw).spec();
    double threshold = Laws.norm(draw.oneOf(List.of(rows)));
    return Case.of(
        new ClippedSgd(any.learningRate(), threshold, any.momentum()),
        draw.vector(dimension),
        rows);
  }

  private static Outcome clippedBeforehand(Subject subject, Case input) {
    double threshold = ((ClippedSgd) input.spec()).threshold();
    double[][] clipped = input.rows();
    for (double[] row : clipped) {
      double norm = Laws.norm(row);
      double factor = norm == 0 ? 1 : Math.min(1, threshold / norm);
      for (int j = 0; j < row.length; j++) {
        row[j] *= factor;
      }
    }
    return Agreement.ofRuns(
        subject,
        input,
        Probe.trajectory(subject, input.with(input.parameters(), clipped)),
        Probe.trajectory(subject, input));
  }

  private static Outcome clippedSteps(Subject subject, Case input) {
    ClippedSgd s = (ClippedSgd) input.spec();
    double[][] whole =
        Probe.trajectory(
            subject, withThreshold(input, Double.POSITIVE_INFINITY).mapParameters(x -> 0));
    double[][] expected = new double[whole.length][];
    expected[0] = input.parameters();
    for (int t = 1; t < whole.length; t++) {
      double[] step = Laws.difference(whole[t], whole[t - 1]);
      double length = Laws.norm(step);
      double factor = length == 0 ? 1 : Math.min(1, s.learningRate() * s.threshold() / length);
      expected[t] = expected[t - 1].clone();
      for (int j = 0; j < step.length; j++) {
        expected[t][j] += factor * step[j];
      }
    }
    return Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, input));
  }

  private static boolean firstIsOnTheBoundary(Case input) {
    return Laws.hasNorm(input.rows()[0], ((ClippedSgd) input.spec()).threshold());
  }

  private static Outcome boundary(Subject subject, Case input) {
    Case first = input.with(input.parameters(), new double[][] {input.rows()[0]});
    return Probe.same(
        Probe.trajectory(subject, withThreshold(first, Double.POSITIVE_INFINITY)),
        Probe.trajectory(subject, first));
  }
}
