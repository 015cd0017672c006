package org.noiseproof.check;

import java.util.Arrays;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/** Asks a subject what a case says, and compares the answers. */
public final class Probe {
  private Probe() {}

  /**
   * The optimizer of a case.
   *
   * @throws NotImplemented where the subject has none
   */
  public static OptimizerUnderTest optimizer(Subject subject, Case input) {
    OptimizerSpec spec = (OptimizerSpec) input.spec();
    return subject
        .optimizer(spec)
        .orElseThrow(() -> new NotImplemented("does not implement " + SpecJson.write(spec)));
  }

  /**
   * A run from where a case starts, in its shape.
   *
   * @throws NotImplemented where the subject has no such optimizer, or no such shapes
   */
  public static Session start(Subject subject, Case input) {
    return optimizer(subject, input).start(input.start());
  }

  /**
   * The norm of a case.
   *
   * @throws NotImplemented where the subject has none
   */
  public static Norm norm(Subject subject, Case input) {
    NormSpec spec = (NormSpec) input.spec();
    return subject
        .norm(spec)
        .orElseThrow(() -> new NotImplemented("does not implement " + SpecJson.write(spec)));
  }

  /**
   * The estimator of a case.
   *
   * @throws NotImplemented where the subject has none
   */
  public static GradientEstimator estimator(Subject subject, Case input) {
    EstimatorSpec spec = (EstimatorSpec) input.spec();
    return subject
        .estimator(spec)
        .orElseThrow(() -> new NotImplemented("does not implement " + SpecJson.write(spec)));
  }

  /** The positions of a case's run; row 0 is the start. */
  public static double[][] trajectory(Subject subject, Case input) {
    Session session = start(subject, input);
    double[][] gradients = input.rows();
    double[][] positions = new double[gradients.length + 1][];
    positions[0] = input.parameters();
    System.arraycopy(session.run(gradients), 0, positions, 1, gradients.length);
    return positions;
  }

  /** The estimate of a case. */
  public static double[] estimate(Subject subject, Case input) {
    return estimator(subject, input).estimate(input.batch());
  }

  /** Whether two runs are the same to the bit; zeros are equal whatever their sign. */
  public static Outcome same(double[][] expected, double[][] actual) {
    for (int t = 0; t < expected.length; t++) {
      if (!same(expected[t], actual[t])) {
        return Outcome.broken(
            "after step %d expected exactly %s, got %s"
                .formatted(t, Arrays.toString(expected[t]), Arrays.toString(actual[t])));
      }
    }
    return Outcome.EXACT;
  }

  /** Whether two vectors are the same to the bit; zeros are equal whatever their sign. */
  public static boolean same(double[] expected, double[] actual) {
    if (expected.length != actual.length) {
      return false;
    }
    for (int j = 0; j < expected.length; j++) {
      if (Double.compare(expected[j] + 0.0, actual[j] + 0.0) != 0) {
        return false;
      }
    }
    return true;
  }
}
