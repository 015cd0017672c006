package org.noiseproof.criteria;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Rule;
import org.noiseproof.dialect.Run;
import org.noiseproof.dialect.RunningError;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * The gauge of a whole run. Where the optimizer moves each coordinate by itself it is the bound of
 * its {@link RunningError}, in the dialect that the subject speaks, over the 4tu that t steps of
 * one operation have. Else it is the optimizer's recursion with every term replaced by its absolute
 * value, which after t steps of depth d is the scale of what t·d roundings may cost; clipped_sgd is
 * linear in (parameters, clipped gradients).
 *
 * <p>Of what is made of a buffer m with the gauge G, whose error is δ, ‖δ‖ ≤ γ‖G‖ (derived): a
 * direction m/‖m‖ moves by at most 2‖δ‖/‖m‖, so that the gauge of a step is 2η ‖G‖/‖m‖; a sign by 2
 * where |δ_j| ≥ |m_j|, which makes 2η G_j/|m_j|; both are infinite where terms cancel to 0. A
 * clipped buffer moves by at most ‖δ‖: η‖G‖. What knows rows from columns is {@link MatrixGauge}'s.
 */
public final class OptimizerGauge {
  private OptimizerGauge() {}

  /** The same of a program in doubles that does what the spec means. */
  public static double[][] ofRun(Case run) {
    return ofRun(Subject.of(new ReferenceBackend()), run);
  }

  /**
   * Beside every coordinate of every position of a run its gauge; row 0 is the start.
   *
   * @param subject who runs, in a dialect and a precision
   * @param run a case of an optimizer
   */
  public static double[][] ofRun(Subject subject, Case run) {
    OptimizerSpec spec = (OptimizerSpec) run.spec();
    double[] parameters = run.parameters();
    double[][] gradients = run.rows();
    double[][] gauges = new double[gradients.length + 1][parameters.length];
    Arrays.setAll(gauges[0], j -> Math.abs(parameters[j]));
    OptimizerSpec[] at = new OptimizerSpec[gradients.length];
    Arrays.setAll(at, t -> spec instanceof Scheduled scheduled ? scheduled.at(t + 1) : spec);
    switch (at[0]) {
      case Sgd _, Adam _, CoordinatewiseOptimizerSpec _ ->
          spoken(SpokenRules.of(subject, run), run, subject.describe().precision(), gauges);
      case ClippedSgd _, NormalizedSgd _, SignSgd _ -> average(at, gradients, gauges);
      case MatrixOptimizerSpec _ -> MatrixGauge.ofRun(run, gauges);
      case Scheduled twice -> throw new AssertionError(twice);
    }
    return gauges;
  }

  /** In units of the roundings that t steps have at least; infinite where nothing can be said. */
  private static void spoken(List<Rule> rules, Case run, Precision precision, double[][] gauges) {
    List<List<RunningError>> positions =
        Run.of(rules, RunningError.in(precision), run.parameters(), run.rows());
    for (int t = 1; t < gauges.length; t++) {
      double unit = RunningError.ROUNDINGS * precision.unitRoundoff() * t;
      for (int j = 0; j < gauges[t].length; j++) {
        gauges[t][j] = positions.get(t).get(j).bound() / unit;
      }
    }
  }

  private static void average(OptimizerSpec[] at, double[][] gradients, double[][] gauges) {
    double[] buffer = new double[gauges[0].length];
    double[] terms = new double[buffer.length];
    for (int t = 0; t < at.length; t++) {
      double momentum =
          switch (at[t]) {
            case ClippedSgd clipped -> clipped.momentum();
            case NormalizedSgd normalized ->
                normalized.warmStart() && t == 0 ? 0 : normalized.momentum();
            case SignSgd sign -> sign.momentum();
            case OptimizerSpec other -> throw new AssertionError(other);
          };
      double factor =
          at[t] instanceof ClippedSgd clipped && !clipped.clipAfterMomentum()
              ? factor(clipped.threshold(), gradients[t])
              : 1;
      for (int j = 0; j < buffer.length; j++) {
        double fresh = factor * gradients[t][j];
        buffer[j] = momentum * buffer[j] + (1 - momentum) * fresh;
        terms[j] = momentum * terms[j] + (1 - momentum) * Math.abs(fresh);
      }
      double size = norm(buffer);
      double whole = norm(terms);
      for (int j = 0; j < buffer.length; j++) {
        double move =
            switch (at[t]) {
              case ClippedSgd clipped -> clipped.clipAfterMomentum() ? whole : terms[j];
              case NormalizedSgd _ -> 2 * whole / size;
              case SignSgd _ -> 2 * terms[j] / Math.abs(buffer[j]);
              case OptimizerSpec other -> throw new AssertionError(other);
            };
        double rate = at[t].learningRate();
        gauges[t + 1][j] = gauges[t][j] + (rate == 0 || terms[j] == 0 ? 0 : rate * move);
      }
    }
  }

  private static double factor(double threshold, double[] gradient) {
    double norm = norm(gradient);
    return norm == 0 ? 1 : Math.min(1, threshold / norm);
  }

  private static double norm(double[] x) {
    double norm = 0;
    for (double value : x) {
      norm = Math.hypot(norm, value);
    }
    return norm;
  }
}
