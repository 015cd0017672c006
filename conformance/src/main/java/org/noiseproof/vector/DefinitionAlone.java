package org.noiseproof.vector;

import java.util.List;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.dialect.EstimatorDialect;
import org.noiseproof.dialect.ExactNumber;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.spec.EstimatorSpec;

/**
 * Vectors of which only the definition's answer is published, as running errors do not follow what
 * leaves the range of a format. A dialect that means the same doubles there is held to them, too.
 */
final class DefinitionAlone {
  private DefinitionAlone() {}

  /** Whether a subject's answer is that of the definition, up to its rounding. */
  static Outcome judge(Vector vector, Subject subject) {
    List<Dialect> dialects = Dialects.of(vector.spoken());
    if (!dialects.isEmpty()) {
      Dialect spoken = subject.dialect(vector.spoken());
      if (!spoken.isCanonical()
          && !(vector.isAnsweredByDialects()
              && values(vector, spoken).equals(values(vector, dialects.getFirst())))) {
        throw new NotImplemented(
            "speaks %s, and only the spec's own answer is known".formatted(spoken.id()));
      }
    }
    return vector.input().spec() instanceof EstimatorSpec
        ? Agreement.ofEstimate(subject, vector.input())
        : Agreement.ofRuns(
            subject,
            vector.input(),
            Agreement.reference(vector.input()),
            Probe.trajectory(subject, vector.input()));
  }

  /** What a dialect answers, to the nearest doubles. */
  private static List<Double> values(Vector vector, Dialect dialect) {
    return switch (dialect) {
      case OptimizerDialect optimizer ->
          new Trace<>(vector, optimizer, ExactNumber.FROM_DOUBLES)
              .states(vector.moments()).stream()
                  .flatMap(List::stream)
                  .map(coordinate -> coordinate.parameter().value().toDouble())
                  .toList();
      case EstimatorDialect estimator ->
          EstimateTrial.estimate(vector, estimator, ExactNumber.FROM_DOUBLES).stream()
              .map(entry -> entry.value().toDouble())
              .toList();
    };
  }
}
