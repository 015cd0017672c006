package org.noiseproof.law;

import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.Buffer;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;

/** The laws of Muon's Newton-Schulz iterations. */
final class MuonLaws {
  private MuonLaws() {}

  static List<Check> all() {
    Laws.Kind muon = Laws.Kind.MUON;
    return List.of(
        muon.law(
            "newton-schulz",
            "the iterations keep the singular vectors and map each σ/‖m‖ by the quintic, K times",
            muon.cases().where(input -> ((Muon) input.spec()).newtonSchulzSteps() > 0),
            MuonLaws::mapsSingularValues));
  }

  private static Outcome mapsSingularValues(Subject subject, Case input) {
    Muon spec = (Muon) input.spec();
    double kept = 1 - spec.learningRate() * spec.weightDecay();
    List<Buffer> buffers = Buffer.ofRun(input);
    double[][] expected = new double[input.count() + 1][];
    expected[0] = input.parameters();
    for (int t = 1; t < expected.length; t++) {
      Matrix m = buffers.get(t - 1).moderate().m();
      double[] direction = mapped(m, spec.newtonSchulzSteps());
      expected[t] = expected[t - 1].clone();
      for (int j = 0; j < direction.length; j++) {
        expected[t][j] = kept * expected[t][j] - spec.learningRate() * direction[j];
      }
    }
    return Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, input));
  }

  /** U f(f(…(Σ/‖m‖)…)) Vᵀ, by the singular values and not by products of matrices. */
  private static double[] mapped(Matrix m, int steps) {
    double length = Laws.norm(m.entries());
    if (length == 0) {
      return m.entries();
    }
    SingularValueDecomposition pairs = NucgdLaws.decomposed(m);
    double[] values = pairs.getSingularValues();
    for (int i = 0; i < values.length; i++) {
      values[i] /= length;
      for (int k = 0; k < steps; k++) {
        double square = values[i] * values[i];
        values[i] *= 3.4445 + square * (-4.7750 + square * 2.0315);
      }
    }
    RealMatrix image =
        pairs.getU().multiply(MatrixUtils.createRealDiagonalMatrix(values)).multiply(pairs.getVT());
    return Matrix.ofRows(image.getData()).entries();
  }
}
