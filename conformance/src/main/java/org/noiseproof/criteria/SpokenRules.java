package org.noiseproof.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.noiseproof.check.Case;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.CoordinateRule;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.dialect.Rule;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.SpecJson;

/** What a subject means by the specs that have dialects, by its own account. */
final class SpokenRules {
  private SpokenRules() {}

  /**
   * The rule of one step of what moves each coordinate by itself.
   *
   * @param t from 1
   * @return empty for what does not
   */
  static Optional<CoordinateRule> at(Subject subject, OptimizerSpec spec, long t) {
    return switch (spec) {
      case Sgd _, Adam _, CoordinatewiseOptimizerSpec _ ->
          Optional.of((CoordinateRule) spoken(subject, spec).rule(spec));
      case Scheduled scheduled -> at(subject, scheduled.at(t), t);
      case OptimizerSpec _ -> Optional.empty();
    };
  }

  /**
   * The rules of all steps of a run.
   *
   * @return none where it has no steps, or where it is the reference that says what the spec means
   */
  static List<Rule> of(Subject subject, Case run) {
    List<Rule> rules = new ArrayList<>();
    for (int t = 1; t <= run.count(); t++) {
      rule(subject, (OptimizerSpec) run.spec(), t).ifPresent(rules::add);
    }
    return rules;
  }

  /** What clips or takes signs has an exact reference of its own, but for unusual dialects. */
  private static Optional<Rule> rule(Subject subject, OptimizerSpec spec, long t) {
    return switch (spec) {
      case ClippedSgd _, SignSgd _ -> {
        OptimizerDialect dialect = spoken(subject, spec);
        yield dialect.isCanonical() ? Optional.empty() : Optional.of(dialect.rule(spec));
      }
      case Scheduled scheduled -> rule(subject, scheduled.at(t), t);
      case OptimizerSpec _ -> at(subject, spec, t).map(Rule.class::cast);
    };
  }

  private static OptimizerDialect spoken(Subject subject, OptimizerSpec spec) {
    return (OptimizerDialect) subject.dialect(SpecJson.type(spec));
  }
}
