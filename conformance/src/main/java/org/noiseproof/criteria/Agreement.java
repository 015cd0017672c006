package org.noiseproof.criteria;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.dialect.ExactNumber;
import org.noiseproof.dialect.Rule;
import org.noiseproof.dialect.Run;
import org.noiseproof.dialect.RunningError;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.reference.ExactVector;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/** Whether answers agree up to the rounding errors that they may have made. */
public final class Agreement {
  /** Roundings a step in what a law expects, where it is computed from other runs. */
  private static final int OWN_ROUNDINGS = 8;

  private Agreement() {}

  /** A computed vector against the exact one. */
  public static Outcome withExact(TestRatio ratio, ExactVector exact, double[] computed) {
    if (computed.length != exact.dimension()) {
      return Outcome.broken(
          "expected %d coordinates, got %d".formatted(exact.dimension(), computed.length));
    }
    double worst = 0;
    int coordinate = 0;
    for (int j = 0; j < computed.length; j++) {
      double here = ratio.of(computed[j], exact.value(j), exact.gauge(j));
      if (!(here <= worst)) {
        worst = here;
        coordinate = j;
      }
    }
    return worst <= 1
        ? Outcome.within(worst)
        : new Outcome(
            worst,
            "coordinate %d: expected %s, got %s"
                .formatted(coordinate, exact.value(coordinate).toDouble(), computed[coordinate]));
  }

  /** An estimate against the exact one, at the estimator's declared depth. */
  public static Outcome ofEstimate(Subject subject, Case input) {
    return ofEstimate(subject, input, (EstimatorSpec) input.spec());
  }

  /** An estimate against the exact one of another spec that should give the same. */
  public static Outcome ofEstimate(Subject subject, Case input, EstimatorSpec definition) {
    int depth = Probe.estimator(subject, input).depth(input.count(), input.dimension());
    return withExact(
        new TestRatio(subject.describe().precision(), depth),
        ExactEstimator.estimate(definition, input.batch()),
        Probe.estimate(subject, input));
  }

  /** An estimate against another that should be the same, judged on the gauge of this case. */
  public static Outcome ofEstimates(
      Subject subject, Case input, double[] expected, double[] actual) {
    ExactVector exact = ExactEstimator.estimate(gauged(subject, input), input.batch());
    TestRatio ratio = forEstimates(subject, input);
    double worst = 0;
    for (int j = 0; j < expected.length; j++) {
      double here = ratio.between(expected[j], actual[j], exact.gauge(j));
      if (!(here <= worst)) {
        worst = here;
      }
    }
    return worst <= 1
        ? Outcome.within(worst)
        : new Outcome(
            worst,
            "expected %s up to rounding, got %s"
                .formatted(Arrays.toString(expected), Arrays.toString(actual)));
  }

  /** What the gauge is of: in other dialects the mean, no term of which a clip enlarges. */
  private static EstimatorSpec gauged(Subject subject, Case input) {
    EstimatorSpec spec = (EstimatorSpec) input.spec();
    String type = SpecJson.type(spec);
    return Dialects.of(type).isEmpty() || subject.dialect(type).isCanonical() ? spec : new Mean();
  }

  /** The ratio for what an estimate, or a few operations on some, may be off by. */
  public static TestRatio forEstimates(Subject subject, Case input) {
    int depth = Probe.estimator(subject, input).depth(input.count(), input.dimension());
    return new TestRatio(subject.describe().precision(), depth + OWN_ROUNDINGS);
  }

  /**
   * A run against another that should be the same, at the optimizer's declared depth. A run that
   * goes further than its gauge is wrong already, but not for the rounding errors of that way.
   */
  public static Outcome ofRuns(
      Subject subject, Case input, double[][] expected, double[][] actual) {
    double[][] gauge = OptimizerGauge.ofRun(subject, input);
    double[] path = new double[input.dimension()];
    Outcome worst = Outcome.EXACT;
    for (int t = 1; t < expected.length; t++) {
      TestRatio ratio = afterSteps(subject, input, t);
      for (int j = 0; j < expected[t].length; j++) {
        path[j] += Math.abs(actual[t][j] - actual[t - 1][j]);
        double here = ratio.between(expected[t][j], actual[t][j], Math.max(gauge[t][j], path[j]));
        if (!(here <= 1)) {
          return new Outcome(
              here,
              "after step %d expected %s up to rounding, got %s"
                  .formatted(t, Arrays.toString(expected[t]), Arrays.toString(actual[t])));
        }
        worst = worst.worst(Outcome.within(here));
      }
    }
    return worst;
  }

  /** The ratio for what a run, or a few operations on one, may be off by after some steps. */
  public static TestRatio afterSteps(Subject subject, Case input, int steps) {
    int depth = Probe.optimizer(subject, input).depth(input.dimension()) + OWN_ROUNDINGS;
    return new TestRatio(subject.describe().precision(), (long) steps * depth);
  }

  /**
   * A run against the exact one: of the dialect that the subject speaks, within the {@link
   * RunningError} of its precision, where each coordinate is moved by itself; else against the
   * reference's own.
   */
  public static Outcome withReference(Subject subject, Case input) {
    double[][] positions = Probe.trajectory(subject, input);
    List<Rule> rules = SpokenRules.of(subject, input);
    return rules.isEmpty()
        ? ofRuns(subject, input, reference(input), positions)
        : withRules(subject, input, rules, positions);
  }

  private static Outcome withRules(
      Subject subject, Case input, List<Rule> rules, double[][] positions) {
    Precision precision = subject.describe().precision();
    // A product below is rounded to few bits before it is divided; after, if that is done first.
    double floor = 2 * precision.smallestSubnormal() / precision.unitRoundoff();
    var exact = Run.of(rules, ExactNumber.FROM_DOUBLES, input.parameters(), input.rows());
    var errors = Run.of(rules, RunningError.in(precision), input.parameters(), input.rows());
    Outcome worst = Outcome.EXACT;
    for (int t = 1; t < positions.length; t++) {
      for (int j = 0; j < positions[t].length; j++) {
        Dyadic expected = exact.get(t).get(j).value();
        double here = within(positions[t][j], expected, errors.get(t).get(j).bound() + floor);
        if (!(here <= 1)) {
          return new Outcome(
              here,
              "after step %d coordinate %d: expected %s, got %s"
                  .formatted(t, j, expected.toDouble(), positions[t][j]));
        }
        worst = worst.worst(Outcome.within(here));
      }
    }
    return worst;
  }

  /** An error in units of its bound; 0 where that is infinite and the number is not NaN. */
  private static double within(double computed, Dyadic expected, double bound) {
    if (bound == Double.POSITIVE_INFINITY) {
      return Double.isNaN(computed) ? bound : 0;
    }
    if (!Double.isFinite(computed)) {
      return Double.POSITIVE_INFINITY;
    }
    double error = Dyadic.of(computed).minus(expected).abs().toDouble();
    return error == 0 ? 0 : error / bound;
  }

  /** The state of the reference before the first step, in the shape of a case. */
  static OptimizerState start(Case input) {
    return ExactOptimizer.start((OptimizerSpec) input.spec(), input.parameters())
        .shaped(input.matrixRows(), input.matrixColumns());
  }

  /** The positions of the reference, whose state is rounded once a step. */
  public static double[][] reference(Case input) {
    OptimizerSpec spec = (OptimizerSpec) input.spec();
    double[][] gradients = input.rows();
    double[][] positions = new double[gradients.length + 1][];
    OptimizerState state = start(input);
    positions[0] = state.parameters();
    for (int t = 0; t < gradients.length; t++) {
      state = ExactOptimizer.step(spec, state, gradients[t]).rounded();
      positions[t + 1] = state.parameters();
    }
    return positions;
  }
}
