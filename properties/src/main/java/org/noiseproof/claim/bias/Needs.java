package org.noiseproof.claim.bias;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;

/** What a check needs of a backend, without which it is not applicable. */
record Needs(List<NormSpec> norms, List<OptimizerSpec> optimizers) {

  static Needs norms(List<NormSpec> norms) {
    return new Needs(norms, List.of());
  }

  /** Norms, and steepest descent under them. */
  static Needs steepest(List<NormSpec> norms) {
    return new Needs(
        norms, norms.stream().<OptimizerSpec>map(norm -> new Nsd(1, norm, 0, 0)).toList());
  }

  /** What the experiment finds; NOT_APPLICABLE where the backend lacks a norm or an optimizer. */
  static Finding met(
      Trial trial,
      List<NormSpec> norms,
      List<OptimizerSpec> optimizers,
      Supplier<Finding> experiment) {
    return new Needs(norms, optimizers).or(trial, experiment);
  }

  /** What the experiment finds; NOT_APPLICABLE where the backend lacks a spec. */
  Finding or(Trial trial, Supplier<Finding> experiment) {
    Backend backend = trial.backend();
    Stream<Spec> lacking =
        Stream.concat(
            norms.stream().filter(norm -> backend.norm(norm).isEmpty()),
            optimizers.stream().filter(spec -> backend.optimizer(spec).isEmpty()));
    return lacking
        .findFirst()
        .map(
            spec ->
                Finding.notApplicable(
                    "%s does not implement %s".formatted(backend.name(), SpecJson.write(spec))))
        .orElseGet(experiment);
  }
}
