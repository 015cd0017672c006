package org.noiseproof.claim.bias;

import java.util.List;
import java.util.function.Supplier;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/** What a check needs of a backend. */
final class Needs {
  private Needs() {}

  /** What the experiment finds; NOT_APPLICABLE where the backend lacks a norm or an optimizer. */
  static Finding met(
      Trial trial,
      List<NormSpec> norms,
      List<OptimizerSpec> optimizers,
      Supplier<Finding> experiment) {
    Backend backend = trial.backend();
    for (NormSpec norm : norms) {
      if (backend.norm(norm).isEmpty()) {
        return Finding.notApplicable(
            "%s does not implement the norm %s".formatted(backend.name(), SpecJson.write(norm)));
      }
    }
    for (OptimizerSpec optimizer : optimizers) {
      if (backend.optimizer(optimizer).isEmpty()) {
        return Finding.notApplicable(
            "%s does not implement %s".formatted(backend.name(), SpecJson.write(optimizer)));
      }
    }
    return experiment.get();
  }

  /** m(W)/‖W‖, −∞ at 0. */
  static double normalizedMargin(Backend backend, MarginProblem problem, NormSpec norm, Matrix w) {
    double size = backend.norm(norm).orElseThrow().of(w);
    return size == 0 ? Double.NEGATIVE_INFINITY : problem.margin(w) / size;
  }
}
