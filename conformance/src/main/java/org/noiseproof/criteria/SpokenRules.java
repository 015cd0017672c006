package org.noiseproof.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.noiseproof.check.Case;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.CoordinateRule;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.SpecJson;

/** What a subject means by the specs that have dialects, by its own account. */
final class SpokenRules {
  private SpokenRules() {}

  /**
   * The rule of one step.
   *
   * @param t from 1
   * @return empty where the spec has no dialects
   */
  static Optional<CoordinateRule> at(Subject subject, OptimizerSpec spec, long t) {
    return switch (spec) {
      case Sgd _, Adam _, CoordinatewiseOptimizerSpec _ ->
          Optional.of(subject.dialect(SpecJson.type(spec)).rule(spec));
      case Scheduled scheduled -> at(subject, scheduled.at(t), t);
      case OptimizerSpec _ -> Optional.empty();
    };
  }

  /** The rules of all steps of a run; none where its spec has no dialects, or it no steps. */
  static List<CoordinateRule> of(Subject subject, Case run) {
    List<CoordinateRule> rules = new ArrayList<>();
    for (int t = 1; t <= run.count(); t++) {
      at(subject, (OptimizerSpec) run.spec(), t).ifPresent(rules::add);
    }
    return rules;
  }
}
