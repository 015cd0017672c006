package org.noiseproof.criteria;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.EstimatorDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;

/**
 * Criteria B and C on random batches: the error against the exact value, in units of its a-priori
 * bound γ_d · gauge (B, a gate) and of what is likely, λ √d u · gauge with λ = {@link
 * Tolerance#LIKELY_DEVIATIONS} (C, only reported).
 */
final class RoundingError {
  private RoundingError() {}

  private static final int ROWS = 40;
  private static final int COLUMNS = 70;

  static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    EstimatorDraws.types()
        .forEach(
            (type, spec) -> {
              Cases cases = Cases.drawn(draw -> batch(spec, draw)).where(EstimatorDraws::fits);
              checks.add(
                  new Check(
                      "criterion/B/" + type,
                      "the error is at most γ_d · gauge, d the declared depth",
                      type,
                      true,
                      cases,
                      Agreement::ofEstimate));
              checks.add(
                  new Check(
                      "criterion/C/" + type,
                      "the error is likely below λ √d u · gauge; reported, never judged",
                      type,
                      false,
                      cases,
                      RoundingError::likely));
            });
    return checks;
  }

  private static Case batch(Class<? extends EstimatorSpec> spec, Draw draw) {
    boolean small = draw.coin() || spec == GeometricMedian.class;
    return small
        ? EstimatorDraws.batch(spec, draw)
        : EstimatorDraws.batch(spec, draw, draw.size(ROWS), draw.size(COLUMNS));
  }

  private static Outcome likely(Subject subject, Case input) {
    int depth = Probe.estimator(subject, input).depth(input.count(), input.dimension());
    double unit = subject.describe().precision().unitRoundoff();
    double bound = Tolerance.gamma(depth, unit);
    double likely = Tolerance.LIKELY_DEVIATIONS * Math.sqrt(depth) * unit;
    return Outcome.within(Agreement.ofEstimate(subject, input).ratio() * bound / likely);
  }
}
